import {
  appendFileSync,
  mkdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import {join} from 'node:path'
import fc from 'fast-check'
import {expect, test} from 'vitest'
import {type Home, openHome} from '#src/durable/home.ts'
import {createJournal} from '#src/durable/journal.ts'
import {isSessionId, newSessionId} from '#src/durable/session-id.ts'
import {createSessionDirectory, journalPath, listSessions, sessionDirectory} from '#src/durable/sessions.ts'
import type {SessionEvent} from '#src/session/events.ts'
import type {Redacted} from '#src/text/redact.ts'
import {createFaultyDisk} from '../helpers/faulty-disk.ts'
import {note} from '../helpers/journal-events.ts'
import {scratch} from '../helpers/scratch.ts'

const freshHome = (): Home => {
  const opened = openHome({flag: join(scratch(), 'home'), env: {}})
  return opened.kind === 'open' ? opened.home : expect.fail(opened.problem.code)
}

const at = (time: string): Redacted<SessionEvent> => ({...note(1), at: time})
const closed = {
  type: 'session-closed',
  at: '2026-01-02T04:00:00.000Z',
  by: 'ayşe',
  outcome: 'complete',
} as unknown as Redacted<SessionEvent>
const aborted = {
  type: 'session-aborted',
  at: '2026-01-02T04:00:00.000Z',
  by: 'ayşe',
  reason: 'x',
} as unknown as Redacted<SessionEvent>

const session = (home: Home, id: string, events: readonly Redacted<SessionEvent>[]): string => {
  const path = journalPath(createSessionDirectory(home, id))
  createJournal(path, events).close()
  return path
}

test('an id shows the minute of the start in the zone of the session, and four letters of chance', () => {
  const random = Uint8Array.from([0, 31, 32, 10])
  const now = new Date('2026-01-02T22:59:30Z')
  expect(newSessionId(now, {timeZone: 'Europe/Istanbul', random})).toBe('20260103-0159-0z0a')
  expect(newSessionId(now, {timeZone: 'UTC', random})).toBe('20260102-2259-0z0a')
  expect(newSessionId(new Date('2026-01-02T00:05:00Z'), {timeZone: 'UTC', random})).toMatch(/^20260102-0005-/)
  expect(() => newSessionId(now, {timeZone: 'Nowhere/At_All', random})).toThrow(RangeError)
  expect(() => newSessionId(now, {timeZone: 'UTC', random: random.subarray(1)})).toThrow(RangeError)
})

test('every new id is one, and no id leads out of the home', () => {
  const home = freshHome()
  const zone = fc.constantFrom('UTC', 'Europe/Istanbul', 'Asia/Kathmandu', 'America/St_Johns')
  fc.assert(
    fc.property(
      fc.date({min: new Date('1970-01-02'), max: new Date('9999-12-30'), noInvalidDate: true}),
      zone,
      fc.uint8Array({minLength: 4, maxLength: 4}),
      (now, timeZone, random) => {
        const id = newSessionId(now, {timeZone, random})
        expect(isSessionId(id)).toBe(true)
        expect(sessionDirectory(home, id)).toBe(join(home.sessions, id))
      },
    ),
  )
  for (const text of [
    '',
    '.',
    '..',
    '../x',
    '20260102-0304-../',
    '20260102-0304-abcd/..',
    '20260102-0304-abcd\n',
    ' 20260102-0304-abcd',
  ]) {
    expect(sessionDirectory(home, text), text).toBeNull()
    expect(() => createSessionDirectory(home, text), text).toThrow(RangeError)
  }
})

test("a session's directory is 0700, its name durable, and never taken over", () => {
  const home = freshHome()
  const {disk, calls} = createFaultyDisk()
  const directory = createSessionDirectory(home, '20260102-0304-abcd', {disk})
  expect((statSync(directory).mode & 0o7777).toString(8)).toBe('700')
  expect(calls.map(call => `${call.op} ${call.path}`)).toEqual([
    `mkdir ${directory}`,
    `open ${home.sessions}`,
    `fsync ${home.sessions}`,
    `close ${home.sessions}`,
  ])
  expect(() => createSessionDirectory(home, '20260102-0304-abcd')).toThrow('EEXIST')
})

test('sessions are listed with their first event and how they ended, the newest first by time, not by name', () => {
  const home = freshHome()
  session(home, '20260102-0304-aaaa', [at('2026-01-02T03:04:00.000Z')])
  // The clock was set back for winter: the later session has the smaller name.
  session(home, '20260102-0204-bbbb', [at('2026-01-02T04:04:00.000Z'), note(2), aborted, note(3)])
  session(home, '20260103-0304-cccc', [at('2026-01-03T03:04:00.000Z'), closed])
  expect(listSessions(home)).toEqual([
    {
      id: '20260103-0304-cccc',
      directory: join(home.sessions, '20260103-0304-cccc'),
      state: 'closed',
      first: at('2026-01-03T03:04:00.000Z'),
      ending: closed,
    },
    {
      id: '20260102-0204-bbbb',
      directory: join(home.sessions, '20260102-0204-bbbb'),
      state: 'aborted',
      first: at('2026-01-02T04:04:00.000Z'),
      ending: aborted,
    },
    {
      id: '20260102-0304-aaaa',
      directory: join(home.sessions, '20260102-0304-aaaa'),
      state: 'open',
      first: at('2026-01-02T03:04:00.000Z'),
      ending: null,
    },
  ])
})

test('a session is not ended by words that only look like it', () => {
  const home = freshHome()
  const quoted = note(2, `{"type":"session-closed"}\t${'0'.repeat(64)}\n{"type":"session-closed"}`)
  const nested = {...note(3), values: {type: 'session-closed'}} as unknown as Redacted<SessionEvent>
  session(home, '20260102-0304-aaaa', [note(1), quoted, nested])
  expect(listSessions(home)).toMatchObject([{state: 'open', ending: null}])
})

test('an ending that was not finished writing did not happen', () => {
  const home = freshHome()
  const path = session(home, '20260102-0304-aaaa', [note(1), closed])
  truncateSync(path, statSync(path).size - 1)
  expect(listSessions(home)).toMatchObject([{state: 'open', ending: null}])
})

test('what is damaged, unstarted or in the way hides no other session', () => {
  const home = freshHome()
  session(home, '20260102-0301-good', [note(1)])
  const unstarted = session(home, '20260102-0302-half', [note(1)])
  truncateSync(unstarted, 20)
  createSessionDirectory(home, '20260102-0303-none')
  const flipped = session(home, '20260102-0304-flip', [note(1)])
  writeFileSync(flipped, readFileSync(flipped, 'utf8').replace('note', 'nope'))
  symlinkSync(flipped, journalPath(createSessionDirectory(home, '20260102-0305-1ink')))
  mkdirSync(journalPath(createSessionDirectory(home, '20260102-0306-fold')))
  writeFileSync(join(home.sessions, '20260102-0307-file'), '')
  const noise = session(home, '20260102-0308-junk', [note(1)])
  appendFileSync(noise, '"type":"session-closed"\n\0\xff')
  mkdirSync(join(home.sessions, 'lost+found'))
  writeFileSync(join(home.sessions, '.rollcall-0.tmp'), '')
  const states = Object.fromEntries(listSessions(home).map(entry => [entry.id.slice(-4), entry.state]))
  expect(states).toEqual({
    good: 'open',
    half: 'unstarted',
    none: 'unstarted',
    flip: 'damaged',
    '1ink': 'damaged',
    fold: 'damaged',
    file: 'damaged',
    junk: 'open',
  })
})
