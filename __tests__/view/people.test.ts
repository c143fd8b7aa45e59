import {expect, test} from 'vitest'
import {en} from '#src/i18n/en.ts'
import {safe} from '#src/text/safe.ts'
import {buildScreen} from '#src/view/build-screen.ts'
import type {MessageCard} from '#src/view/form.ts'
import {enterDeed} from '#src/view/keymap/enter.ts'
import {keyRecords} from '#src/view/keymap/records.ts'
import type {Line} from '#src/view/line.ts'
import {nextField} from '#src/view/next-field.ts'
import type {ScreenInput} from '#src/view/screen-input.ts'
import type {Block} from '#src/view/screen-model.ts'
import type {ViewState} from '#src/view/view-state.ts'
import {at, deskOf, named, pressAll, typed, viewAt} from '../helpers/key-desk.ts'
import {rollbackInSmall} from '../helpers/small-runbook.ts'
import {createTable} from '../helpers/table.ts'

const contact = (id: string) => ({
  id,
  section: 'contacts',
  group: safe('Ops'),
  name: safe(id),
  value: safe('112'),
  placeholder: false,
  position: {line: 1, column: 1},
})
const runbook = {...rollbackInSmall(), contacts: ['first', 'second', 'third'].map(contact)}

const card: MessageCard = {
  audience: 'users',
  language: 'en',
  subject: 'Update',
  text: Array.from({length: 30}, (_, index) => `line ${index}`).join('\n'),
  ways: [
    {way: 'webhook', recipients: ['#ops']},
    {way: 'mail', recipients: ['a@shop.example', 'b@shop.example']},
  ],
  missing: [{way: 'command', names: ['TELL']}],
}

const sendIntent = {
  type: 'send',
  item: 'tell',
  audience: 'users',
  language: 'en',
  way: 'mail',
  recipients: ['a@shop.example'],
  subject: '',
  text: 'x',
  typed: 'send',
} as const

const inputOf = (t: ReturnType<typeof createTable>, view: ViewState, now: string): ScreenInput => ({
  situation: deskOf(runbook, t.session()).situation,
  halted: null,
  writeMs: 0,
  view,
  texts: en,
  look: {symbols: 'unicode'},
  size: {columns: 80, rows: 24},
  now: new Date(now),
  steady: 10_000,
  session: {id: '20261124-0300-test', operator: 'ayşe', startedAt: '2026-11-24T03:00:00.000Z'},
  redact: text => text,
  output: () => ({lines: [], skipped: 0, errors: 0, heardAt: null, path: safe('/x')}),
  evidence: () => [],
  panels: {cue: () => [], timeline: () => [], contacts: () => ({lines: [], at: 0})},
})

const textOf = (line: Line): string => line.map(span => span.text).join('')

const blockRows = (block: Block): readonly string[] => {
  switch (block.kind) {
    case 'lines':
      return block.lines.map(textOf)
    case 'choice':
      return block.options
    case 'columns':
      return block.columns.flatMap(column => column.lines.map(textOf))
  }
}

const rowsOf = (input: ScreenInput): readonly string[] => buildScreen(input).blocks.flatMap(blockRows)

test('m drafts where somebody is told, and says why not anywhere else', () => {
  const t = createTable(runbook)
  const desk = deskOf(runbook, t.session())
  expect(pressAll(desk, viewAt(at('tell')), [typed('m')]).wish).toEqual({kind: 'open-message', item: 'tell'})
  expect(pressAll(desk, viewAt(at('backup')), [typed('m')])).toMatchObject({
    wish: null,
    view: {message: {tone: 'refused', text: expect.stringContaining('nobody is told here')}},
  })
  const message = keyRecords(desk, viewAt(at('tell'))).find(key => key.id === 'message')
  expect(message?.whyNot).toBeNull()
})

