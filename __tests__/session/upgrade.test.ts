import {expect, test} from 'vitest'
import {journalFormat} from '#src/session/events.ts'
import {upgrade} from '#src/session/upgrade.ts'
import {someFacts} from '../helpers/table.ts'

const started = (format: unknown) => ({
  type: 'session-started',
  at: '',
  by: '',
  facts: {...someFacts, format},
})

test('events of the present format come through as they are', () => {
  const events = [started(journalFormat), {type: 'note-added'}]
  expect(upgrade(events)).toEqual({kind: 'events', events})
})

test('a newer format is refused by name', () => {
  expect(upgrade([started(journalFormat + 1)])).toEqual({kind: 'newer', format: journalFormat + 1})
})

test.each([[[]], [[null]], [['text']], [[{type: 'note-added'}]], [[started('1')]], [[started(1), 7]]])(
  'what is no session is said to be none: %j',
  events => {
    expect(upgrade(events)).toEqual({kind: 'not-a-session'})
  },
)
