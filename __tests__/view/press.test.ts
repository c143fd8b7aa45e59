import fc from 'fast-check'
import {expect, test} from 'vitest'
import {en} from '#src/i18n/en.ts'
import type {ItemId} from '#src/runbook/types.ts'
import {findItem, itemsOf} from '#src/runbook/walk.ts'
import {confirmWord, messageWord} from '#src/session/confirm-words.ts'
import {gateOf} from '#src/session/decide-run.ts'
import {sameWord} from '#src/text/words.ts'
import type {Form, Purpose} from '#src/view/form.ts'
import type {Here} from '#src/view/here.ts'
import type {Key, KeyName} from '#src/view/key.ts'
import {nextField} from '#src/view/next-field.ts'
import {type Desk, press} from '#src/view/press.ts'
import type {Mode, ViewState} from '#src/view/view-state.ts'
import type {Wish} from '#src/view/wish.ts'
import {
  at,
  bareCard,
  control,
  deskOf,
  letters,
  named,
  pasted,
  pressAll,
  typed,
  viewAt,
} from '../helpers/key-desk.ts'
import {randomSession} from '../helpers/random-session.ts'
import {command, manual, rollbackInSmall, runbookOf, section} from '../helpers/small-runbook.ts'
import {createTable} from '../helpers/table.ts'

const small = rollbackInSmall()
const tooEarly = en.keys['too-early']()

const formMode = (desk: Desk, purpose: Purpose, answers: readonly string[] = []): Mode => {
  const next = nextField(desk, purpose, answers)
  if (next.kind !== 'field') throw new Error(`no question: ${next.kind}`)
  return {kind: 'form', form: {purpose, answers, field: next.field}}
}

const cardOf = (item: ItemId): Purpose => ({
  kind: 'run',
  item,
  card: {item, cwd: '/srv', script: null, ...bareCard, values: []},
})

/** The rollback, ready to be confirmed. */
const readyToRoll = () => {
  const table = createTable(small)
  table.put({type: 'decide', choice: 'rollback', sentence: 'slow'})
  table.runToEnd('backup', 'run')
  return table
}

const ticks = () => {
  const book = runbookOf([section('one', [manual('a'), manual('b')]), section('two', [manual('c')])])
  const table = createTable(book)
  return {table, desk: deskOf(book, table.session())}
}

test('moving goes by rows and sections, is never held back and takes the message away', () => {
  const {desk} = ticks()
  const message = {tone: 'news', text: tooEarly} as const
  const start = viewAt(at('a'), {message, actedAt: desk.now})
  const after = (...keys: readonly Key[]): Here =>
    keys.reduce((view, key) => press(desk, view, key).view, start).here
  expect(press(desk, start, named('down')).view).toMatchObject({here: at('b'), message: null})
  expect(after(typed('j'), typed('j'), typed('k'))).toEqual(at('b'))
  expect(after(named('tab'))).toEqual(at('c'))
  expect(after(named('tab'), named('tab'))).toEqual({kind: 'close-out'})
  expect(after(named('end'), named('shift-tab'))).toEqual(at('c'))
  expect(after(named('down'), named('tab'), named('shift-tab'))).toEqual(at('a'))
  expect(after(named('up'))).toEqual(at('a'))
  expect(after(named('end'))).toEqual({kind: 'close-out'})
  expect(after(named('page-down'), named('home'))).toEqual(at('a'))
})

test('an action needs a pause after the one before it, and a key that is held down never acts again', () => {
  const {desk} = ticks()
  const first = press(desk, viewAt(at('a')), named('enter'))
  expect(first.wish).toMatchObject({kind: 'say', intent: {type: 'done', item: 'a'}})
  let view: ViewState = {...first.view, here: at('b')}
  for (let now = desk.now + 30; now < desk.now + 3_000; now += 30) {
    const held = press({...desk, now}, view, named('enter'))
    expect(held.wish).toBeNull()
    expect(held.view.message?.text).toBe(tooEarly)
    view = held.view
  }
  expect(press({...desk, now: desk.now + 3_600}, view, named('enter')).wish).not.toBeNull()
})