test('a draft is sent by its word only, below its whole text and its recipients, which are scrolled while one chooses', () => {
  const t = createTable(runbook)
  const desk = deskOf(runbook, t.session())
  const purpose = {kind: 'message', item: 'tell', card} as const
  const first = nextField(desk, purpose, [])
  if (first.kind !== 'field') throw new Error(first.kind)
  const view = viewAt(at('tell'), {
    mode: {kind: 'form', form: {purpose, answers: [], field: first.field}},
    paintedAt: 0,
  })
  const rows = rowsOf(inputOf(t, view, '2026-11-24T03:10:00.000Z'))
  expect(rows.join('\n')).toMatch(/subject: Update\n[^\n]*line 0\n/)
  expect(rows.join('\n')).toContain('send by e-mail to a@shop.example, b@shop.example')
  const scrolled = pressAll({...desk, page: {total: 33, rows: 6}}, view, [named('page-down')]).view
  expect(scrolled.mode).toMatchObject({kind: 'form', form: {scroll: 5, field: {index: null}}})

  const chosen = pressAll(desk, view, [named('down'), named('down'), named('enter')])
  expect(chosen.wish).toBeNull()
  expect(rowsOf(inputOf(t, chosen.view, '2026-11-24T03:10:00.000Z')).join(' ')).toContain(
    'type send to send exactly this text to a@shop.example, b@shop.example',
  )
  const sent = pressAll(desk, chosen.view, [...'send'].map(typed).concat(named('enter')))
  expect(sent.wish).toEqual({kind: 'send-message', item: 'tell', card, way: 1, typed: 'send'})
  const slip = pressAll(desk, chosen.view, [...'sent'].map(typed).concat(named('enter')))
  expect(slip.wish).toBeNull()
})

test('of a message that nobody knows about Enter asks whether it arrived; while it is on its way nothing can be said', () => {
  const t = createTable(runbook)
  t.put(sendIntent)
  expect(enterDeed(deskOf(runbook, t.session()), at('tell'))).toEqual({
    kind: 'refuse',
    refusal: {code: 'already-sending'},
  })
  t.put({type: 'message-unknown', message: 1, why: 'no-answer', reply: ''})
  const desk = deskOf(runbook, t.session())
  expect(enterDeed(desk, at('tell'))).toMatchObject({kind: 'form', word: 'enter-assert-message'})
  const asked = pressAll(desk, viewAt(at('tell')), [named('enter'), named('down'), named('enter')])
  const said = pressAll(desk, asked.view, [...'seen'].map(typed).concat(named('enter')))
  expect(said.wish).toEqual({
    kind: 'say',
    intent: {type: 'assert-message', item: 'tell', answer: 'sent', how: 'seen'},
  })
  expect(rowsOf(inputOf(t, viewAt(at('tell')), '2026-11-24T03:10:00.000Z')).join(' ')).toContain(
    'whether message 1 arrived IS UNKNOWN',
  )
})

test('a call is recorded in two keys; where nobody answers the next contact is chosen', () => {
  const t = createTable(runbook)
  const desk = deskOf(runbook, t.session())
  const open = pressAll(desk, viewAt(at('tell')), [typed('c')]).view
  const noAnswer = pressAll(desk, open, [typed('2'), typed('n')])
  expect(noAnswer.wish).toEqual({
    kind: 'say',
    intent: {type: 'contact-tried', contact: 'second', result: 'no-answer'},
  })
  expect(noAnswer.view.mode).toMatchObject({kind: 'panel', index: 2})
  expect(pressAll(desk, noAnswer.view, [typed('r')]).wish).toMatchObject({
    intent: {contact: 'third', result: 'reached'},
  })
  expect(pressAll(desk, noAnswer.view, [typed('y')]).wish).toEqual({kind: 'copy-contact', contact: 'third'})
  expect(pressAll(desk, noAnswer.view, [typed('9')]).view.mode).toMatchObject({index: 2})
  expect(pressAll(desk, noAnswer.view, [typed('c')]).view.mode).toEqual({kind: 'walk'})
})

