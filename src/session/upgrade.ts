import {journalFormat, type SessionEvent} from './events.ts'

type Step = (
  events: readonly Readonly<Record<string, unknown>>[],
) => readonly Readonly<Record<string, unknown>>[]

/** The step from format n to n + 1 stands at index n − 1. Steps work on memory: a journal is never rewritten. */
const steps: readonly Step[] = []

export type Upgraded =
  | {readonly kind: 'events'; readonly events: readonly SessionEvent[]}
  | {readonly kind: 'newer'; readonly format: number}
  | {readonly kind: 'not-a-session'}

/** The journal's values as events of today's format; a newer format is refused, an older one comes up a step at a time. */
export const upgrade = (values: readonly unknown[]): Upgraded => {
  if (!values.every(isRecord)) return {kind: 'not-a-session'}
  const facts = values[0]?.facts
  const format = isRecord(facts) ? facts.format : undefined
  if (values[0]?.type !== 'session-started' || typeof format !== 'number') return {kind: 'not-a-session'}
  if (format > journalFormat) return {kind: 'newer', format}
  const events = steps.slice(format - 1).reduce((older, step) => step(older), values)
  return {
    kind: 'events',
    events: events as readonly unknown[] as readonly SessionEvent[],
  }
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
