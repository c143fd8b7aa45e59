import {expect, test} from 'vitest'
import {en} from '#src/i18n/en.ts'
import {findItem} from '#src/runbook/walk.ts'
import {targetLock} from '#src/session/events.ts'
import {itemState} from '#src/session/item-state.ts'
import {recordOf} from '#src/session/state.ts'
import {closeOutExtras} from '#src/view/close-out.ts'
import {notStartedWords} from '#src/view/run-words.ts'
import {command, runbookOf, section} from '../helpers/small-runbook.ts'
import {createTable} from '../helpers/table.ts'

const book = runbookOf(
  [section('act', [command('restore', {confirm: 'target'}), command('tail', {watch: true})])],
  {target: {name: 'shop-prod', expect: {}, sense: {}}},
)
const elsewhere = (outcome: 'worked' | 'failed', more: object = {}) =>
  ({type: 'run-elsewhere', item: 'restore', where: 'bastion', outcome, how: 'looked', ...more}) as const

const stateOf = (table: ReturnType<typeof createTable>, id: string) => {
  const item = findItem(book, id)
  return item === null ? null : itemState(book, table.session(), item)
}

test('a run elsewhere is the operator’s word, never a run: asserted or failed, and it can be taken back', () => {
  const table = createTable(book)
  expect(table.put(elsewhere('worked', {where: ' '}))).toBe('where-missing')
  expect(table.put(elsewhere('worked', {how: ''}))).toBe('how-missing')
  expect(table.put(elsewhere('worked'))).toBe('ok')
  expect(stateOf(table, 'restore')).toBe('asserted')
  expect(table.session().attempts).toEqual([])
  expect(table.put(elsewhere('worked'))).toBe('already-settled')
  expect(table.put({type: 'take-back', item: 'restore'})).toBe('ok')
  expect(stateOf(table, 'restore')).toBe('open')
  expect(table.put(elsewhere('failed'))).toBe('ok')
  expect(stateOf(table, 'restore')).toBe('failed')
  table.runToEnd('restore', 'shop-prod', 0)
  expect(stateOf(table, 'restore')).toBe('done')
  expect(recordOf(table.session(), 'restore').elsewhere).toBeNull()
})

test('a watch is only looked at, here', () => {
  expect(createTable(book).put({...elsewhere('worked'), item: 'tail'})).toBe('watch-here')
})

test('a running command is asked to end with the word, and killed only after that, and only while it runs', () => {
  const table = createTable(book)
  const stop = (signal: 'SIGTERM' | 'SIGKILL', typed: string) =>
    table.put({type: 'stop', attempt: 1, signal, typed})
  expect(stop('SIGTERM', 'stop')).toBe('not-running')
  table.put({
    type: 'run',
    item: 'restore',
    text: './restore.sh',
    cwd: '/srv',
    values: [],
    script: null,
    typed: 'shop-prod',
    reason: '',
  })
  table.put({type: 'running', attempt: 1, pid: 7})
  expect(stop('SIGKILL', 'kill')).toBe('stop-first')
  expect(stop('SIGTERM', 'Stop')).toBe('wrong-stop-word')
  expect(stop('SIGTERM', 'stop')).toBe('ok')
  expect(stop('SIGKILL', 'stop')).toBe('wrong-stop-word')
  expect(stop('SIGKILL', 'kill')).toBe('ok')
  expect(stateOf(table, 'restore')).toBe('running')
  expect(table.session().attempts[0]?.stopping?.signal).toBe('SIGKILL')
})

test('what is done about a failure is on record only where something has failed', () => {
  const table = createTable(book)
  const again = {type: 'answer-failure', item: 'restore', choice: 'again'} as const
  expect(table.put(again)).toBe('not-failed')
  table.runToEnd('restore', 'shop-prod', 3)
  expect(table.put(again)).toBe('ok')
  expect(stateOf(table, 'restore')).toBe('failed')
})

test('a target that is held asks for a reason, forbids nothing, and stands on record with its holder', () => {
  const by = {
    operator: 'berk\u001b[2J',
    account: 'berk',
    session: '20261124-0301-abcd',
    since: '2026-11-24T03:00:00.000Z',
    pid: 7,
  }
  const held = createTable(book, {targetHeld: {by}})
  expect(held.run('restore', 'shop-prod')).toBe('target-held')
  expect(held.session().attempts).toEqual([])
  expect(held.run('restore', 'shop-prod', {reason: 'berk hangs'})).toBe('ok')
  const {override} = held.session().attempts[0] ?? {}
  expect(override).toEqual({unmet: [targetLock], reason: 'berk hangs', heldBy: by})
  // What says of itself who it is may say anything: it is shown as text
  const shown = closeOutExtras(en, book, held.session()).join()
  expect(shown).toContain('berk')
  expect(shown).not.toContain('\u001b')
  const why = notStartedWords(en, {why: 'target-held', heldBy: by})
  expect(why).toMatch(/not started, nothing was changed: .*account berk.*process 7.*Wait for its end/)
  const mute = createTable(book, {targetHeld: {by: null}})
  expect(mute.run('restore', 'shop-prod')).toBe('target-held-unknown')
  expect(mute.run('restore', 'shop-prod', {reason: 'nobody is there'})).toBe('ok')
  // A watch changes nothing
  expect(createTable(book, {targetHeld: {by}}).run('tail', 'run')).not.toBe('target-held')
})
