import {closeSync, fdatasyncSync, openSync, writeSync} from 'node:fs'
import {join} from 'node:path'
import {createJournal, readJournal} from '#src/durable/journal.ts'
import {journalFormat, type SessionEvent} from '#src/session/events.ts'
import {replay} from '#src/session/reduce.ts'
import {emptySession} from '#src/session/state.ts'
import {upgrade} from '#src/session/upgrade.ts'
import type {Redacted} from '#src/text/redact.ts'

export interface JournalInput {
  readonly directory: string
  /** So many events are in it before. */
  readonly before: number
  readonly appends: number
}

export interface Appended {
  /** Each append until it was safe, and beside it the bare write and fdatasync of as many bytes. */
  readonly ours: readonly number[]
  readonly raw: readonly number[]
}

// There is nothing in them to redact.
const asIs = (event: SessionEvent): Redacted<SessionEvent> => event as Redacted<SessionEvent>

const said = (at: number): {readonly at: string; readonly by: string} => ({
  at: new Date(Date.UTC(2026, 0, 2, 3) + at * 1000).toISOString(),
  by: 'ayşe',
})

const started: SessionEvent = {
  type: 'session-started',
  ...said(0),
  facts: {
    format: journalFormat,
    tool: '0.0.0',
    id: '20260102-0300-bnch',
    runbook: {title: 'Bench', path: '/srv/bench.md', sha256: '0'.repeat(64)},
    probes: null,
    operator: 'ayşe',
    host: 'app-1',
    bootId: 'none',
    target: null,
    cwd: '/srv',
    options: {},
    envFiles: [],
    variables: [],
    language: 'en',
    timeZone: 'UTC',
    repairs: [],
  },
}

/** What a night writes: items that are done and taken back, readings that come and go, a word now and then. */
const eventAt = (at: number): SessionEvent => {
  const item = `box-${(at * 7) % 10_000}`
  const probe = `probe-${at % 200}`
  const reading = {
    probe,
    outcome: 'pass',
    reason: null,
    summary: `answered 200 in ${at % 90} ms`,
    warning: null,
    ...{beganAt: said(at).at, durationMs: at % 90, blockedBy: null, values: {status: 200, ms: at % 90}},
  } as const
  switch (at % 4) {
    case 0:
      return {type: 'item-done', ...said(at), item, answers: {who: 'Deniz'}, remark: ''}
    case 1:
      return {type: 'sensed', ...said(at), item, reading}
    case 2:
      return {type: 'sensed', ...said(at), item, reading: {...reading, outcome: 'fail', reason: 'refused'}}
    default:
      return {type: 'note-added', ...said(at), item: null, text: `Looked at ${item} again.`, mark: null}
  }
}

const eventsBefore = (count: number): readonly Redacted<SessionEvent>[] => [
  asIs(started),
  ...Array.from({length: count - 1}, (_, at) => asIs(eventAt(at + 1))),
]

const timed = (act: () => void): number => {
  const began = performance.now()
  act()
  return performance.now() - began
}

/** Appends one event after the other, each made safe before the next. */
export const journalTask = ({directory, before, appends}: JournalInput): Appended => {
  const journal = createJournal(join(directory, `appended-${before}.jsonl`), eventsBefore(before))
  const beside = openSync(join(directory, `raw-${before}`), 'ax')
  writeSync(beside, Buffer.alloc(journal.size, 'x'))
  fdatasyncSync(beside)
  const ours: number[] = []
  const raw: number[] = []
  for (let at = 0; at < appends; at++) {
    const event = asIs(eventAt(before + at))
    const sizeBefore = journal.size
    ours.push(timed(() => journal.append([event])))
    const bytes = Buffer.alloc(journal.size - sizeBefore, 'x')
    raw.push(
      timed(() => {
        writeSync(beside, bytes)
        fdatasyncSync(beside)
      }),
    )
  }
  journal.close()
  closeSync(beside)
  return {ours, raw}
}

export interface Replayed {
  readonly read: number
  readonly reduce: number
  /** `JSON.parse` of each of its lines and nothing else. */
  readonly json: number
}

/** What a resume does with a journal: reads it, proves its chain, folds it. */
export const replayTask = ({directory, before}: Omit<JournalInput, 'appends'>): Replayed => {
  const path = join(directory, `replayed-${before}.jsonl`)
  createJournal(path, eventsBefore(before)).close()
  let events: readonly SessionEvent[] = []
  const read = timed(() => {
    const {events: records, end} = readJournal(path)
    const upgraded = upgrade(records)
    if (end.kind !== 'whole' || upgraded.kind !== 'events') throw new Error('not a whole journal')
    events = upgraded.events
  })
  let seq = 0
  const reduce = timed(() => {
    seq = replay(emptySession, events).seq
  })
  if (seq !== before) throw new Error(`${seq} of ${before} events`)
  const lines = events.map(event => JSON.stringify(event))
  const json = timed(() => {
    for (const line of lines) JSON.parse(line)
  })
  return {read, reduce, json}
}
