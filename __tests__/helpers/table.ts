import type {Runbook} from '#src/runbook/types.ts'
import {decide} from '#src/session/decide.ts'
import {type ExitFact, journalFormat, type SessionEvent, type SessionFacts} from '#src/session/events.ts'
import type {Intent} from '#src/session/intents.ts'
import type {Outcome, Reading, Reason} from '#src/session/reading.ts'
import {reduce} from '#src/session/reduce.ts'
import {emptySession, type Live, nothingSeen, type Session} from '#src/session/state.ts'
import type {Refusal} from '#src/session/verdict.ts'

export const someFacts: SessionFacts = {
  format: journalFormat,
  tool: '0.0.0',
  id: '20261124-0300-test',
  runbook: {title: 'a runbook', path: '/r.md', sha256: 'a'.repeat(64)},
  probes: null,
  operator: 'ayşe',
  host: 'app-1',
  bootId: 'boot',
  target: null,
  cwd: '/srv',
  options: {},
  envFiles: [],
  variables: [],
  language: 'en',
  timeZone: 'UTC',
  repairs: [],
}

export const exited = (exitCode: number | null, more: Partial<ExitFact> = {}): ExitFact => ({
  exitCode,
  signal: null,
  startedAt: '2026-11-24T03:00:00.000Z',
  endedAt: '2026-11-24T03:00:01.000Z',
  durationMs: 1000,
  outputBytes: 0,
  outputSha256: '',
  cause: null,
  ...more,
})

export const reading = (probe: string, outcome: Outcome, reason: Reason | null = null): Reading => ({
  probe,
  outcome,
  reason,
  summary: outcome,
  warning: null,
  beganAt: '2026-11-24T03:00:00.000Z',
  durationMs: 1,
  blockedBy: null,
  values: {},
})

/** A session on a table: intents go in, what they led to stands there. The clock ticks a second with each. */
export const createTable = (runbook: Runbook, live: Partial<Live> = {}, language: 'tr' | 'en' = 'en') => {
  const situation: Live = {host: 'app-1', ...nothingSeen, cwd: '/srv', valued: new Set(), ...live}
  let session: Session = emptySession
  let ticks = 0
  const events: SessionEvent[] = []
  const put = (intent: Intent): Refusal['code'] | 'ok' => {
    ticks += 1
    const at = new Date(Date.UTC(2026, 10, 24, 3, 0, ticks)).toISOString()
    const verdict = decide({runbook, session, live: situation}, intent, {at, by: 'ayşe'})
    if (!verdict.ok) return verdict.refusal.code
    for (const event of verdict.events) session = reduce(session, event)
    events.push(...verdict.events)
    return 'ok'
  }
  put({type: 'start', facts: {...someFacts, language}})
  const run = (item: string, typed = '', more: Partial<Extract<Intent, {type: 'run'}>> = {}) =>
    put({
      type: 'run',
      item,
      text: `./${item}.sh`,
      cwd: '/srv',
      values: [],
      script: null,
      typed,
      reason: '',
      ...more,
    })
  /** Runs a command to its end. */
  const runToEnd = (item: string, typed: string, exitCode = 0, reason = ''): void => {
    const answer = run(item, typed, {reason})
    if (answer !== 'ok') throw new Error(`refused: ${answer}`)
    put({type: 'ended', attempt: session.attempts.length, exit: exited(exitCode), tail: '', seen: 'live'})
  }
  return {
    runbook,
    put,
    run,
    runToEnd,
    session: () => session,
    events: () => events as readonly SessionEvent[],
  }
}
