import type {EventOf, SessionEvent} from '#src/session/events.ts'
import {runKey} from './soak-processes.ts'
import {lastLine, soakCommands, type Truth} from './soak-site.ts'

/** Something that the program had shown as done, which therefore must be in its record for ever. */
export type Acknowledged =
  | {readonly kind: 'tick'; readonly item: string; readonly remark: string}
  | {readonly kind: 'note'; readonly text: string}
  | {readonly kind: 'value'; readonly value: string}
  | {readonly kind: 'end'; readonly nonce: string; readonly exitCode: number}

export interface SoakRecord {
  readonly id: string
  readonly events: readonly SessionEvent[]
  readonly acknowledged: readonly Acknowledged[]
}

export interface Evidence {
  readonly records: readonly SoakRecord[]
  readonly truth: Truth
  /** Runs whose runner was killed: of these alone the outcome may be unknown. */
  readonly killedRunners: ReadonlySet<string>
  /** Whether the run's exit record is on disk, whole. */
  readonly hasExitRecord: (session: string, attempt: number) => boolean
}

/** What the program claimed of its runs, counted. */
export interface Claims {
  readonly confirmed: number
  readonly endedLive: number
  readonly endedAway: number
  readonly notStarted: number
  readonly unknown: number
  /** Of the unknown ones: those that never began, and those that ran to their end. */
  readonly unknownNeverBegan: number
  readonly unknownEnded: number
  readonly acknowledged: number
}

export interface Judgement {
  readonly wrong: readonly string[]
  readonly duplicates: readonly string[]
  readonly lost: readonly string[]
  readonly claims: Claims
}

type Of<Type extends SessionEvent['type']> = EventOf<Type>

interface Run {
  readonly key: string
  readonly session: string
  readonly confirmed: Of<'command-confirmed'>
  readonly nonce: string
  readonly ended: readonly Of<'command-ended'>[]
  readonly notStarted: readonly Of<'command-not-started'>[]
  readonly unknown: readonly Of<'command-unknown'>[]
}

const runsOf = ({id, events}: SoakRecord): readonly Run[] =>
  events
    .filter(event => event.type === 'command-confirmed')
    .map(confirmed => {
      const own = events.filter(event => 'attempt' in event && event.attempt === confirmed.attempt)
      return {
        key: runKey(id, confirmed.attempt),
        session: id,
        confirmed,
        nonce: confirmed.values.find(value => value.env === 'NONCE')?.value ?? '',
        ended: own.filter(event => event.type === 'command-ended'),
        notStarted: own.filter(event => event.type === 'command-not-started'),
        unknown: own.filter(event => event.type === 'command-unknown'),
      }
    })

/** Compares what the records claim with what the scripts wrote down and with what was shown as done. */
export const judge = (evidence: Evidence): Judgement => {
  const {truth, records} = evidence
  const runs = records.flatMap(runsOf)
  const begun = new Set(truth.starts.map(({nonce}) => nonce))
  const unknown = runs.filter(run => run.unknown.length > 0)
  return {
    wrong: runs.flatMap(run => faultsOf(run, begun, evidence)),
    duplicates: duplicatesOf(runs, truth),
    lost: records.flatMap(lostOf),
    claims: {
      confirmed: runs.length,
      endedLive: runs.filter(run => run.ended.some(({seen}) => seen === 'live')).length,
      endedAway: runs.filter(run => run.ended.some(({seen}) => seen === 'while-away')).length,
      notStarted: runs.filter(run => run.notStarted.length > 0).length,
      unknown: unknown.length,
      unknownNeverBegan: unknown.filter(run => !begun.has(run.nonce)).length,
      unknownEnded: unknown.filter(run => truth.ends.has(run.nonce)).length,
      acknowledged: records.reduce((sum, {acknowledged}) => sum + acknowledged.length, 0),
    },
  }
}

const faultsOf = (run: Run, begun: ReadonlySet<string>, evidence: Evidence): readonly string[] => {
  const {truth, killedRunners, hasExitRecord} = evidence
  const {key, confirmed, nonce, ended, notStarted, unknown} = run
  const faults: string[] = []
  const say = (what: string): void => void faults.push(`${key} (${confirmed.item}, ${nonce}): ${what}`)
  if (ended.length + notStarted.length > 1 || notStarted.length * unknown.length > 0)
    say('was told more than one outcome')
  if (notStarted.length > 0 && begun.has(nonce)) say('"not started", but it was')
  if (unknown.length > 0 && !killedRunners.has(key)) say('"unknown", but nobody killed its runner')
  if (unknown.length > 0 && ended.length === 0 && hasExitRecord(run.session, confirmed.attempt))
    say('"unknown", but its exit record is there')
  for (const {exit, tail} of ended) {
    const code = truth.ends.get(nonce)
    if (code === undefined) say('"ended", but it did not come to its end')
    else if (exit.exitCode !== code || exit.signal !== null || exit.cause !== null)
      say(`"ended" with ${exit.exitCode ?? exit.signal} (${exit.cause}), but it was ${code}`)
    const bytes = soakCommands.find(({id}) => id === confirmed.item)?.bytes ?? 0
    if (exit.outputBytes !== bytes + lastLine(nonce).length) say(`${exit.outputBytes} bytes of output`)
    if (!tail.endsWith(lastLine(nonce))) say(`its output ends with ${JSON.stringify(tail.slice(-40))}`)
  }
  return faults
}

const duplicatesOf = (runs: readonly Run[], {starts}: Truth): readonly string[] => {
  const confirmed = new Map<string, number>()
  for (const {nonce} of runs) confirmed.set(nonce, (confirmed.get(nonce) ?? 0) + 1)
  const began = new Map<string, number>()
  for (const {nonce} of starts) began.set(nonce, (began.get(nonce) ?? 0) + 1)
  return [...began].flatMap(([nonce, times]) => {
    const wanted = confirmed.get(nonce) ?? 0
    return times > wanted ? [`${nonce} began ${times} times, confirmed ${wanted} times`] : []
  })
}

const lostOf = ({id, events, acknowledged}: SoakRecord): readonly string[] => {
  const ticks = new Set(
    events.flatMap(event => (event.type === 'item-done' ? [`${event.item} ${event.remark}`] : [])),
  )
  const notes = new Set(events.flatMap(event => (event.type === 'note-added' ? [event.text] : [])))
  const values = new Set(events.flatMap(event => (event.type === 'input-set' ? [event.value] : [])))
  const nonces = new Map(
    events.flatMap(event =>
      event.type === 'command-confirmed' ? [[event.attempt, event.values[0]?.value] as const] : [],
    ),
  )
  const ends = new Set(
    events.flatMap(event =>
      event.type === 'command-ended' ? [`${nonces.get(event.attempt)} ${event.exit.exitCode}`] : [],
    ),
  )
  const isKept = (each: Acknowledged): boolean => {
    switch (each.kind) {
      case 'tick':
        return ticks.has(`${each.item} ${each.remark}`)
      case 'note':
        return notes.has(each.text)
      case 'value':
        return values.has(each.value)
      case 'end':
        return ends.has(`${each.nonce} ${each.exitCode}`)
    }
  }
  return acknowledged.filter(each => !isKept(each)).map(each => `${id}: ${JSON.stringify(each)}`)
}
