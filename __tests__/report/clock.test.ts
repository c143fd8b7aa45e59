import {describe, expect, test} from 'vitest'
import {clockOf} from '#src/report/clock.ts'

describe('clockOf', () => {
  test('shows times as the session’s own wall showed them', () => {
    const clock = clockOf('Europe/Istanbul', '2026-11-24T00:02:05.999Z')
    expect(clock.zone).toBe('Europe/Istanbul (UTC+03:00)')
    expect(clock.full('2026-11-24T00:02:05.999Z')).toBe('2026-11-24 03:02:05')
    expect(clock.brief('2026-11-24T20:59:59.000Z')).toBe('23:59:59')
  })

  test('names the day again once it is another one', () => {
    const clock = clockOf('UTC', '2026-11-24T23:59:00.000Z')
    expect(clock.brief('2026-11-25T00:00:00.000Z')).toBe('2026-11-25 00:00:00')
  })

  test('tells the two hours apart that a change of the clocks makes alike', () => {
    const clock = clockOf('Europe/Berlin', '2026-10-25T00:30:00.000Z')
    expect(clock.zone).toBe('Europe/Berlin (UTC+02:00)')
    expect(clock.brief('2026-10-25T00:45:00.000Z')).toBe('02:45:00')
    expect(clock.brief('2026-10-25T01:45:00.000Z')).toBe('02:45:00 (UTC+01:00)')
  })

  test('knows offsets that are no whole hours, west of Greenwich too', () => {
    expect(clockOf('America/St_Johns', '2026-11-24T00:00:00.000Z').zone).toBe('America/St_Johns (UTC-03:30)')
  })

  test('falls back to UTC for a zone nobody knows, and says so', () => {
    const clock = clockOf('Nowhere/Land', '2026-11-24T00:00:00.000Z')
    expect(clock.zone).toBe('UTC (UTC+00:00)')
    expect(clock.full('2026-11-24T00:00:00.000Z')).toBe('2026-11-24 00:00:00')
  })

  test('shows what is no time as it stands', () => {
    const clock = clockOf('UTC', '')
    for (const strange of ['', 'yesterday', '2026-11-24', '2026-11-24T03:00:00', '2026-99-99T00:00:00.000Z'])
      expect(clock.full(strange)).toBe(strange)
    expect(clock.full('\u001b[2J')).toBe('^[[2J')
  })
})
