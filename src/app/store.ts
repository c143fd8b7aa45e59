import {errorCode} from '#src/durable/disk.ts'
import type {Runbook} from '#src/runbook/types.ts'
import {decide} from '#src/session/decide.ts'
import type {SessionEvent} from '#src/session/events.ts'
import type {Intent} from '#src/session/intents.ts'
import {reduce} from '#src/session/reduce.ts'
import type {Live, Session} from '#src/session/state.ts'
import type {Refusal} from '#src/session/verdict.ts'
import type {Redacted} from '#src/text/redact.ts'
import {safe} from '#src/text/safe.ts'

/** Where events become durable. Appending returns only when they are on disk; the first failure is final. */
export interface Sink {
  append(events: readonly Redacted<SessionEvent>[]): void
}

export interface State {
  readonly runbook: Runbook
  readonly session: Session
  readonly live: Live
  /** Why the journal cannot be written any more; null while it can. */
  readonly halted: string | null
  /** How long the last write took until it was safe, in milliseconds. */
  readonly writeMs: number
}

export type Answer =
  | {readonly ok: true; readonly events: readonly SessionEvent[]}
  | {readonly ok: false; readonly refusal: Refusal}

export type Listener = (state: State, events: readonly SessionEvent[]) => void

export interface Store {
  /** What is on disk, and nothing that is not. */
  state(): State
  /** All events of the session, in the order of the journal. */
  events(): readonly SessionEvent[]
  /** Answers when the events are on disk and published, or why there are none. Never rejects. */
  dispatch(intent: Intent): Promise<Answer>
  setLive(change: Partial<Live>): void
  /** Goes over to another journal after the first one failed; `events` are on its disk already. */
  continueIn(sink: Sink, events: readonly Redacted<SessionEvent>[]): void
  subscribe(listener: Listener): () => void
}

export interface StoreOptions {
  readonly runbook: Runbook
  readonly session: Session
  readonly events: readonly SessionEvent[]
  readonly live: Live
  readonly sink: Sink
  readonly redact: (event: SessionEvent) => Redacted<SessionEvent>
  readonly now: () => Date
  readonly operator: string
}

/**
 * The one place where a session changes: decide, append to the journal, then publish. Events that arrive in one turn of
 * the loop are one write and one fdatasync.
 */
export const createStore = (options: StoreOptions): Store => {
  let published: State = {
    runbook: options.runbook,
    session: options.session,
    live: options.live,
    halted: null,
    writeMs: 0,
  }
  let ahead = options.session
  let sink = options.sink
  let waiting: Redacted<SessionEvent>[] = []
  let settle: ((failure: string | null) => void)[] = []
  const journal: SessionEvent[] = [...options.events]
  const listeners = new Set<Listener>()

  const publish = (events: readonly SessionEvent[]): void => {
    for (const listener of [...listeners]) listener(published, events)
  }

  const flush = (): void => {
    const batch = waiting
    const answers = settle
    waiting = []
    settle = []
    let failure: string | null = null
    const began = performance.now()
    try {
      sink.append(batch)
      journal.push(...batch)
      published = {...published, session: ahead, writeMs: Math.round(performance.now() - began)}
    } catch (error) {
      failure = errorCode(error) ?? (error instanceof Error ? error.message : String(error))
      // What is not on disk did not happen.
      ahead = published.session
      published = {...published, halted: failure}
    }
    publish(failure === null ? batch : [])
    for (const answer of answers) answer(failure)
  }

  return {
    state: () => published,
    events: () => journal,
    async dispatch(intent) {
      if (published.halted !== null) return haltedAnswer(published.halted)
      const situation = {runbook: published.runbook, session: ahead, live: published.live}
      const stamp = {at: options.now().toISOString(), by: options.operator}
      const verdict = decide(situation, intent, stamp)
      if (!verdict.ok || verdict.events.length === 0) return verdict
      const events = verdict.events.map(options.redact)
      if (waiting.length === 0) setImmediate(flush)
      waiting.push(...events)
      for (const event of events) ahead = reduce(ahead, event)
      const failure = await new Promise<string | null>(resolve => settle.push(resolve))
      return failure === null ? {ok: true, events} : haltedAnswer(failure)
    },
    setLive(change) {
      published = {...published, live: {...published.live, ...change}}
      publish([])
    },
    continueIn(next, events) {
      sink = next
      journal.push(...events)
      for (const event of events) ahead = reduce(ahead, event)
      published = {...published, session: ahead, halted: null}
      publish(events)
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

const haltedAnswer = (why: string): Answer => ({ok: false, refusal: {code: 'journal-halted', why: safe(why)}})
