import {expect, test} from 'vitest'
import type {CardValue, FileChoice, Purpose} from '#src/view/form.ts'
import {type Next, nextField} from '#src/view/next-field.ts'
import {bareCard, deskOf} from '../helpers/key-desk.ts'
import {command, manual, rollbackInSmall, runbookOf, section} from '../helpers/small-runbook.ts'
import {createTable} from '../helpers/table.ts'

const small = rollbackInSmall()
const fieldKind = (next: Next): string => (next.kind === 'field' ? next.field.kind : next.kind)

const value = (more: Partial<CardValue>): CardValue => ({
  env: 'INPUT_BACKUP',
  input: 'backup',
  secret: false,
  value: null,
  optional: false,
  ask: null,
  choices: null,
  pattern: null,
  ...more,
})

const file = (name: string, more: Partial<FileChoice> = {}): FileChoice => ({
  value: name,
  path: `backups/${name}.sql`,
  bytes: 2048,
  ageMs: 3_600_000,
  tonight: false,
  flaw: null,
  ...more,
})

const run = (item: string, values: readonly CardValue[] = [], again?: string): Purpose => ({
  kind: 'run',
  item,
  card: {item, cwd: '/srv', script: {path: 'x.sh', sha256: 'abc'}, ...bareCard, values},
  ...(again === undefined ? {} : {again}),
})

test('a dangerous command whose gate is shut asks why, then for the word', () => {
  const desk = deskOf(small, createTable(small).session())
  const purpose = run('rollback')
  const gate = nextField(desk, purpose, [])
  expect(fieldKind(gate)).toBe('text')
  expect(gate.kind === 'field' && gate.field.label).toContain('section preparation')
  const word = nextField(desk, purpose, ['no time'])
  expect(word.kind === 'field' && word.field).toMatchObject({kind: 'word', word: 'shop-prod', text: ''})
  expect(nextField(desk, purpose, ['no time', 'shop-prod'])).toEqual({
    kind: 'wish',
    wish: {
      kind: 'run',
      item: 'rollback',
      typed: 'shop-prod',
      reason: 'no time',
      script: {path: 'x.sh', sha256: 'abc'},
    },
  })
})

test('a reason never stands for the word, nor the word for a reason, when the gate changes meanwhile', () => {
  const table = createTable(small)
  const shut = deskOf(small, table.session())
  table.put({type: 'decide', choice: 'rollback', sentence: 'slow'})
  table.runToEnd('backup', 'run')
  const open = deskOf(small, table.session())
  const purpose = run('rollback')
  expect(fieldKind(nextField(open, purpose, []))).toBe('word')
  expect(fieldKind(nextField(open, purpose, ['because of the gate']))).toBe('word')
  expect(fieldKind(nextField(shut, purpose, ['shop-prod']))).toBe('form')
})

test('a harmless command takes Enter, any other the word of the session’s language', () => {
  const book = runbookOf([section('s', [command('look'), command('change', {confirm: 'word'})])])
  const desk = deskOf(book, createTable(book, {}, 'tr').session())
  expect(fieldKind(nextField(desk, run('look'), []))).toBe('confirm')
  const next = nextField(desk, run('change'), [])
  expect(next.kind === 'field' && next.field).toMatchObject({kind: 'word', word: 'çalıştır'})
})

test('a value is chosen from its files, nothing preselected, with what has to be known of each', () => {
  const desk = deskOf(small, createTable(small).session())
  const choices = [file('old'), file('new', {tonight: true}), file('empty', {bytes: 0})]
  const purpose = run('rollback', [value({choices, pattern: 'backups/*.sql'})])
  const next = nextField(desk, purpose, [])
  expect(next.kind === 'field' && next.field.kind === 'choice' && next.field.index).toBeNull()
  const options = next.kind === 'field' && next.field.kind === 'choice' ? next.field.options : []
  expect(options.map(option => option.warning !== null)).toEqual([false, true, true])
  expect(options[0]?.label).toBe('old  2 KiB, 1 h old  backups/old.sql')
  const set = {kind: 'set-input', item: 'rollback', name: 'backup'}
  expect(nextField(desk, purpose, ['old'])).toEqual({kind: 'wish', wish: {...set, value: 'old'}})
  expect(fieldKind(nextField(desk, purpose, ['new']))).toBe('text')
  expect(nextField(desk, purpose, ['new', 'the old one is broken'])).toEqual({
    kind: 'wish',
    wish: {...set, value: 'new', remark: 'the old one is broken'},
  })
})

