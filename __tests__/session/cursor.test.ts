import {expect, test} from 'vitest'
import {nextAfterDeferral, nextOpen, resumeAt, walkOrder} from '#src/session/cursor.ts'
import {manual, rollbackInSmall, runbookOf, section} from '../helpers/small-runbook.ts'
import {createTable} from '../helpers/table.ts'

const three = () =>
  createTable(
    runbookOf([
      section('one', [manual('a'), manual('b')]),
      section('two', [manual('c')]),
      section('three', [manual('d')]),
    ]),
  )
const tick = (t: ReturnType<typeof three>, item: string) =>
  t.put({type: 'done', item, answers: {}, remark: ''})

test('goes on at the first open item, and past the end begins again', () => {
  const t = three()
  tick(t, 'b')
  expect(nextOpen(t.runbook, t.session(), 'a')?.id).toBe('c')
  expect(nextOpen(t.runbook, t.session(), 'd')?.id).toBe('a')
  for (const id of ['a', 'c', 'd']) tick(t, id)
  expect(nextOpen(t.runbook, t.session(), null)).toBeNull()
})

test('a deferred item is met at the end of the section it was deferred to', () => {
  const t = three()
  t.put({type: 'defer', item: 'a', to: 'two', reason: 'later'})
  expect(walkOrder(t.runbook, t.session()).map(item => item.id)).toEqual(['b', 'c', 'a', 'd'])
  expect(nextAfterDeferral(t.runbook, t.session(), 'a')?.id).toBe('b')
  tick(t, 'b')
  tick(t, 'c')
  expect(nextOpen(t.runbook, t.session(), 'c')?.id).toBe('a')
})

test('resumes at the item after the one that was ticked last, however the session was cut off', () => {
  const t = three()
  tick(t, 'a')
  expect(resumeAt(t.runbook, t.session())?.id).toBe('b')
})

test('resumes at the item where it was suspended, also when others before it are open', () => {
  const t = three()
  t.put({type: 'suspend', cause: 'operator', item: 'c'})
  expect(resumeAt(t.runbook, t.session())?.id).toBe('c')
})

test('resumes at a command that is under way', () => {
  const t = createTable(rollbackInSmall())
  t.put({type: 'decide', choice: 'rollback', sentence: 'x'})
  t.run('backup', 'run')
  expect(resumeAt(t.runbook, t.session())?.id).toBe('backup')
})

test('after a deferral resumes where the operator went on, not where the item went', () => {
  const t = three()
  tick(t, 'a')
  t.put({type: 'defer', item: 'b', to: 'three', reason: 'later'})
  expect(resumeAt(t.runbook, t.session())?.id).toBe('c')
})