test('pasted text does nothing in the list, nor does an Enter right behind it', () => {
  const {desk} = ticks()
  const told = press(desk, viewAt(at('a')), pasted('qXr'))
  expect(told).toMatchObject({wish: null, view: {message: {text: en.keys['paste-ignored']()}}})
  expect(press(desk, viewAt(at('a')), named('enter', true)).wish).toBeNull()
})

test('a refused key says why and opens nothing', () => {
  const table = createTable(small)
  const desk = deskOf(small, table.session())
  const refused = press(desk, viewAt(at('security')), typed('s'))
  expect(refused.view.mode).toEqual({kind: 'walk'})
  expect(refused.view.message?.tone).toBe('refused')
  const sensed = press(desk, viewAt(at('redis')), typed(' '))
  expect(sensed.view.message?.text).toContain('a probe answers this')
})

test('while the journal is halted nothing is said, and looking and leaving still work', () => {
  const {desk} = ticks()
  const halted = {...desk, halted: 'disk full'}
  for (const key of ['s', 'o', 'x', 'd', 'n', 'u', 'h', 'X', 'D', ' ']) {
    const {view, wish} = press(halted, viewAt(at('a')), typed(key))
    expect([key, wish, view.mode.kind]).toEqual([key, null, 'walk'])
    expect(view.message?.text).toContain(key === 'D' ? '' : 'disk full')
  }
  expect(press(halted, viewAt(at('a')), typed('t')).view.mode.kind).toBe('panel')
  expect(press(halted, viewAt(at('a')), typed('q')).wish).toEqual({kind: 'suspend'})
})

test('Ctrl+C suspends from anywhere and ends no command', () => {
  const desk = deskOf(small, readyToRoll().session())
  const modes: readonly Mode[] = [
    {kind: 'walk'},
    {kind: 'panel', panel: {kind: 'help'}, scroll: 0},
    {kind: 'output', attempt: 1, scroll: null, search: null},
    {kind: 'attention', index: 0},
    formMode(desk, {kind: 'abort'}),
    formMode(desk, cardOf('rollback')),
  ]
  for (const mode of modes)
    expect(press(desk, viewAt(at('redis'), {mode}), control('c')).wish).toEqual({kind: 'suspend'})
})

test('a dangerous command starts on exactly its word, and a wrong one empties the field', () => {
  const desk = deskOf(small, readyToRoll().session())
  const card = viewAt(at('rollback'), {mode: formMode(desk, cardOf('rollback'))})
  const wrong = pressAll(desk, card, [...letters('Shop-prod'), named('enter')])
  expect(wrong.wish).toBeNull()
  expect(wrong.view.message?.text).toContain('shop-prod')
  expect(wrong.view.mode).toMatchObject({kind: 'form', form: {field: {kind: 'word', text: ''}}})
  const right = pressAll(desk, wrong.view, [...letters('shop-prod'), named('enter')])
  expect(right.wish).toMatchObject({kind: 'run', item: 'rollback', typed: 'shop-prod'})
  expect(pressAll(desk, card, [named('enter')]).wish).toBeNull()
})

test('Tab on a card asks again for the value that was chosen, then for none', () => {
  const desk = deskOf(small, readyToRoll().session())
  const backup = {
    ...{env: 'INPUT_BACKUP', input: 'backup', secret: false, value: 'new', optional: false, ask: null},
    ...{choices: null, pattern: null},
  }
  const withInput = (again?: string): Purpose => ({
    kind: 'run',
    item: 'rollback',
    card: {item: 'rollback', cwd: '/srv', script: null, ...bareCard, values: [backup]},
    ...(again === undefined ? {} : {again}),
  })
  const pressTab = (purpose: Purpose) =>
    pressAll(desk, viewAt(at('rollback'), {mode: formMode(desk, purpose)}), [named('tab')])
  expect(pressTab(withInput()).wish).toEqual({kind: 'open-card', item: 'rollback', again: 'backup'})
  expect(pressTab(withInput('backup')).wish).toEqual({kind: 'open-card', item: 'rollback'})
  expect(pressTab(cardOf('rollback')).wish).toBeNull()
})

