import {describe, expect, it} from 'vitest'
import {formatDuration, parseDuration} from '#src/text/duration.ts'

describe('parseDuration', () => {
  it.each([
    ['500ms', 500],
    ['5s', 5_000],
    ['2m', 120_000],
    ['1h', 3_600_000],
    ['1m30s', 90_000],
    ['1h5ms', 3_600_005],
    ['0s', 0],
    ['596h', 2_145_600_000],
  ])('reads %s', (text, ms) => {
    expect(parseDuration(text)).toBe(ms)
  })

  it.each([
    '',
    '5',
    's',
    '5 s',
    ' 5s',
    '5S',
    '1.5s',
    '-5s',
    '30s1m',
    '5sec',
    '1e3s',
    '٥s',
    '597h',
    '9999999999h',
    '9'.repeat(99),
  ])('refuses %j', text => {
    expect(parseDuration(text)).toBeNull()
  })
})

describe('formatDuration', () => {
  it.each([
    [0, '0 ms', '0 ms'],
    [0.4, '0 ms', '0 ms'],
    [999.9, '999 ms', '999 ms'],
    [1_999, '1.9 s', '1,9 sn'],
    [3_000, '3 s', '3 sn'],
    [59_999, '59 s', '59 sn'],
    [60_000, '1 min', '1 dk'],
    [125_000, '2 min 5 s', '2 dk 5 sn'],
    [3_900_000, '1 h 5 min', '1 sa 5 dk'],
    [86_400_000 * 3 + 3_600_000 * 4, '3 d 4 h', '3 gün 4 sa'],
    [-3_000, '-3 s', '-3 sn'],
    [Number.NaN, '?', '?'],
    [Number.POSITIVE_INFINITY, '?', '?'],
  ])('writes %d', (ms, english, turkish) => {
    expect(formatDuration(ms, 'en')).toBe(english)
    expect(formatDuration(ms, 'tr')).toBe(turkish)
  })
})
