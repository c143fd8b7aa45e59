import {expect, test} from 'vitest'
import {type Asked, advance, newStreak, type Streak} from '#src/app/probing/streaks.ts'
import type {Outcome, Reading} from '#src/session/reading.ts'

const reading = (outcome: Outcome): Reading => ({
  probe: 'it',
  outcome,
  reason: outcome === 'pass' ? null : outcome === 'fail' ? 'refused' : 'auth',
  summary: outcome,
  warning: null,
  beganAt: '2026-01-02T03:00:00Z',
  durationMs: 1,
  blockedBy: null,
  values: {},
})

const once: Asked = {passes: 1, fails: 1, within: null}

/** What each look came to; looks are a second apart. */
const walk = (asked: Asked, ...outcomes: readonly Outcome[]): readonly string[] => {
  let streak: Streak = newStreak(0)
  return outcomes.map((outcome, index) => {
    const step = advance(streak, reading(outcome), asked, index * 1000)
    streak = step.streak
    return step.kind === 'counts'
      ? `counts ${outcome}`
      : step.kind === 'waiting'
        ? `waiting ${step.left}`
        : `${step.kind} ${step.have}/${step.of}`
  })
}

test('by default each look counts', () => {
  expect(walk(once, 'pass', 'fail', 'unknown', 'pass')).toEqual([
    'counts pass',
    'counts fail',
    'counts unknown',
    'counts pass',
  ])
})

test('a pass counts after so many in a row, and a failure between begins the row anew', () => {
  expect(walk({...once, passes: 3}, 'pass', 'pass', 'fail', 'pass', 'pass', 'pass', 'pass')).toEqual([
    'passing 1/3',
    'passing 2/3',
    'counts fail',
    'passing 1/3',
    'passing 2/3',
    'counts pass',
    'counts pass',
  ])
})

test('a tick is lost after so many failures in a row, not by one', () => {
  expect(walk({...once, fails: 2}, 'pass', 'fail', 'pass', 'fail', 'fail')).toEqual([
    'counts pass',
    'failing 1/2',
    'counts pass',
    'failing 1/2',
    'counts fail',
  ])
})

test('within its time a failure is a wait; after a pass it is a failure, whatever time is left', () => {
  expect(walk({...once, within: 2500}, 'fail', 'fail', 'fail', 'fail')).toEqual([
    'waiting 2500',
    'waiting 1500',
    'waiting 500',
    'counts fail',
  ])
  expect(walk({...once, within: 60_000}, 'fail', 'pass', 'fail')).toEqual([
    'waiting 60000',
    'counts pass',
    'counts fail',
  ])
})

test('once a failure has counted, the next one is no wait again', () => {
  expect(walk({...once, within: 60_000}, 'fail', 'pass', 'fail', 'fail')).toEqual([
    'waiting 60000',
    'counts pass',
    'counts fail',
    'counts fail',
  ])
})

test('what could not be looked at is said at once and is part of no row', () => {
  expect(
    walk({passes: 2, fails: 2, within: 60_000}, 'pass', 'unknown', 'pass', 'pass', 'fail', 'unknown', 'fail'),
  ).toEqual([
    'passing 1/2',
    'counts unknown',
    'passing 1/2',
    'counts pass',
    'failing 1/2',
    'counts unknown',
    'failing 1/2',
  ])
})