test('nothing that came before a card could be read counts towards its word', () => {
  const desk = deskOf(small, readyToRoll().session())
  const card = viewAt(at('rollback'), {mode: formMode(desk, cardOf('rollback')), paintedAt: desk.now})
  let view: ViewState = card
  for (const [index, key] of [...letters('shop-prod'), named('enter')].entries()) {
    const early = press({...desk, now: desk.now + 40 * (index + 1)}, view, key)
    expect(early.wish).toBeNull()
    view = early.view
  }
  expect(view.mode).toEqual(card.mode)
  expect(view.message?.text).toBe(tooEarly)
  const unpainted = press(desk, {...card, paintedAt: null}, pasted('shop-prod'))
  expect(unpainted.view.mode).toEqual(card.mode)
})

test('a pasted word is taken once the card is armed, with the Enter behind it', () => {
  const desk = deskOf(small, readyToRoll().session())
  const card = viewAt(at('rollback'), {mode: formMode(desk, cardOf('rollback'))})
  expect(pressAll(desk, card, [pasted('shop-prod'), named('enter', true)]).wish?.kind).toBe('run')
})

test('a harmless command takes Enter only when it is armed, never one that was pasted or is held', () => {
  const book = runbookOf([section('s', [command('look')])])
  const desk = deskOf(book, createTable(book).session())
  const card = viewAt(at('look'), {mode: formMode(desk, cardOf('look')), paintedAt: desk.now})
  const later = (ms: number): Desk => ({...desk, now: desk.now + ms})
  expect(press(later(399), card, named('enter')).wish).toBeNull()
  expect(press(later(400), card, named('enter')).wish).toMatchObject({kind: 'run', item: 'look'})
  expect(press(later(400), card, named('enter', true)).wish).toBeNull()
  const early = press(later(399), card, named('enter')).view
  expect(press(later(429), early, named('enter')).wish).toBeNull()
  expect(press(later(399 + 400), early, named('enter')).wish?.kind).toBe('run')
})

test('in a choice nothing is preselected: Enter alone chooses nothing', () => {
  const table = createTable(small)
  const desk = deskOf(small, table.session())
  const view = viewAt(at('security'), {mode: formMode(desk, {kind: 'answer', item: 'security'})})
  const none = pressAll(desk, view, [named('enter')])
  expect(none.wish).toBeNull()
  expect(none.view.message?.text).toBe(en.keys['choose-first']())
  expect(pressAll(desk, view, [named('down'), named('down'), named('enter')]).wish).toMatchObject({
    intent: {type: 'answer', answer: 'clear'},
  })
  expect(pressAll(desk, view, [named('up'), named('enter')]).wish).toMatchObject({
    intent: {answer: 'unknown'},
  })
})

test('the decision is two keys away from anywhere, and Enter carries the sentence', () => {
  const table = createTable(small)
  const desk = deskOf(small, table.session())
  const keys = [typed('D'), named('down'), named('enter'), ...letters('too slow'), named('enter')]
  expect(pressAll(desk, viewAt(at('cause')), keys).wish).toEqual({
    kind: 'say',
    intent: {type: 'decide', choice: 'rollback', sentence: 'too slow'},
  })
})

test('an abort needs its reason, and an empty form says so', () => {
  const {desk} = ticks()
  const empty = pressAll(desk, viewAt(at('a')), [typed('X'), typed(' '), named('enter')])
  expect(empty.wish).toBeNull()
  expect(empty.view.mode.kind).toBe('form')
  expect(pressAll(desk, empty.view, [...letters('enough'), named('enter')]).wish).toEqual({
    kind: 'abort',
    reason: ' enough',
  })
})

