import fc from 'fast-check'
import {expect, test} from 'vitest'
import {itemsOf} from '#src/runbook/walk.ts'
import {nextOpen, resumeAt} from '#src/session/cursor.ts'
import type {SessionEvent} from '#src/session/events.ts'
import {isSettled, itemState} from '#src/session/item-state.ts'
import {countStates, openItems, sessionOutcome} from '#src/session/outcome.ts'
import {reduce, replay} from '#src/session/reduce.ts'
import {emptySession} from '#src/session/state.ts'
import {cpuTime} from '../helpers/cpu-time.ts'
import {randomIntent} from '../helpers/random-intents.ts'
import {rollbackInSmall} from '../helpers/small-runbook.ts'
import {createTable} from '../helpers/table.ts'

const walks = fc.array(randomIntent(), {maxLength: 60})

test('replaying the journal gives the live session, after every event', () => {
  fc.assert(
    fc.property(walks, intents => {
      const table = createTable(rollbackInSmall())
      for (const intent of intents) {
        table.put(intent)
        const fromDisk = JSON.parse(JSON.stringify(table.events())) as SessionEvent[]
        expect(replay(emptySession, fromDisk)).toEqual(table.session())
      }
    }),
    {numRuns: 60},
  )
})

test('a command is started at most once for each confirmation, and never by itself', () => {
  fc.assert(
    fc.property(walks, intents => {
      const table = createTable(rollbackInSmall())
      let runs = 0
      for (const intent of intents) {
        const before = table.events().length
        const answer = table.put(intent)
        const started = table
          .events()
          .slice(before)
          .filter(event => event.type === 'command-intended').length
        if (intent.type === 'run' && answer === 'ok') runs += 1
        else expect(started).toBe(0)
      }
      expect(table.events().filter(event => event.type === 'command-intended')).toHaveLength(runs)
    }),
  )
})

test('what is said of a session agrees with itself, wherever it stands', () => {
  fc.assert(
    fc.property(walks, intents => {
      const table = createTable(rollbackInSmall())
      for (const intent of intents) table.put(intent)
      const {runbook} = table
      const session = table.session()
      const items = itemsOf(runbook)
      const counts = countStates(runbook, session, items)
      const counted = items.filter(item => item.kind !== 'criterion')
      expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(counted.length)
      const settled = counted.filter(item => isSettled(itemState(runbook, session, item))).length
      expect(openItems(runbook, session)).toHaveLength(counted.length - settled)
      if (session.phase === 'closed') expect(sessionOutcome(runbook, session)).toMatch(/^complete/)
      if (sessionOutcome(runbook, session) === 'complete') expect(nextOpen(runbook, session, null)).toBeNull()
      expect(resumeAt(runbook, session)).not.toBeNull()
    }),
    {numRuns: 300},
  )
})

test('events that nothing wrote do not bring the reader down', () => {
  const strange = {type: 'from-the-future', at: '', by: ''} as unknown as SessionEvent
  const orphan = {type: 'command-ended', at: '', by: '', item: 'x', attempt: 9} as unknown as SessionEvent
  const session = [strange, orphan].reduce(reduce, emptySession)
  expect(session).toEqual({...emptySession, seq: 2})
})

test('100,000 events replay in one pass: ten times as many cost about ten times as much', () => {
  const stamp = {at: '2026-11-24T03:00:00.000Z', by: 'a'}
  const events = (count: number): SessionEvent[] =>
    Array.from({length: count}, (_, n) => ({
      ...stamp,
      type: 'note-added',
      item: `i${n % 500}`,
      text: 'x',
      mark: null,
    }))
  const timed = (list: SessionEvent[]): number => cpuTime(() => replay(emptySession, list))
  const small = events(10_000)
  const large = events(100_000)
  timed(small)
  const ratio =
    Math.min(timed(large), timed(large), timed(large)) / Math.min(timed(small), timed(small), timed(small))
  // Quadratic would be a hundred.
  expect(ratio).toBeLessThan(40)
})