test('the next update stands in the header: quiet, amber when near, red when over, gone when given', () => {
  const t = createTable(runbook)
  const view = viewAt(at('tell'))
  const header = (now: string) => {
    const [block] = buildScreen(inputOf(t, view, now)).blocks
    return block?.kind === 'lines' ? (block.lines[1]?.at(-1) ?? null) : null
  }
  expect(header('2026-11-24T03:10:00.000Z')?.text).not.toContain('update')
  t.put({type: 'promise-update', due: '2026-11-24T03:30:00.000Z'})
  expect(header('2026-11-24T03:10:00.000Z')).toEqual({text: 'next update due 03:30, in 20 min', tone: 'dim'})
  expect(header('2026-11-24T03:26:00.000Z')).toEqual({text: 'next update due 03:30, in 4 min', tone: 'warn'})
  expect(header('2026-11-24T03:33:00.000Z')).toEqual({
    text: 'UPDATE OVERDUE since 03:30, by 3 min',
    tone: 'bad',
  })
  const desk = deskOf(runbook, t.session())
  const given = pressAll(desk, view, [typed('w'), named('down'), named('enter')])
  expect(given.wish).toEqual({kind: 'say', intent: {type: 'update-given'}})
  t.put({type: 'update-given'})
  expect(header('2026-11-24T03:33:00.000Z')?.text).not.toContain('UPDATE')
  const promised = pressAll(deskOf(runbook, t.session()), view, [typed('w'), named('down'), named('enter')])
  expect(promised.wish).toEqual({kind: 'promise-update', when: '15m'})
})

test('at the next steps stands what was noted in the night; the close-out names gates that were passed', () => {
  const t = createTable(runbook)
  t.put({type: 'decide', choice: 'rollback', sentence: 'it is down'})
  t.put({type: 'note', item: 'redis', text: 'the lock was lost', mark: 'cause'})
  t.put({type: 'note', item: null, text: 'no mark', mark: null})
  t.runToEnd('rollback', 'shop-prod', 0, 'the database is dead')
  t.put({type: 'promise-update', due: '2099-01-01T00:00:00.000Z'})
  const rows = rowsOf(inputOf(t, viewAt(at('cause')), '2026-11-24T03:10:00.000Z')).join('\n')
  expect(rows).toContain('noted (cause): the lock was lost')
  expect(rows).not.toContain('no mark')
  expect(rowsOf(inputOf(t, viewAt(at('tell')), '2026-11-24T03:10:00.000Z')).join('\n')).not.toContain(
    'noted (',
  )
  const field = nextField(deskOf(runbook, t.session()), {kind: 'close-out'}, [])
  if (field.kind !== 'field') throw new Error(field.kind)
  const form = {purpose: {kind: 'close-out'}, answers: [], field: field.field} as const
  const listed = rowsOf(
    inputOf(t, viewAt({kind: 'close-out'}, {mode: {kind: 'form', form}}), '2026-11-24T03:10:00.000Z'),
  ).join(' ')
  expect(listed).toMatch(
    /run 1 of title of rollback went ahead .*: section\s+preparation \(the database is dead\)/,
  )
  expect(listed).toContain('an update was promised and has not been given')
})

test('whoever closes the session signs by name, and a hand-over says to whom, what and why', () => {
  const t = createTable(runbook)
  const desk = deskOf(runbook, t.session())
  expect(nextField(desk, {kind: 'close-out'}, [])).toMatchObject({field: {kind: 'text', optional: false}})
  expect(nextField(desk, {kind: 'close-out'}, ['Ayşe'])).toEqual({
    kind: 'wish',
    wish: {kind: 'close', signedBy: 'Ayşe'},
  })
  expect(nextField(desk, {kind: 'hand-over'}, ['Can', 'all told'])).toMatchObject({kind: 'field'})
  expect(nextField(desk, {kind: 'hand-over'}, ['Can', 'all told', 'shift ends'])).toEqual({
    kind: 'wish',
    wish: {kind: 'hand-over', to: 'Can', summary: 'all told', reason: 'shift ends'},
  })
})