test('Esc leaves a form, and nothing was said', () => {
  const {desk} = ticks()
  const left = pressAll(desk, viewAt(at('a')), [typed('s'), ...letters('because'), named('escape')])
  expect(left.wish).toBeNull()
  expect(left.view.mode).toEqual({kind: 'walk'})
  expect(left.view.message?.text).toBe(en.lines.cancelled())
})

test('a note can be marked, written on several lines and handed to an editor', () => {
  const {desk} = ticks()
  const keys = [typed('n'), named('tab'), named('tab'), pasted('one\ntwo')]
  const noted = pressAll(desk, viewAt(at('a')), [...keys, named('enter')])
  expect(noted.wish).toEqual({
    kind: 'say',
    intent: {type: 'note', item: 'a', text: 'one\ntwo', mark: 'lesson'},
  })
  const editing = pressAll(desk, viewAt(at('a')), [...keys, control('e')])
  expect(editing.wish).toEqual({kind: 'edit', text: 'one\ntwo'})
  expect(editing.view.mode.kind).toBe('form')
})

test('search goes to what it finds', () => {
  const {desk} = ticks()
  const found = pressAll(desk, viewAt(at('a')), [typed('/'), ...letters('title of c'), named('enter')])
  expect(found.view).toMatchObject({here: at('c'), mode: {kind: 'walk'}})
  const none = pressAll(desk, viewAt(at('a')), [typed('/'), ...letters('zzz'), named('enter')])
  expect(none.view.message?.text).toBe(en.keys['not-found']())
})

test('panels close on their own key, on Esc, q and Enter, which then does not act on the list', () => {
  const {desk} = ticks()
  const open = press(desk, viewAt(at('a')), typed('c')).view
  expect(open.mode).toEqual({kind: 'panel', panel: {kind: 'contacts'}, scroll: 0})
  for (const key of [typed('c'), typed('q'), named('escape'), named('enter')]) {
    const closed = press(desk, open, key)
    expect(closed).toMatchObject({wish: null, view: {mode: {kind: 'walk'}}})
  }
  const closed = press(desk, open, named('enter')).view
  expect(press({...desk, now: desk.now + 50}, closed, named('enter')).wish).toBeNull()
  expect(press(desk, open, typed('t')).view.mode).toMatchObject({panel: {kind: 'timeline'}})
})

test('scrolling stays within what there is', () => {
  const {desk} = ticks()
  const scrolled = (...keys: readonly Key[]): unknown => {
    const mode = pressAll(desk, viewAt(at('a')), [typed('?'), ...keys]).view.mode
    return mode.kind === 'panel' ? mode.scroll : null
  }
  expect(scrolled(named('end'))).toBe(90)
  expect(scrolled(named('end'), named('page-up'))).toBe(81)
  expect(scrolled(named('up'))).toBe(0)
  expect(scrolled(named('page-down'), typed('j'), named('home'))).toBe(0)
})

test('the timeline is read from its end, and scrolls up from there', () => {
  const {desk} = ticks()
  const mode = pressAll(desk, viewAt(at('a')), [typed('t'), named('up')]).view.mode
  expect(mode).toMatchObject({panel: {kind: 'timeline'}, scroll: 89})
})

