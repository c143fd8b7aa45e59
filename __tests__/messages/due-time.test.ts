import {expect, test} from 'vitest'
import {dueTime} from '#src/messages/due-time.ts'

const now = Date.parse('2026-11-24T00:10:30.000Z')

test.each([
  ['30m', 'UTC', '2026-11-24T00:40:30.000Z'],
  ['1h30m', 'UTC', '2026-11-24T01:40:30.000Z'],
  ['20 dk', 'UTC', '2026-11-24T00:30:30.000Z'],
  ['11:40', 'Europe/Istanbul', '2026-11-24T08:40:00.000Z'],
  ['3.40', 'Europe/Istanbul', '2026-11-24T00:40:00.000Z'],
  // What the wall shows at this moment is meant for tomorrow.
  ['03:10', 'Europe/Istanbul', '2026-11-25T00:10:00.000Z'],
  ['00:20', 'Nowhere/Land', '2026-11-24T00:20:00.000Z'],
])('%s in %s is due %s', (text, zone, due) => {
  expect(dueTime(text, now, zone)).toBe(due)
})

test('on the day when the clocks go forward the hour after the gap is meant', () => {
  const before = Date.parse('2026-03-29T00:30:00.000Z')
  expect(dueTime('03:15', before, 'Europe/Berlin')).toBe('2026-03-29T01:15:00.000Z')
})

test.each(['', 'soon', '25:00', '11:60', '0m', '-5m', '11'])('%j is no time', text => {
  expect(dueTime(text, now, 'UTC')).toBeNull()
})
