import type {Store} from '#src/app/store.ts'
import {notPassed, type ProbeValues} from '#src/probes/driver.ts'
import type {CommandItem, ProbeSpec, Runbook, SectionId} from '#src/runbook/types.ts'
import {findItem} from '#src/runbook/walk.ts'
import type {SessionEvent} from '#src/session/events.ts'
import {type Safe, safe} from '#src/text/safe.ts'
import {dispatch, withNeeds} from './dispatcher.ts'
import {look, sightOf} from './look.ts'
import {createLoop} from './loop.ts'
import {momentOf} from './moments.ts'
import {restOf, rowInterval, watchInterval} from './pace.ts'
import {probesOf} from './scope.ts'
import {createSightings} from './sightings.ts'
import type {Sight, Vantage} from './vantage.ts'

/** What probing takes of an open session. */
export interface ProbingParts {
  readonly store: Store
  readonly runbook: Runbook
  readonly texts: Vantage['texts']
  readonly now: () => Date
  readonly lookup: Vantage['lookup']
  readonly redact: (text: string) => string
  readonly cwd: string
  readonly env: Readonly<Record<string, string>>
  readonly host: string
  /** When there is something to look at: of a drill, once its system is up. */
  readonly ready?: Promise<void>
}

export interface Probing {
  /** Looks again at once: with these probes too, whether they are in view or not. */
  readonly recheck: (probes?: readonly string[]) => void
  /** What is on the screen: its probes and those of the criteria are looked with. Until it is called, all sections are. */
  readonly show: (sections: readonly SectionId[]) => void
  /** One look of a probe whose look changes something: the operator has confirmed it, and that is in the journal. */
  readonly lookOnce: (probe: string) => Promise<void>
  /** What is looked at before and after a command. */
  readonly around: {
    readonly before: (item: CommandItem) => Promise<void>
    readonly after: (item: CommandItem) => Promise<void>
  }
  /** The lines behind a probe's last look. */
  readonly evidence: (probe: string) => readonly Safe[]
  /** Begins nothing any more; resolves when nothing of ours is open. */
  readonly stop: () => Promise<void>
}