test('output is followed, scrolled, searched; leaving it ends nothing but a watch', () => {
  const book = runbookOf([section('s', [command('tail', {watch: true}), command('long')])])
  const table = createTable(book)
  table.run('tail')
  table.run('long')
  const desk = deskOf(book, table.session(), {matches: [5, 40, 95]})
  const at1 = (attempt: number, scroll: number | null = null): ViewState =>
    viewAt(at('tail'), {mode: {kind: 'output', attempt, scroll, search: null}})
  const top = (view: ViewState): number | null => (view.mode.kind === 'output' ? view.mode.scroll : -1)
  expect(press(desk, at1(1), named('enter')).wish).toEqual({kind: 'end-watch', attempt: 1})
  expect(press(desk, at1(2), named('enter')).wish).toBeNull()
  expect(press(desk, at1(1), typed('q'))).toMatchObject({wish: null, view: {mode: {kind: 'walk'}}})
  expect(top(press(desk, at1(2), named('up')).view)).toBe(89)
  expect(top(press(desk, at1(2, 89), named('down')).view)).toBeNull()
  expect(top(press(desk, at1(2, 3), named('end')).view)).toBeNull()
  const found = pressAll(desk, at1(2, 0), [typed('/'), ...letters('err'), named('enter')]).view
  expect(top(found)).toBe(5)
  expect(top(pressAll(desk, found, [typed('n')]).view)).toBe(40)
  expect(top(pressAll(desk, found, [typed('n'), typed('n'), typed('n')]).view)).toBe(5)
  expect(top(pressAll(desk, found, [typed('N')]).view)).toBe(90)
  expect(press(desk, found, typed('p')).wish).toEqual({kind: 'page', attempt: 2})
  const none = pressAll({...desk, matches: []}, at1(2, 0), [typed('/'), typed('q'), named('enter')])
  expect(none.view.message?.text).toContain('not found: q')
})

// What follows holds for keys that nobody would press in that order.

const names: readonly KeyName[] = [
  'up',
  'down',
  'left',
  'right',
  'page-up',
  'page-down',
  'home',
  'end',
  'enter',
  'tab',
  'shift-tab',
  'escape',
  'backspace',
  'delete',
]

const anyKey: fc.Arbitrary<Key> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.tuple(fc.constantFrom(...names), fc.boolean()).map(([name, late]) => named(name, late)),
  },
  {weight: 4, arbitrary: fc.constant(named('enter'))},
  {weight: 3, arbitrary: fc.constant(named('down'))},
  {weight: 4, arbitrary: fc.constantFrom(...'kjrosdnuvcte?xahlXqD/ fpnNy1').map(typed)},
  {weight: 1, arbitrary: fc.constantFrom('c', 'z', 'l', 'u', 'w', 'e').map(control)},
  {
    weight: 2,
    arbitrary: fc.constantFrom('run', 'çalıştır', 'shop-prod', 'app-1', 'because', ' ', '').map(pasted),
  },
)

/** What a form's word or reason has to have been when this wish came of it. */
const unearned = (desk: Desk, before: ViewState, wish: Wish, key: Key): string | null => {
  const form: Form | null = before.mode.kind === 'form' ? before.mode.form : null
  switch (wish.kind) {
    case 'run': {
      const {runbook, session, live} = desk.situation
      const item = findItem(runbook, wish.item)
      if (item?.kind !== 'command') return 'not a command'
      const word = confirmWord(runbook, session, live, item)
      if (form === null || before.paintedAt === null || desk.now < before.paintedAt + 400) return 'not armed'
      if (key.kind !== 'named' || key.name !== 'enter') return 'not Enter'
      if (word === null) return form.field.kind === 'confirm' ? null : 'no confirmation'
      if (form.field.kind !== 'word' || !sameWord(form.field.text, word)) return 'wrong word'
      return gateOf(desk.situation, item).length > 0 && wish.reason.trim() === '' ? 'no reason' : null
    }
    case 'abort':
      return form?.purpose.kind === 'abort' && wish.reason.trim() !== '' ? null : 'no reason'
    case 'send-message':
      if (form === null || before.paintedAt === null || desk.now < before.paintedAt + 400) return 'not armed'
      return form.field.kind === 'word' && sameWord(form.field.text, messageWord(desk.situation.session))
        ? null
        : 'wrong word'
    case 'close':
      return form?.purpose.kind === 'close-out' &&
        before.paintedAt !== null &&
        desk.now >= before.paintedAt + 400 &&
        wish.signedBy.trim() !== ''
        ? null
        : 'not signed'
    default:
      return null
  }
}

const words = ['run', 'çalıştır', 'send', 'gönder', 'shop-prod', 'app-1', 'because', 'Run', 'ÇALIŞTIR']

