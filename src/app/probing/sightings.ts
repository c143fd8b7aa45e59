import type {Store} from '#src/app/store.ts'
import type {Texts} from '#src/i18n/texts.ts'
import type {ProbeSpec, Runbook} from '#src/runbook/types.ts'
import {itemsByProbe, itemsOf} from '#src/runbook/walk.ts'
import {recordOf} from '#src/session/state.ts'
import type {Safe} from '#src/text/safe.ts'
import {standsOn, withinOf} from './scope.ts'
import {shownReading} from './shown-reading.ts'
import {advance, newStreak, type Streak} from './streaks.ts'
import type {Sight} from './vantage.ts'

/** What was seen in this process, and what of it counts. */
export interface Sightings {
  /** A look begins: only what began after the state it is about can count for that state. */
  readonly begin: (probe: ProbeSpec) => void
  /** Shows what was seen; resolves when what counts of it is on disk. */
  readonly see: (probe: ProbeSpec, sight: Sight) => Promise<void>
  /** Resolves when a look that begins after this was seen; until then nothing is promised that it begins. */
  readonly next: (probe: string) => Promise<void>
  /** Nobody looks any more: whoever waits for a look is let go. */
  readonly end: () => void
  /** What was seen of the probe last; null: nothing yet. */
  readonly last: (probe: string) => Sight | null
  readonly evidence: (probe: string) => readonly Safe[]
  /** Whether its newest look is one of several in a row that are asked for, and the next may decide. */
  readonly isMidRow: (probe: string) => boolean
  /** Whether anything ever answered the probe in this session. */
  readonly hasAnswered: (probe: string) => boolean
  /** The session has changed: where a probe's items stand on something else now, its rows of looks begin anew. */
  readonly standAnew: () => void
}

interface Waiting {
  /** The session's `seq` when somebody began to wait. */
  readonly since: number
  readonly resolve: () => void
}

export const createSightings = ({
  store,
  runbook,
  texts,
}: {
  readonly store: Store
  readonly runbook: Runbook
  readonly texts: Texts
}): Sightings => {
  const streaks = new Map<string, Streak>()
  const evidence = new Map<string, readonly Safe[]>()
  const beganSeq = new Map<string, number>()
  const readings = new Map(store.state().live.readings)
  // Probes whose newest look is one of a row that is asked for, and does not count yet.
  const inRow = new Set<string>()
  const midRow = new Set<string>()
  const answered = new Set(passedBefore(runbook, store))
  const awaited = new Map<string, Waiting[]>()
  let standing = standsOn(runbook, store.state().session)

  const seqNow = (): number => store.state().session.seq

  const rowOf = (probe: ProbeSpec) =>
    // What was let look once has said its last word; nothing follows that a row could be made of.
    store.state().live.touching.has(probe.name)
      ? {passes: 1, fails: 1, within: null}
      : {
          passes: probe.passes,
          fails: probe.fails,
          within: withinOf(runbook, store.state().session, probe.name),
        }

  /** Takes out those who wait for a look that began no earlier than they came. */
  const takeWaiting = (probe: string, began: number): readonly Waiting[] => {
    const all = awaited.get(probe) ?? []
    awaited.set(
      probe,
      all.filter(each => each.since > began),
    )
    return all.filter(each => each.since <= began)
  }

  return {
    begin: probe => {
      beganSeq.set(probe.name, seqNow())
    },
    see: async (probe, {reading, evidence: lines}) => {
      const {name} = probe
      if (reading.outcome === 'pass' || reading.reason === 'mismatch' || reading.reason === 'auth')
        answered.add(name)
      evidence.set(name, lines)
      const now = performance.now()
      const streak = streaks.get(name) ?? newStreak(now, wasDecided(runbook, store, name))
      const step = advance(streak, reading, rowOf(probe), now)
      streaks.set(name, step.streak)
      readings.set(name, shownReading(step, reading, texts))
      if (step.kind === 'counts') inRow.delete(name)
      else inRow.add(name)
      if (step.kind === 'passing' || step.kind === 'failing') midRow.add(name)
      else midRow.delete(name)
      store.setLive({readings: new Map(readings), waiting: new Set(inRow)})
      const began = beganSeq.get(name) ?? seqNow()
      const told = takeWaiting(name, began)
      if (step.kind === 'counts') await store.dispatch({type: 'reading', reading, beganSeq: began})
      for (const {resolve} of told) resolve()
    },
    next: probe =>
      new Promise(resolve => {
        awaited.set(probe, [...(awaited.get(probe) ?? []), {since: seqNow(), resolve}])
      }),
    end: () => {
      const all = [...awaited.values()].flat()
      awaited.clear()
      for (const {resolve} of all) resolve()
    },
    last: probe => {
      const reading = readings.get(probe)
      return reading === undefined ? null : {reading, evidence: evidence.get(probe) ?? []}
    },
    evidence: probe => evidence.get(probe) ?? [],
    isMidRow: probe => midRow.has(probe),
    hasAnswered: probe => answered.has(probe),
    standAnew: () => {
      const before = standing
      standing = standsOn(runbook, store.state().session)
      const now = performance.now()
      for (const name of streaks.keys())
        if (before.get(name) !== standing.get(name)) streaks.set(name, newStreak(now))
    },
  }
}

/** Whether the journal, of which a resume knows nothing else, has a pass or a failure of it that still stands. */
const wasDecided = (runbook: Runbook, store: Store, probe: string): boolean =>
  itemsByProbe(runbook, probe).some(item => {
    const outcome = recordOf(store.state().session, item.id).sensed?.outcome
    return outcome === 'pass' || outcome === 'fail'
  })

/** Probes that passed earlier in this session: silence at their address is news, whatever the address comes from. */
const passedBefore = (runbook: Runbook, store: Store): readonly string[] => {
  const {session} = store.state()
  return itemsOf(runbook).flatMap(item => {
    const {sensed, passedAt} = recordOf(session, item.id)
    return sensed !== null && passedAt !== null ? [sensed.probe] : []
  })
}