test('a value that is there is asked for only where another one is wanted; a secret is typed unseen', () => {
  const table = createTable(small)
  table.put({type: 'decide', choice: 'rollback', sentence: 'slow'})
  table.runToEnd('backup', 'run')
  const desk = deskOf(small, table.session())
  const known = value({value: 'old', choices: [file('old')]})
  expect(fieldKind(nextField(desk, run('rollback', [known]), []))).toBe('word')
  expect(fieldKind(nextField(desk, run('rollback', [known], 'backup'), []))).toBe('choice')
  expect(fieldKind(nextField(desk, run('rollback', [value({optional: true})]), []))).toBe('word')
  const secret = nextField(desk, run('rollback', [value({secret: true})]), [])
  expect(secret.kind === 'field' && secret.field).toMatchObject({kind: 'text', secret: true})
  const none = nextField(desk, run('rollback', [value({choices: [], pattern: 'backups/*'})]), [])
  expect(none.kind === 'field' && none.field.kind).toBe('text')
  expect(none.kind === 'field' && none.field.label).toContain('backups/*')
})

test('a manual item asks its questions in order; another channel is typed', () => {
  const book = runbookOf([section('s', [manual('tell', {ask: ['channel', 'who']})])])
  const desk = deskOf(book, createTable(book).session())
  const purpose = {kind: 'done', item: 'tell'} as const
  expect(fieldKind(nextField(desk, purpose, []))).toBe('choice')
  expect(fieldKind(nextField(desk, purpose, ['phone']))).toBe('text')
  const done = (answers: Readonly<Record<string, string>>): Next => ({
    kind: 'wish',
    wish: {kind: 'say', intent: {type: 'done', item: 'tell', answers, remark: ''}},
  })
  expect(nextField(desk, purpose, ['phone', 'ayşe'])).toEqual(done({channel: 'phone', who: 'ayşe'}))
  expect(fieldKind(nextField(desk, purpose, ['']))).toBe('text')
  expect(fieldKind(nextField(desk, purpose, ['', 'Teams']))).toBe('text')
  expect(nextField(desk, purpose, ['', 'Teams', 'ayşe'])).toEqual(done({channel: 'Teams', who: 'ayşe'}))
})

test('an item is deferred only to sections that take it', () => {
  const desk = deskOf(small, createTable(small).session())
  const next = nextField(desk, {kind: 'defer', item: 'redis'}, [])
  const options = next.kind === 'field' && next.field.kind === 'choice' ? next.field.options : []
  expect(options.map(option => option.value)).toEqual(['telling'])
})

test('after a failure the backup can be chosen anew where files offer one', () => {
  const input = {
    name: 'backup',
    ask: null,
    pattern: null,
    optional: false,
    secret: false,
    choices: {files: 'backups/*', capture: null},
  }
  const variables = [{env: 'INPUT_BACKUP', input: 'backup', placeholder: 'YYYYMMDD'}]
  const book = runbookOf(
    [
      section('s', [
        command('restore', {
          confirm: 'target',
          shell: {interpreter: 'bash', text: './restore.sh', variables},
        }),
      ]),
    ],
    {target: {name: 'shop-prod', expect: {}, sense: {}}, inputs: {backup: input}},
  )
  const table = createTable(book, {valued: new Set(['backup'])})
  table.runToEnd('restore', 'shop-prod', 1)
  const desk = deskOf(book, table.session())
  const purpose = {kind: 'failed', item: 'restore'} as const
  const next = nextField(desk, purpose, [])
  const options = next.kind === 'field' && next.field.kind === 'choice' ? next.field.options : []
  expect(options.map(option => option.value)).toEqual([
    'output',
    'again',
    'other:backup',
    'override',
    'abort',
  ])
  expect(nextField(desk, purpose, ['other:backup'])).toEqual({
    kind: 'wish',
    wish: {kind: 'answer-failure', item: 'restore', choice: 'other-input', input: 'backup'},
  })
})