interface Stroke {
  readonly key: Key
  /** Milliseconds since the one before. */
  readonly after: number
  /** Whether the frame reaches the terminal before the next key. */
  readonly painted: boolean
}

const stroke = (key: fc.Arbitrary<Key>): fc.Arbitrary<Stroke> =>
  fc.record({key, after: fc.constantFrom(1, 50, 399, 400, 1_000, 1_000), painted: fc.boolean()})

// Somebody who knows the words, but not always when to stop typing them.
const wordAndEnter = fc
  .tuple(fc.constantFrom(...words), fc.boolean())
  .chain(([word, whole]) =>
    fc.tuple(
      ...(whole ? [pasted(word)] : letters(word)).map(key => stroke(fc.constant(key))),
      stroke(fc.constant(named('enter'))),
    ),
  )

const abortForAReason = fc.tuple(
  ...[typed('X'), pasted('because'), named('enter')].map(key => stroke(fc.constant(key))),
)

const strokes: fc.Arbitrary<readonly Stroke[]> = fc
  .array(
    fc.oneof(
      stroke(anyKey).map(one => [one]),
      wordAndEnter,
      abortForAReason,
    ),
    {maxLength: 50},
  )
  .map(parts => parts.flat())

test('no keys, in whatever order and haste, start, abort or close without the word or the reason', () => {
  const seen = new Map<string, number>()
  const openMessage = (desk: Desk, id: ItemId): ViewState['mode'] | null => {
    const card = {
      audience: 'users',
      language: 'en',
      subject: 'Update',
      text: 'We are on it.',
      ways: [{way: 'mail', recipients: ['users@shop.example']}],
      missing: [],
    } as const
    const purpose = {kind: 'message', item: id, card} as const
    const next = nextField(desk, purpose, ['send:0'])
    return next.kind === 'field'
      ? {kind: 'form', form: {purpose, answers: ['send:0'], field: next.field}}
      : null
  }
  const openCard = (desk: Desk, view: ViewState, item: ItemId): ViewState => {
    const next = nextField(desk, cardOf(item), [])
    return next.kind === 'field' ? {...view, mode: formMode(desk, cardOf(item)), paintedAt: null} : view
  }
  fc.assert(
    fc.property(
      randomSession({maxIntents: 25}),
      strokes,
      fc.nat(),
      fc.integer({min: 0, max: 9}),
      ({runbook, session}, keys, where, odds) => {
        const items = itemsOf(runbook)
        const item = items[where % Math.max(1, items.length)]
        const deskAt = (now: number): Desk =>
          deskOf(runbook, session, {now, matches: [1, 7], halted: odds === 0 ? 'disk full' : null})
        let view = viewAt(item === undefined ? {kind: 'close-out'} : at(item.id))
        if (item?.kind === 'command' && odds > 3) view = openCard(deskAt(0), view, item.id)
        if (item?.kind === 'manual' && odds > 3) {
          const opened = openMessage(deskAt(0), item.id)
          if (opened !== null) view = {...view, mode: opened, paintedAt: null}
        }
        let now = 0
        for (const {key, after, painted} of keys) {
          now += after
          const desk = deskAt(now)
          const {view: next, wish} = press(desk, view, key)
          if (wish !== null) {
            expect(unearned(desk, view, wish, key)).toBeNull()
            const kind = wish.kind === 'run' && wish.typed !== '' ? 'run by its word' : wish.kind
            seen.set(kind, (seen.get(kind) ?? 0) + 1)
          }
          // As the app does: a card is looked up and opened; a frame is painted at once or late.
          view = wish?.kind === 'open-card' ? openCard(desk, next, wish.item) : next
          if (view.paintedAt === null && painted) view = {...view, paintedAt: now}
        }
      },
    ),
    {numRuns: 1_000},
  )
  // Keys that never got anywhere near would prove nothing.
  for (const kind of ['run', 'run by its word', 'send-message', 'abort', 'close', 'say', 'suspend'])
    expect([kind, (seen.get(kind) ?? 0) > 0]).toEqual([kind, true])
})
