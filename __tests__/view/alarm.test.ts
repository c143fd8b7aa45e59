import {expect, test} from 'vitest'
import type {Intent} from '#src/session/intents.ts'
import type {Outcome, Reason} from '#src/session/reading.ts'
import {alarmFor, quiet} from '#src/view/alarm.ts'
import {command, criterion, runbookOf, section, sensed} from '../helpers/small-runbook.ts'
import {createTable, exited, reading} from '../helpers/table.ts'

/** A table at which each intent answers with the alarm it raises; ten seconds pass between two. */
const sit = (table = simple()) => {
  let memory = quiet
  let now = 0
  const put = (intent: Intent, pause = 10_000): string | null => {
    const before = table.events().length
    const answer = table.put(intent)
    if (answer !== 'ok') return answer
    now += pause
    const next = alarmFor({runbook: table.runbook, session: table.session()}, table.events().slice(before), {
      memory,
      now,
    })
    memory = next.memory
    return next.alarm === null ? null : `${next.alarm.why} ${next.alarm.item}`
  }
  const sees = (probe: string, outcome: Outcome, reason: Reason | null = null, pause?: number) =>
    put({type: 'reading', reading: reading(probe, outcome, reason), beganSeq: table.session().seq}, pause)
  return {put, sees, table}
}
const simple = () =>
  createTable(
    runbookOf([
      section('s', [sensed('redis'), sensed('queue'), command('slow'), command('rm', {confirm: 'target'})]),
    ]),
  )

test('what was good and fails is an alarm, once until it is good again', () => {
  const {sees} = sit()
  expect([
    sees('redis', 'fail', 'refused'),
    sees('redis', 'pass'),
    sees('redis', 'fail', 'refused'),
    sees('redis', 'fail', 'timeout'),
    sees('redis', 'unknown', 'dns'),
    sees('redis', 'pass'),
    sees('redis', 'unknown', 'dns'),
  ]).toEqual([null, null, 'lost redis', null, null, null, 'lost redis'])
})

test('what is only blocked by a dead thing is none beside it, nor is a second one within seconds', () => {
  const {sees} = sit()
  for (const probe of ['redis', 'queue']) sees(probe, 'pass')
  expect(sees('queue', 'unknown', 'blocked')).toBe(null)
  expect(sees('redis', 'fail', 'refused')).toBe('lost redis')
  expect(sees('queue', 'fail', 'mismatch', 1000)).toBe(null)
})

test('what the operator has gone on against is none', () => {
  const {put, sees} = sit()
  sees('redis', 'pass')
  sees('redis', 'fail', 'refused')
  put({type: 'override', item: 'redis', reason: 'known'})
  expect(sees('redis', 'unknown', 'dns')).toBe(null)
})

test('a criterion that is raised is one while the decision is open', () => {
  const {sees, put} = sit(
    createTable(
      runbookOf([section('d', [criterion('slow', 'slow'), criterion('lost', 'lost')], {mode: 'decision'})]),
    ),
  )
  expect([sees('slow', 'pass'), sees('slow', 'fail', 'mismatch'), sees('slow', 'fail', 'timeout')]).toEqual([
    null,
    'raised slow',
    null,
  ])
  put({type: 'decide', choice: 'rollback', sentence: 'it is slow'})
  expect(sees('lost', 'fail', 'refused')).toBe(null)
})

test('a command that took longer than ten seconds is one when it ends; a short one, or one that ended while nobody was here, is not', () => {
  const {put, table} = sit()
  const ends = (durationMs: number, seen: 'live' | 'while-away' = 'live') => {
    table.run('slow')
    const exit = exited(0, {durationMs})
    return put({type: 'ended', attempt: table.session().attempts.length, exit, tail: '', seen})
  }
  expect([ends(9_000), ends(11_000), ends(11_000, 'while-away')]).toEqual([null, 'ended slow', null])
})

test('while a dangerous command runs nothing is an alarm but its own end', () => {
  const {put, sees, table} = sit(
    createTable(runbookOf([section('s', [sensed('redis'), command('rm', {confirm: 'target'})])])),
  )
  sees('redis', 'pass')
  table.run('rm', 'app-1')
  expect(sees('redis', 'fail', 'refused')).toBe(null)
  expect(
    put({type: 'ended', attempt: 1, exit: exited(1, {durationMs: 60_000}), tail: '', seen: 'live'}),
  ).toBe('ended rm')
  // Nobody was told meanwhile, so now it is news.
  expect(sees('redis', 'fail', 'timeout')).toBe('lost redis')
})