/** Keeps the session's readings live: looks, counts rows of looks, shows every reading and dispatches those that count. */
export const createProbing = (parts: ProbingParts): Probing => {
  const {store, runbook, texts} = parts
  const leaving = new AbortController()
  const sightings = createSightings(parts)
  const looking = new Set<string>()
  // Asked for by name, until each has been looked with.
  const demanded = new Set<string>()
  let shown: ReadonlySet<SectionId> | null = null
  let isReady = parts.ready === undefined
  const spec = (name: string): ProbeSpec | null => runbook.settings.probes[name] ?? null
  const isTouching = (probe: ProbeSpec): boolean => store.state().live.touching.has(probe.name)
  const looksByItself = (probe: ProbeSpec): boolean => probe.type !== 'session' && !isTouching(probe)

  const vantage: Vantage = {
    ...parts,
    spec,
    baseline: name => baselineOf(store, name),
    moment: what => momentOf(what, store),
    hasAnswered: sightings.hasAnswered,
    cancel: leaving.signal,
  }

  const lookWith = (probe: ProbeSpec): Promise<Sight> => {
    const known = sightings.last(probe.name)
    // What another probe needs and changes something is not done again for it: what came of it stands.
    if (known !== null && isTouching(probe)) return Promise.resolve(known)
    sightings.begin(probe)
    return look(probe, vantage, {purpose: 'look', effects: false})
  }

  const see = async (sight: Sight): Promise<void> => {
    const probe = spec(sight.reading.probe)
    if (probe === null || leaving.signal.aborted) return
    demanded.delete(probe.name)
    await sightings.see(probe, sight)
  }

  const inView = (): readonly ProbeSpec[] =>
    probesOf(runbook, shown).filter(probe => probe.every !== null && looksByItself(probe))
  const wanted = (): readonly ProbeSpec[] => {
    if (!isReady) return []
    const asked = [...demanded].flatMap(name => spec(name) ?? []).filter(looksByItself)
    return [...new Set([...inView(), ...asked])]
  }

  const loop = createLoop({
    vantage,
    look: lookWith,
    wanted,
    // What has no interval, or nothing to look at, is looked at when somebody asks.
    interval: (probe, sight) => {
      if (probe.every === null || sight.reading.reason === 'not-configured') return null
      return (sightings.isMidRow(probe.name) ? rowInterval : watchInterval)(probe, sight)
    },
    rest: restOf,
    onSight: sight => void see(sight),
    // A fault of ours must not end the session; the probes that it hit say so.
    onFault: error => {
      for (const probe of wanted()) {
        const cause = safe(error instanceof Error ? error.message : String(error))
        const finding = notPassed('error', texts.probing['driver-fault']({cause}))
        void see(sightOf(probe, finding, {vantage, beganAt: parts.now(), durationMs: null}))
      }
    },
  })

  const recheck = (names: readonly string[] = []): void => {
    for (const name of names) demanded.add(name)
    loop.recheck([...inView().map(probe => probe.name), ...names])
  }

  const markTouching = (): void => {
    const touching = Object.values(runbook.settings.probes).filter(
      probe =>
        probe.effects && (probe.effectsWith === undefined || hasValue(parts.lookup(probe.effectsWith))),
    )
    store.setLive({touching: new Set(touching.map(probe => probe.name))})
  }

  /** The numbers that later looks compare with, in the journal before the item's command starts. */
  const takeBaseline = async ({id, baseline}: CommandItem): Promise<void> => {
    const sights = await dispatch({
      probes: withNeeds(baseline, spec),
      vantage,
      look: probe =>
        look(probe, vantage, {purpose: baseline.includes(probe.name) ? 'baseline' : 'look', effects: false}),
    })
    const taken = baseline.flatMap(name => sights.get(name)?.reading ?? [])
    await store.dispatch({type: 'baseline', item: id, readings: taken})
  }

  /** Resolves when a look that begins after this was seen, or nobody wants it any more. */
  const lookAgain = async (name: string): Promise<void> => {
    const probe = spec(name)
    // What does not look by itself, or has nothing to look at yet, does not look because somebody waits for it.
    if (probe === null || !looksByItself(probe) || !isReady || leaving.signal.aborted) return
    const seen = sightings.next(name)
    recheck([name])
    await seen
  }

  /** Whether the system is not what it was, or what sections need may be finished: a command is only once its probe said so. */
  const changes = (event: SessionEvent): boolean =>
    changing.has(event.type) || (event.type === 'sensed' && findItem(runbook, event.item)?.kind === 'command')

  const unsubscribe = store.subscribe((_, events) => {
    if (events.some(event => event.type === 'input-set')) markTouching()
    if (!events.some(changes)) return
    // What was seen before is about another state of the system: waiting begins anew.
    sightings.standAnew()
    loop.forget()
    recheck()
  })
  markTouching()
  loop.refresh()
  void parts.ready?.then(() => {
    isReady = true
    if (!leaving.signal.aborted) loop.refresh()
  })

  return {
    recheck,
    show: sections => {
      const next = new Set(sections)
      if (shown !== null && next.size === shown.size && sections.every(id => shown?.has(id) === true)) return
      shown = next
      loop.refresh()
    },
    around: {
      before: item => (item.baseline.length > 0 ? takeBaseline(item) : Promise.resolve()),
      after: item => (item.verify === null || item.watch ? Promise.resolve() : lookAgain(item.verify)),
    },
    lookOnce: async name => {
      const probe = spec(name)
      if (probe === null) return
      const mark = (on: boolean): void => {
        if (on) looking.add(name)
        else looking.delete(name)
        store.setLive({looking: new Set(looking)})
      }
      mark(true)
      sightings.begin(probe)
      const sight = await look(probe, vantage, {purpose: 'look', effects: true})
      mark(false)
      await see(sight)
    },
    evidence: sightings.evidence,
    stop: async () => {
      unsubscribe()
      leaving.abort()
      sightings.end()
      await loop.stop()
    },
  }
}

const changing: ReadonlySet<SessionEvent['type']> = new Set([
  'command-ended',
  'command-asserted',
  'command-elsewhere',
  'decision-made',
  'item-done',
  'item-confirmed',
  'item-taken-back',
])

const hasValue = (value: string | undefined): boolean => value !== undefined && value !== ''

const baselineOf = (store: Store, probe: string): ProbeValues | null =>
  store.state().session.baseline.get(probe)?.reading.values ?? null
