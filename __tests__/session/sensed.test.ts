import {describe, expect, test} from 'vitest'
import {findItem} from '#src/runbook/walk.ts'
import {itemState} from '#src/session/item-state.ts'
import type {Reading} from '#src/session/reading.ts'
import {recordOf} from '#src/session/state.ts'
import {command, rollbackInSmall, runbookOf, section, sensed} from '../helpers/small-runbook.ts'
import {createTable, reading} from '../helpers/table.ts'
import {probesOf} from '../helpers/vantage.ts'

type Table = ReturnType<typeof createTable>

const stateOf = (table: Table, id: string) => {
  const item = findItem(table.runbook, id)
  if (item === null) throw new Error(id)
  return itemState(table.runbook, table.session(), item)
}

const seen = (table: Table, of: Reading, beganSeq = table.session().seq) =>
  table.put({type: 'reading', reading: of, beganSeq})

describe('a command that a probe backs', () => {
  const table = () => createTable(runbookOf([section('s', [command('backup', {verify: 'file'})])]))

  test('is done when it ended well and the probe then saw what it did', () => {
    const t = table()
    t.runToEnd('backup', '')
    expect(stateOf(t, 'backup')).toBe('unknown')
    seen(t, reading('file', 'pass'))
    expect(stateOf(t, 'backup')).toBe('done')
  })

  test('has failed where the probe saw that it did not, whatever its exit code', () => {
    const t = table()
    t.runToEnd('backup', '')
    seen(t, reading('file', 'fail', 'mismatch'))
    expect(stateOf(t, 'backup')).toBe('failed')
  })

  test('is not ticked by a look that began before it ended', () => {
    const t = table()
    const early = t.session().seq
    t.runToEnd('backup', '')
    seen(t, reading('file', 'pass'), early)
    expect(stateOf(t, 'backup')).toBe('unknown')
  })

  test('is confirmed by hand where the probe cannot look, and only there', () => {
    const t = table()
    const byHand = {type: 'confirm-by-hand', item: 'backup', how: 'opened the file'} as const
    expect(t.put(byHand)).toBe('not-sensed')
    t.runToEnd('backup', '')
    seen(t, reading('file', 'unknown', 'permission'))
    expect(t.put(byHand)).toBe('ok')
    expect(stateOf(t, 'backup')).toBe('confirmed')
    const failed = table()
    failed.runToEnd('backup', '')
    seen(failed, reading('file', 'fail', 'mismatch'))
    expect(failed.put(byHand)).toBe('not-sensed')
  })

  test('is verified anew after each attempt', () => {
    const t = table()
    t.runToEnd('backup', '')
    seen(t, reading('file', 'fail', 'mismatch'))
    t.runToEnd('backup', '')
    expect(stateOf(t, 'backup')).toBe('unknown')
    seen(t, reading('file', 'pass'))
    expect(stateOf(t, 'backup')).toBe('done')
  })
})

describe('while a dangerous command runs', () => {
  test('nothing that is seen becomes a fact; after its end it does', () => {
    const t = createTable(rollbackInSmall())
    t.put({type: 'decide', choice: 'rollback', sentence: 'logins fail'})
    t.runToEnd('backup', 'run')
    expect(t.run('rollback', 'shop-prod')).toBe('ok')
    const before = t.events().length
    seen(t, reading('speed', 'fail', 'refused'))
    seen(t, reading('redis', 'fail', 'refused'))
    expect(t.events()).toHaveLength(before)
    t.put({type: 'not-started', attempt: 2, proof: 'refused', why: 'target-held'})
    seen(t, reading('speed', 'fail', 'refused'))
    expect(stateOf(t, 'slow')).toBe('raised')
  })
})

describe('a tick that was lost', () => {
  test('knows since when it had stood', () => {
    const t = createTable(runbookOf([section('s', [sensed('redis')])]))
    seen(t, {...reading('redis', 'pass'), beganAt: '2026-11-24T03:05:00.000Z'})
    seen(t, {...reading('redis', 'fail', 'refused'), beganAt: '2026-11-24T03:09:00.000Z'})
    expect(stateOf(t, 'redis')).toBe('failed')
    expect(recordOf(t.session(), 'redis').passedAt).toBe('2026-11-24T03:05:00.000Z')
  })
})

describe('a probe whose look changes something', () => {
  const table = (more = {}) =>
    createTable(runbookOf([section('s', [sensed('draft'), sensed('redis')])]), {
      touching: new Set(['draft']),
      ...more,
    })

  test('looks once for each confirmation, which is a fact before it looks', () => {
    const t = table()
    expect(t.put({type: 'look', item: 'draft'})).toBe('ok')
    // Nobody was told what came of it: it may have been done.
    expect(stateOf(t, 'draft')).toBe('unknown')
    seen(t, reading('draft', 'pass'))
    expect(stateOf(t, 'draft')).toBe('done')
  })

  test('has its outcome journaled each time, also when it is the same again', () => {
    const t = table()
    for (let time = 0; time < 2; time += 1) {
      t.put({type: 'look', item: 'draft'})
      seen(t, reading('draft', 'fail', 'mismatch'))
    }
    expect(t.events().filter(event => event.type === 'sensed')).toHaveLength(2)
  })

  test('is not let look while it looks, nor where what it needs is missing; others look by themselves', () => {
    expect(table({looking: new Set(['draft'])}).put({type: 'look', item: 'draft'})).toBe('already-running')
    expect(table().put({type: 'look', item: 'redis'})).toBe('looks-by-itself')
    const needy = createTable(rollbackInSmall(), {touching: new Set(['redis'])})
    expect(needy.put({type: 'look', item: 'redis'})).toBe('needs-first')
  })
})

