import type {Store} from '#src/app/store.ts'
import {notPassed, type ProbeValues} from '#src/probes/driver.ts'
import {probeOf} from '#src/report/check-rows.ts'
import type {ItemId, ProbeSpec, Runbook, SectionId} from '#src/runbook/types.ts'
import {itemsByProbe, itemsOf, needsOf, sectionOf} from '#src/runbook/walk.ts'
import type {SessionEvent} from '#src/session/events.ts'
import type {Reading} from '#src/session/reading.ts'
import {lastAttempt, recordOf, type Session} from '#src/session/state.ts'
import {formatDuration} from '#src/text/duration.ts'
import {type Safe, safe} from '#src/text/safe.ts'
import {dispatch, withNeeds} from './dispatcher.ts'
import {look, sightOf} from './look.ts'
import {createLoop} from './loop.ts'
import {watchInterval} from './pace.ts'
import {advance, newStreak, type Step, type Streak} from './streaks.ts'
import type {Moment, Sight, Vantage} from './vantage.ts'

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
  /** Numbers that were taken before this process began, and when. */
  readonly baseline?: {readonly at: Date; readonly values: ReadonlyMap<string, ProbeValues>}
}

export interface Probing {
  /** Looks again at once: with these probes, or with all that are in view. */
  readonly recheck: (probes?: readonly string[]) => void
  /** What is on the screen: its probes and those of the criteria are looked with. Until it is called, all sections are. */
  readonly show: (sections: readonly SectionId[]) => void
  /** Takes the numbers that later looks compare with; resolves when all have been taken. */
  readonly takeBaseline: (probes: readonly string[]) => Promise<ReadonlyMap<string, Sight>>
  /** One look of a probe whose look changes something: the operator has confirmed it. */
  readonly confirmEffects: (probe: string) => Promise<Sight | null>
  /** The lines behind a probe's last look. */
  readonly evidence: (probe: string) => readonly Safe[]
  /** Begins nothing any more; resolves when nothing of ours is open. */
  readonly stop: () => Promise<void>
}

/** Keeps the session's readings live: looks, counts rows of looks, shows every reading and dispatches those that count. */
export const createProbing = (parts: ProbingParts): Probing => {
  const {store, runbook, texts} = parts
  const leaving = new AbortController()
  const streaks = new Map<string, Streak>()
  const evidence = new Map<string, readonly Safe[]>()
  const baselines = new Map<string, ProbeValues>(parts.baseline?.values)
  const beganSeq = new Map<string, number>()
  const readings = new Map(store.state().live.readings)
  const answered = new Set(passedBefore(runbook, parts))
  let baselineAt: Date | null = parts.baseline?.at ?? null
  const demanded = new Set<string>()
  let shown: ReadonlySet<SectionId> | null = null
  const spec = (name: string): ProbeSpec | null => runbook.settings.probes[name] ?? null

  const vantage: Vantage = {
    ...parts,
    spec,
    baseline: name => baselines.get(name) ?? null,
    moment: what => momentOf(what, parts, baselineAt),
    hasAnswered: name => answered.has(name),
    cancel: leaving.signal,
  }

  const lookOnce = async (probe: ProbeSpec, effects: boolean): Promise<Sight> => {
    const known = readings.get(probe.name)
    // What another probe needs and changes something is not done again for it: what came of it stands.
    if (known !== undefined && changesSomething(probe) && !effects)
      return {reading: known, evidence: evidence.get(probe.name) ?? []}
    beganSeq.set(probe.name, store.state().session.seq)
    return look(probe, vantage, {purpose: 'look', effects})
  }

  const see = (sight: Sight): void => {
    const {reading} = sight
    const probe = spec(reading.probe)
    if (probe === null || leaving.signal.aborted) return
    if (reading.outcome === 'pass' || reading.reason === 'mismatch' || reading.reason === 'auth')
      answered.add(probe.name)
    evidence.set(probe.name, sight.evidence)
    const began = beganSeq.get(probe.name) ?? store.state().session.seq
    const now = performance.now()
    const streak = streaks.get(probe.name) ?? newStreak(now)
    const step = advance(streak, reading, {...probe, within: withinOf(runbook, probe.name)}, now)
    streaks.set(probe.name, step.streak)
    readings.set(probe.name, shownReading(step, reading, texts))
    store.setLive({readings: new Map(readings)})
    if (step.kind === 'counts') void store.dispatch({type: 'reading', reading, beganSeq: began})
  }

  const inView = (): readonly ProbeSpec[] => inSections(runbook, shown)
  const wanted = (): readonly ProbeSpec[] =>
    inView().filter(probe => probe.every !== null || demanded.has(probe.name))

  const loop = createLoop({
    vantage,
    look: probe => lookOnce(probe, false),
    wanted: () => wanted(),
    // What has no interval, or nothing to look at, is looked at when somebody asks.
    interval: (probe, sight) =>
      probe.every === null || sight.reading.reason === 'not-configured' ? null : watchInterval(probe, sight),
    onSight: see,
    // A fault of ours must not end the session; the probes that it hit say so.
    onFault: error => {
      for (const probe of wanted()) {
        const cause = safe(error instanceof Error ? error.message : String(error))
        const finding = notPassed('error', texts.probing['driver-fault']({cause}))
        see(sightOf(probe, finding, {vantage, beganAt: parts.now(), durationMs: null}))
      }
    },
  })

  const recheckAll = (): void =>
    loop.recheck(
      inView()
        .filter(probe => probe.every !== null)
        .map(probe => probe.name),
    )

  const unsubscribe = store.subscribe((_, events) => {
    if (!events.some(event => finishing.has(event.type))) return
    // What was seen before is about another state of the system: waiting begins anew.
    const now = performance.now()
    for (const [name, streak] of streaks)
      if (standsOnOthers(runbook, name)) streaks.set(name, {...newStreak(now), settled: streak.settled})
    recheckAll()
  })
  loop.refresh()

  return {
    recheck: names => {
      if (names === undefined) return recheckAll()
      for (const name of names) demanded.add(name)
      loop.recheck(names)
    },
    show: sections => {
      shown = new Set(sections)
      loop.refresh()
    },
    takeBaseline: async names => {
      const sights = await dispatch({
        probes: withNeeds(names, spec),
        vantage,
        look: probe =>
          look(probe, vantage, {purpose: names.includes(probe.name) ? 'baseline' : 'look', effects: false}),
      })
      baselineAt = parts.now()
      for (const name of names) {
        const sight = sights.get(name)
        if (sight?.reading.outcome === 'pass') baselines.set(name, sight.reading.values)
      }
      return sights
    },
    confirmEffects: async name => {
      const probe = spec(name)
      if (probe === null) return null
      const sight = await lookOnce(probe, true)
      see(sight)
      return sight
    },
    evidence: name => evidence.get(name) ?? [],
    stop: async () => {
      unsubscribe()
      leaving.abort()
      await loop.stop()
    },
  }
}

