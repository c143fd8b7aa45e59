import type {ProbeSpec} from '#src/runbook/types.ts'
import type {Sight} from './vantage.ts'

type Interval = (spec: ProbeSpec, sight: Sight) => number | null

/** Each probe once. */
export const onceInterval: Interval = () => null

const IMPATIENT = 1_000
const ATTENTIVE = 5_000
const WATCHFUL = 10_000
/** Each look asks every worker through the broker. */
const SHORTEST_OF_CELERY = 10_000

/** Again and again until it passes, except what no waiting helps. */
export const waitInterval: Interval = (spec, {reading}) =>
  reading.outcome === 'pass' || reading.reason === 'not-configured' ? null : atLeast(spec, IMPATIENT)

/** On its own interval; a probe that is only looked at on demand is asked for by whoever watches, but seldom. */
export const watchInterval: Interval = spec => atLeast(spec, spec.every ?? 6 * WATCHFUL)

/** For a row of looks that has begun: whether a criterion is raised must not wait for an interval of minutes. */
export const rowInterval: Interval = spec => atLeast(spec, Math.min(ATTENTIVE, spec.every ?? ATTENTIVE))

const atLeast = (spec: ProbeSpec, pace: number): number =>
  spec.type === 'celery' ? Math.max(SHORTEST_OF_CELERY, pace) : pace

/** How long a probe has to be left in peace after a look began, whoever asks. */
export const restOf = (spec: ProbeSpec): number => (spec.type === 'celery' ? SHORTEST_OF_CELERY : 0)