describe('numbers from before', () => {
  const numbers = (users: number): Reading => ({...reading('users', 'pass'), values: {users}})

  test('are taken between the confirmation of the command and its start, and kept', () => {
    const t = createTable(rollbackInSmall())
    expect(t.put({type: 'baseline', item: 'backup', readings: [numbers(12)]})).toBe('stale-report')
    t.put({type: 'decide', choice: 'rollback', sentence: 'logins fail'})
    t.run('backup', 'run')
    expect(t.put({type: 'baseline', item: 'backup', readings: [numbers(12)]})).toBe('ok')
    expect(t.session().baseline.get('users')?.reading.values).toEqual({users: 12})
  })

  test('that could not be taken again do not replace those that were', () => {
    const t = createTable(runbookOf([section('s', [command('backup')])]))
    t.run('backup')
    t.put({type: 'baseline', item: 'backup', readings: [numbers(12)]})
    t.put({type: 'not-started', attempt: 1, proof: 'revoked', why: ''})
    t.run('backup')
    t.put({type: 'baseline', item: 'backup', readings: [reading('users', 'unknown', 'auth')]})
    expect(t.session().baseline.get('users')?.reading.values).toEqual({users: 12})
  })
})

describe('what the session knows itself', () => {
  const probes = probesOf(`probes:
  reason: {type: session, requires: decision-with-sentence}
  actions: {type: session, requires: [commands-with-outcome, overrides-with-reason]}
  lesson: {type: session, requires: note-lesson}
`)
  const table = () =>
    createTable(
      runbookOf(
        [
          section('d', [], {mode: 'decision'}),
          section('s', [command('backup'), sensed('reason'), sensed('actions'), sensed('lesson')]),
        ],
        {probes},
      ),
    )

  test('is open until it holds it, and done from then on', () => {
    const t = table()
    expect(['reason', 'actions', 'lesson'].map(id => stateOf(t, id))).toEqual(['open', 'open', 'open'])
    t.put({type: 'decide', choice: 'rollback', sentence: 'logins fail'})
    expect(stateOf(t, 'reason')).toBe('done')
    // Nothing was done yet, so nothing of it can be recorded.
    expect(stateOf(t, 'actions')).toBe('open')
    t.run('backup')
    expect(stateOf(t, 'actions')).toBe('open')
    t.put({type: 'not-started', attempt: 1, proof: 'revoked', why: ''})
    expect(stateOf(t, 'actions')).toBe('done')
    t.put({type: 'note', item: null, text: 'rehearse', mark: 'lesson'})
    expect(stateOf(t, 'lesson')).toBe('done')
  })

  test('an escalation is no decision, and nobody confirms by hand what the session answers', () => {
    const t = table()
    t.put({type: 'decide', choice: 'escalate', sentence: 'the CTO decides'})
    expect(stateOf(t, 'reason')).toBe('open')
    expect(t.put({type: 'confirm-by-hand', item: 'lesson', how: 'told everybody'})).toBe('session-knows')
  })
})

describe('the target', () => {
  const probes = probesOf(`probes:
  main: {type: postgres, url: 'postgres://u@h/x'}
  health: {type: http, url: 'http://h/'}
`)
  const table = (found: Readonly<Record<string, string>> | null) =>
    createTable(
      rollbackInSmall({
        probes,
        target: {
          name: 'shop-prod',
          expect: {database: 'shop', environment: 'production'},
          sense: {environment: {probe: 'health', value: 'env'}},
        },
      }),
      found === null
        ? {}
        : {
            readings: new Map([
              ['main', {...reading('main', 'pass'), values: {database: found.database ?? ''}}],
              ['health', {...reading('health', 'pass'), values: {env: found.environment ?? ''}}],
            ]),
          },
    )
  const start = (t: Table) => t.run('rollback', 'shop-prod', {reason: 'no backup possible'})

  test.each([
    ['database', {database: 'shop_staging', environment: 'production'}],
    ['environment', {database: 'shop', environment: 'staging'}],
  ])('is another one by its %s: nothing dangerous starts, whatever is typed', (_, found) => {
    expect(start(table(found))).toBe('target-mismatch')
  })

  test('starts where all is as expected, and where nobody could look: that is a warning', () => {
    expect(start(table({database: 'shop', environment: 'production'}))).toBe('ok')
    expect(start(table(null))).toBe('ok')
  })
})