const finishing: ReadonlySet<SessionEvent['type']> = new Set([
  'command-ended',
  'command-asserted',
  'command-elsewhere',
  'decision-made',
  'item-done',
])

/** Whether an item that the probe answers stands in a section that waits for others. */
const standsOnOthers = (runbook: Runbook, probe: string): boolean =>
  itemsByProbe(runbook, probe).some(item => {
    const section = sectionOf(runbook, item.id)
    return section !== null && needsOf(runbook, section.id).length > 0
  })

/** The probes of criteria, always, and of what is on the screen; none that only the session answers or that changes something. */
const inSections = (runbook: Runbook, shown: ReadonlySet<SectionId> | null): readonly ProbeSpec[] => {
  const names = new Set<string>()
  for (const section of runbook.sections) {
    const isShown = shown === null || shown.has(section.id)
    for (const item of section.items) {
      const probe = probeOf(item)
      if (probe !== null && (isShown || item.kind === 'criterion')) names.add(probe)
    }
  }
  return [...names].flatMap(name => {
    const probe = runbook.settings.probes[name]
    return probe === undefined || probe.type === 'session' || changesSomething(probe) ? [] : [probe]
  })
}

const changesSomething = (probe: ProbeSpec): boolean => probe.effects && probe.effectsWith === undefined

/** The longest of what its items allow. */
const withinOf = (runbook: Runbook, probe: string): number | null => {
  const all = itemsByProbe(runbook, probe).map(item =>
    item.kind === 'sensed' || item.kind === 'criterion' ? (item.within ?? 0) : 0,
  )
  const most = Math.max(0, ...all)
  return most === 0 ? null : most
}

/** What is shown of a look: of one that does not count yet, how far it is. It is neither passed nor failed. */
const shownReading = (step: Step, reading: Reading, texts: Vantage['texts']): Reading => {
  const {probing, language} = texts
  const summary = safe(reading.summary)
  const soFar = (text: Safe): Reading => ({...reading, outcome: 'unknown', reason: 'no-data', summary: text})
  switch (step.kind) {
    case 'counts':
      return reading
    case 'waiting':
      return soFar(probing['still-waiting']({summary, left: formatDuration(step.left, language)}))
    case 'passing':
      return soFar(probing['passes-in-a-row']({passes: step.have, of: step.of, summary}))
    case 'failing':
      return soFar(probing['fails-in-a-row']({fails: step.have, of: step.of, summary}))
  }
}

/** Probes that passed earlier in this session: silence at their address is news, whatever the address comes from. */
const passedBefore = (runbook: Runbook, {store}: ProbingParts): readonly string[] => {
  const {session} = store.state()
  return itemsOf(runbook).flatMap(item => {
    const sensed = recordOf(session, item.id).sensed
    return sensed?.outcome === 'pass' ? [sensed.probe] : []
  })
}

const momentOf = (what: Moment, {store}: ProbingParts, baselineAt: Date | null): Date | null => {
  const {session} = store.state()
  switch (what.kind) {
    case 'baseline':
      return baselineAt
    case 'session-start': {
      const started = store.events().find(event => event.type === 'session-started')
      return started === undefined ? null : new Date(started.at)
    }
    case 'item-start':
    case 'item-end':
      return attemptMoment(what, session)
  }
}

const attemptMoment = (what: Extract<Moment, {item: ItemId}>, session: Session): Date | null => {
  const attempt = lastAttempt(session, what.item)
  if (attempt === null) return null
  if (what.kind === 'item-start') return new Date(attempt.at)
  const endedAt = attempt.exit?.endedAt ?? attempt.asserted?.at
  return endedAt === undefined ? null : new Date(endedAt)
}
