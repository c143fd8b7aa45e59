import {expect, test} from 'vitest'
import {en} from '#src/i18n/en.ts'
import {findItem} from '#src/runbook/walk.ts'
import {type Live, nothingSeen} from '#src/session/state.ts'
import {safe} from '#src/text/safe.ts'
import {shownState, shownWord} from '#src/view/shown-state.ts'
import {rollbackInSmall, runbookOf, section, sensed} from '../helpers/small-runbook.ts'
import {createTable, reading} from '../helpers/table.ts'

const simple = () => createTable(runbookOf([section('s', [sensed('redis')])]))

const shown = (table: ReturnType<typeof createTable>, live: Partial<Live> = {}) => {
  const item = findItem(table.runbook, 'redis')
  if (item === null) throw new Error('no redis')
  const situation = {
    runbook: table.runbook,
    session: table.session(),
    live: {host: 'app-1', cwd: '/srv', valued: new Set<string>(), ...nothingSeen, ...live},
  }
  const word = shownWord(situation, item, {texts: en, clock: at => safe(at.slice(11, 16))})
  return [shownState(situation, item), String(word)]
}
const seen = (outcome: 'pass' | 'fail' | 'unknown') => new Map([['redis', reading('redis', outcome)]])
const put = (table: ReturnType<typeof createTable>, outcome: 'pass' | 'fail') =>
  table.put({type: 'reading', reading: reading('redis', outcome), beganSeq: table.session().seq})

test('a failure that has time left is waited for, neither failed nor unknown', () => {
  expect(shown(simple(), {readings: seen('unknown'), waiting: new Set(['redis'])})).toEqual([
    'waiting',
    'waiting',
  ])
})

test('what is seen before it can count is a preview', () => {
  expect(shown(createTable(rollbackInSmall()), {readings: seen('pass')})).toEqual(['preview', 'preview'])
  expect(shown(createTable(rollbackInSmall()), {readings: seen('fail')})).toEqual([
    'preview',
    'preview, fails',
  ])
})

test('a tick is green only where journal and newest look agree; nobody has looked after a resume', () => {
  const table = simple()
  put(table, 'pass')
  expect(shown(table, {readings: seen('pass')})).toEqual(['done', 'done'])
  expect(shown(table)).toEqual(['stale', 'was fine 03:00, not looked at since'])
})

test('bad news shows at once, also when it cannot be journaled', () => {
  const table = simple()
  put(table, 'pass')
  expect(shown(table, {readings: seen('fail')})[0]).toBe('failed')
  // One failure of two that are asked for is none yet.
  expect(shown(table, {readings: seen('fail'), waiting: new Set(['redis'])})[0]).toBe('done')
})

test('a killer item that passed waits for its acknowledgement, and is no preview', () => {
  const table = createTable(runbookOf([section('s', [sensed('redis', {killer: true})])]))
  put(table, 'pass')
  expect(shown(table, {readings: seen('pass')})).toEqual(['to-acknowledge', 'acknowledge it'])
  table.put({type: 'acknowledge', item: 'redis'})
  expect(shown(table, {readings: seen('pass')})[0]).toBe('done')
})

test('a lost tick says until when it stood', () => {
  const table = simple()
  put(table, 'pass')
  put(table, 'fail')
  expect(shown(table, {readings: seen('fail')})).toEqual(['failed', 'failed, was fine 03:00'])
})
