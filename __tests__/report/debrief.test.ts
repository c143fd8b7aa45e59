import {expect, test} from 'vitest'
import {debriefOf} from '#src/report/debrief.ts'
import {abortedNight, cleanNight, roughNight} from '../helpers/nights.ts'

const ids = (items: readonly {readonly id: string}[]): readonly string[] => items.map(item => item.id)

test('a night on which all went well: three times, one after the other, and no gaps', () => {
  const {runbook, events} = cleanNight().input()
  const {toDecision, toRollback, health, ...gaps} = debriefOf(runbook, events)
  expect(toDecision).toBeGreaterThan(0)
  expect(toRollback).toBeGreaterThan(toDecision ?? 0)
  expect(health).toMatchObject({kind: 'healthy'})
  expect(health.kind === 'healthy' ? health.after : 0).toBeGreaterThan(toRollback ?? 0)
  expect({
    skipped: ids(gaps.skipped),
    overridden: ids(gaps.overridden),
    never: ids(gaps.neverLookedAt),
  }).toEqual({
    skipped: [],
    overridden: [],
    never: [],
  })
})

test('a rough night: what was skipped, what was overridden, and that not all of it was healthy', () => {
  const {runbook, events} = roughNight().input()
  const {skipped, overridden, health} = debriefOf(runbook, events)
  expect(ids(skipped)).toEqual(['backup'])
  expect(ids(overridden)).toEqual(['redis'])
  expect(health.kind === 'not-healthy' ? ids(health.items) : health.kind).toEqual(['redis', 'pdf', 'uploads'])
})

test('a night that was given up: the checks were not reached, and stand among what nobody looked at', () => {
  const {runbook, events} = abortedNight().input()
  const {health, neverLookedAt} = debriefOf(runbook, events)
  expect(health).toEqual({kind: 'unseen'})
  expect(ids(neverLookedAt)).toContain('services')
  expect(ids(neverLookedAt)).not.toContain('rollback')
})

test('criteria without an answer are told, but for those that another one’s failure hides', () => {
  const {runbook, events} = cleanNight().input()
  expect(ids(debriefOf(runbook, events).unanswered)).toEqual([
    'performance',
    'einvoice-broken',
    'certificate',
  ])
  expect(debriefOf(runbook, events.slice(0, 2)).toDecision).toBe(null)
})
