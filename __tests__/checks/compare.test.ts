import {describe, expect, test} from 'vitest'
import {type Comparable, type Comparison, compareWithBefore} from '#src/checks/compare.ts'

const verdict = (rule: Comparison, before: Comparable | undefined, after: Comparable) =>
  compareWithBefore(rule, before, after).verdict

describe('what is compared', () => {
  test.each<[Comparison, Comparable | undefined, Comparable, string]>([
    ['same', 120, 120, 'holds'],
    ['same', 120, '120', 'holds'],
    ['same', '120.0', 120, 'holds'],
    ['same', 'auth.0012', 'auth.0011', 'broken'],
    ['same', '9007199254740993', '9007199254740992', 'broken'],
    ['changed', 'a', 'b', 'holds'],
    ['changed', 'a', 'a', 'broken'],
    ['any', 5, 0, 'holds'],
    ['any', undefined, 5, 'no-before'],
    ['not-less', 5, 5, 'holds'],
    ['not-less', 5, 4, 'broken'],
    ['not-more', 5, 5, 'holds'],
    ['not-more', 5, 6, 'broken'],
    ['not-less', 5, null, 'broken'],
    ['not-less', null, 5, 'no-before'],
    ['not-less', undefined, 5, 'no-before'],
  ])('%j of %j and %j', (rule, before, after, expected) => {
    expect(verdict(rule, before, after)).toBe(expected)
  })

  test.each<[Comparison, number, number, string]>([
    [{lose: '1%'}, 1000, 990, 'holds'],
    [{lose: '1%'}, 1000, 989, 'broken'],
    [{lose: '0.1%'}, 3000, 2997, 'holds'],
    [{lose: '10'}, 100, 90, 'holds'],
    [{lose: '10'}, 100, 89, 'broken'],
    [{lose: '0'}, 100, 100, 'holds'],
    [{lose: '0'}, 100, 99, 'broken'],
    [{lose: '1%'}, 0, 0, 'holds'],
    [{lose: '1%'}, 100, 10_000, 'holds'],
    [{gain: '5'}, 100, 105, 'holds'],
    [{gain: '5'}, 100, 106, 'broken'],
    [{gain: '5'}, 100, 0, 'holds'],
    [{lose: '1', gain: '1'}, 100, 98, 'broken'],
  ])('%j of %d and %d', (rule, before, after, expected) => {
    expect(verdict(rule, before, after)).toBe(expected)
  })
})

test('a loss that is allowed is told of, and only such a loss', () => {
  expect(compareWithBefore({lose: '1%'}, 1000, 995).lost).toBe(true)
  expect(compareWithBefore({lose: '1%'}, 1000, 1000).lost).toBe(false)
  expect(compareWithBefore({lose: '1%'}, 1000, 1001).lost).toBe(false)
  expect(compareWithBefore('any', 1000, 1).lost).toBe(false)
})

test('before, after and the difference are shown', () => {
  expect(compareWithBefore('same', 120, 118).shown).toBe('120 → 118 (-2, -1.66%)')
  expect(compareWithBefore('any', 120, 120).shown).toBe('120 → 120 (±0)')
  expect(compareWithBefore('any', 0, 3).shown).toBe('0 → 3 (+3)')
  expect(compareWithBefore('any', 0.1, 0.3).shown).toBe('0.1 → 0.3 (+0.2, +200%)')
  expect(compareWithBefore('same', 'auth.0001', 'auth.0002').shown).toBe('auth.0001 → auth.0002')
  expect(compareWithBefore('same', undefined, 7).shown).toBe('? → 7')
  expect(compareWithBefore('same', 'a\u001b[2J', 'b').shown).not.toContain('\u001b')
})
