import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {en} from '#src/i18n/en.ts'
import type {Texts} from '#src/i18n/texts.ts'
import {tr} from '#src/i18n/tr.ts'
import type {Runbook} from '#src/runbook/types.ts'
import {findItem, itemsOf} from '#src/runbook/walk.ts'
import {itemState} from '#src/session/item-state.ts'
import type {Session} from '#src/session/state.ts'
import {nothingSeen} from '#src/session/state.ts'
import {cellWidth} from '#src/text/cells.ts'
import {safe} from '#src/text/safe.ts'
import {buildScreen} from '#src/view/build-screen.ts'
import type {Card, Field, Form, Purpose} from '#src/view/form.ts'
import type {Line} from '#src/view/line.ts'
import type {Look, Size} from '#src/view/look.ts'
import type {ScreenInput} from '#src/view/screen-input.ts'
import type {Block, ScreenModel} from '#src/view/screen-model.ts'
import {initialView, type Mode} from '#src/view/view-state.ts'
import {walkRows} from '#src/view/walk-rows.ts'
import {hostileText} from '../helpers/hostile-text.ts'
import {bareCard} from '../helpers/key-desk.ts'
import {randomSession} from '../helpers/random-session.ts'
import {manual, rollbackInSmall, runbookOf, section} from '../helpers/small-runbook.ts'
import {createTable, reading, someFacts} from '../helpers/table.ts'

const sizes: readonly Size[] = [
  {columns: 39, rows: 9},
  {columns: 40, rows: 10},
  {columns: 60, rows: 15},
  {columns: 80, rows: 24},
  {columns: 120, rows: 40},
  {columns: 200, rows: 60},
]

interface Shown {
  readonly runbook: Runbook
  readonly session: Session
  readonly mode?: Mode
  readonly texts?: Texts
  readonly look?: Look
  readonly size?: Size
  readonly more?: Partial<ScreenInput>
}

const inputOf = ({runbook, session, mode = {kind: 'walk'}, texts = en, ...rest}: Shown): ScreenInput => {
  const here = walkRows(runbook, session)[0] ?? {kind: 'close-out'}
  return {
    situation: {
      runbook,
      session,
      live: {host: 'app-1', ...nothingSeen, cwd: '/srv', valued: new Set()},
    },
    halted: null,
    writeMs: 3,
    view: {...initialView(here), mode, paintedAt: 0},
    texts,
    look: rest.look ?? {symbols: 'unicode'},
    size: rest.size ?? {columns: 80, rows: 24},
    now: new Date('2026-11-24T03:10:00.000Z'),
    steady: 10_000,
    session: {id: '20261124-0300-test', operator: 'ayşe', startedAt: '2026-11-24T03:00:00.000Z'},
    redact: text => text,
    evidence: () => [],
    output: () => ({
      lines: [safe('one'), safe('two 漢字')],
      skipped: 5000,
      errors: 0,
      heardAt: null,
      path: safe('/s/output.log'),
    }),
    panels: {
      cue: () => [safe('left at 03:00')],
      timeline: () => Array.from({length: 80}, (_, index) => safe(`event ${index}`)),
      contacts: () => ({lines: [safe('Ops: 112')], at: 0}),
    },
    ...rest.more,
  }
}

const textOf = (line: Line): string => line.map(span => span.text).join('')

const rowsOfBlock = (block: Block, cursor: string): readonly string[] => {
  switch (block.kind) {
    case 'lines':
      return block.lines.map(textOf)
    case 'choice':
      return Array.from({length: block.rows}, (_, row) => {
        const option = block.options[row]
        return option === undefined ? '' : `${row === block.index ? cursor : ' '} ${option}`
      })
    case 'columns': {
      const height = Math.max(...block.columns.map(column => column.lines.length))
      const cells = (row: number): readonly string[] =>
        block.columns.map(({width, lines}) => {
          const cell = textOf(lines[row] ?? [])
          return cell + ' '.repeat(Math.max(0, width - cellWidth(cell)))
        })
      return Array.from({length: height}, (_, row) => cells(row).join(''))
    }
  }
}

/** The frame row by row, as the components put it on the terminal. */
const rowsOf = (screen: ScreenModel): readonly string[] =>
  screen.blocks.flatMap(block => rowsOfBlock(block, screen.cursor))

const frame = (shown: Shown): string => rowsOf(buildScreen(inputOf(shown))).join('\n')

const form = (purpose: Purpose, field: Field): Mode => {
  const asked: Form = {purpose, answers: [], field}
  return {kind: 'form', form: asked}
}

const modesFor = (runbook: Runbook, text: string): readonly Mode[] => {
  const item = itemsOf(runbook)[0]?.id ?? ''
  const command = itemsOf(runbook).find(each => each.kind === 'command')?.id ?? item
  const label = safe(text)
  const options = Array.from({length: 40}, (_, index) => ({
    value: String(index),
    label: safe(`${index} ${text}`),
    warning: index % 2 === 0 ? null : label,
  }))
  return [
    {kind: 'walk'},
    ...(['evidence', 'contacts', 'timeline', 'help', 'cue'] as const).map(
      (kind): Mode => ({kind: 'panel', panel: {kind}, scroll: 7}),
    ),
    {kind: 'attention', index: 1},
    {kind: 'output', attempt: 1, scroll: null, search: null},
    {kind: 'output', attempt: 1, scroll: 1, search: {text, caret: 0, typing: true}},
    form({kind: 'decide'}, {kind: 'choice', label, options, index: 37}),
    form({kind: 'decide'}, {kind: 'choice', label, options, index: null}),
    form({kind: 'search'}, {kind: 'text', label, text, caret: 0, secret: false, optional: false}),
    form({kind: 'abort'}, {kind: 'text', label, text, caret: text.length, secret: true, optional: false}),
    form({kind: 'close-out'}, {kind: 'confirm', label}),
    form(
      {
        kind: 'run',
        item: command,
        card: {item: command, cwd: text, script: null, ...bareCard, values: []},
      },
      {kind: 'word', label, word: 'run', text: '', caret: 0},
    ),
  ]
}

test.each([
  {columns: 80, rows: 24},
  {columns: 120, rows: 40},
])('a page of the list is what is seen of it, at $columns×$rows', size => {
  const {page} = buildScreen(
    inputOf({runbook: rollbackInSmall(), session: createTable(rollbackInSmall()).session(), size}),
  )
  expect(page.rows).toBeGreaterThan(size.rows / 3)
})

describe('the frame keeps its measure', () => {
  test('in every mode, language, look and size, whatever the runbook and the operator wrote', () => {
    fc.assert(
      fc.property(
        randomSession({text: hostileText(), maxIntents: 25}),
        hostileText(),
        fc.constantFrom(...sizes),
        fc.constantFrom(en, tr),
        fc.constantFrom<Look['symbols']>('unicode', 'ascii'),
        fc.nat(),
        ({runbook, session}, text, size, texts, symbols, place) => {
          const rows = walkRows(runbook, session)
          const here = rows[place % rows.length] ?? {kind: 'close-out'}
          for (const mode of modesFor(runbook, text)) {
            const input = inputOf({runbook, session, mode, texts, size, look: {symbols}})
            const drawn = rowsOf(buildScreen({...input, view: {...input.view, here}}))
            expect(drawn).toHaveLength(size.rows - 1)
            for (const row of drawn) expect(cellWidth(row)).toBeLessThanOrEqual(size.columns)
          }
        },
      ),
      {numRuns: 60},
    )
  })

  test('a terminal that is too small is told which size is wanted', () => {
    const session = createTable(rollbackInSmall()).session()
    for (const texts of [en, tr]) {
      const text = frame({runbook: rollbackInSmall(), session, texts, size: {columns: 39, rows: 9}})
      expect(text).toContain('40')
      expect(text).toContain('10')
    }
  })

  test('of ten thousand items only what is seen is drawn, around the cursor', () => {
    const items = Array.from({length: 10_000}, (_, index) => manual(`item-${index}`))
    const runbook = runbookOf([section('all', items)])
    const session = createTable(runbook).session()
    const input = inputOf({runbook, session})
    const view = {...input.view, here: {kind: 'item', item: 'item-7000'} as const}
    const drawn = rowsOf(buildScreen({...input, view})).join('\n')
    expect(drawn).toContain('title of item-7000')
    expect(drawn).not.toContain('title of item-6000')
  })
})

describe('what is shown', () => {
  /** A rollback in which nearly every state stands. */
  const busyNight = () => {
    const runbook = rollbackInSmall()
    const table = createTable(runbook)
    table.put({type: 'reading', reading: reading('speed', 'fail', 'timeout'), beganSeq: 1})
    table.put({type: 'answer', item: 'security', answer: 'clear', remark: ''})
    table.put({type: 'decide', choice: 'rollback', sentence: 'slow'})
    table.runToEnd('backup', 'run')
    table.runToEnd('rollback', 'shop-prod', 3)
    table.put({type: 'skip', item: 'tell', reason: 'asleep'})
    table.put({type: 'assign', item: 'cause', owner: 'ayşe', due: 'monday'})
    return {runbook, session: table.session()}
  }

  test('the state of every item stands there as a word, in both languages', () => {
    const {runbook, session} = busyNight()
    for (const texts of [en, tr]) {
      const drawn = rowsOf(buildScreen(inputOf({runbook, session, texts, size: {columns: 200, rows: 60}})))
      for (const item of itemsOf(runbook)) {
        const word = texts.states[itemState(runbook, session, item)]
        expect(drawn.filter(row => row.includes(item.title) && row.includes(word))).not.toEqual([])
      }
    }
  })

  test('counts stand apart by kind', () => {
    const text = frame(busyNight())
    for (const count of ['1 failed', '1 skipped', '1 done', '1 assigned']) expect(text).toContain(count)
    expect(text).not.toContain('%')
  })

  test('the look in ASCII has nothing else of its own', () => {
    const {runbook, session} = busyNight()
    for (const size of sizes) {
      for (const mode of modesFor(runbook, 'plain')) {
        const shown = {runbook, session, mode, size, look: {symbols: 'ascii'}} as const
        // The operator's name and the fixture's output are foreign text.
        const own = frame(shown).replaceAll('ayşe', '').replaceAll('漢字', '')
        expect(own).toMatch(/^[\x20-\x7e\nçğıöşüÇĞİÖŞÜ]*$/)
      }
    }
  })

  test('a journal that cannot be written is said in every mode', () => {
    const {runbook, session} = busyNight()
    for (const mode of modesFor(runbook, 'x')) {
      expect(frame({runbook, session, mode, more: {halted: 'ENOSPC'}})).toContain(
        'JOURNAL NOT WRITABLE (ENOSPC)',
      )
    }
  })

  test('a slow disk is said, a quick one is not', () => {
    const night = busyNight()
    expect(frame({...night, more: {writeMs: 900}})).toContain('900 ms')
    expect(frame({...night, more: {writeMs: 200}})).not.toContain('200 ms')
  })

  test('at every size that is drawn the operator sees at which item they are', () => {
    const {runbook, session} = busyNight()
    const input = inputOf({runbook, session})
    for (const size of sizes.slice(1)) {
      for (const here of walkRows(runbook, session)) {
        if (here.kind !== 'item') continue
        const drawn = rowsOf(buildScreen({...input, size, view: {...input.view, here}})).join('\n')
        expect(drawn).toContain(findItem(runbook, here.item)?.title)
      }
    }
  })

  test('what is secret reaches no mode of the screen', () => {
    const runbook = runbookOf([section('one', [manual('a', {title: safe('login with hunter2')})])])
    const session = createTable(runbook).session()
    const redact = (text: string): string => text.replaceAll('hunter2', '***')
    for (const size of sizes) {
      for (const mode of modesFor(runbook, 'login hunter2')) {
        if (mode.kind === 'form' && mode.form.field.kind === 'text' && !mode.form.field.secret) continue
        if (mode.kind === 'output' && mode.search !== null) continue
        expect(frame({runbook, session, mode, size, more: {redact}})).not.toContain('hunter2')
      }
    }
  })

  test('a secret is typed unseen', () => {
    const {runbook, session} = busyNight()
    const field = {
      kind: 'text',
      label: safe('token'),
      text: 'hunter2',
      caret: 7,
      secret: true,
      optional: false,
    } as const
    const text = frame({runbook, session, mode: form({kind: 'abort'}, field)})
    expect(text).toContain('•••••••')
    expect(text).not.toContain('hunter2')
  })
})

describe('on the smallest screen that is worked on', () => {
  const size = {columns: 60, rows: 15}
  const rollback = () => {
    const runbook = rollbackInSmall()
    const item = findItem(runbook, 'rollback')
    if (item?.kind !== 'command') throw new Error('no such command')
    return {runbook, session: createTable(runbook).session(), text: item.shell.text}
  }
  const card = (values: Card['values'] = []): Card => ({
    item: 'rollback',
    cwd: '/srv',
    script: null,
    ...bareCard,
    values,
  })
  const backup: Card['values'][number] = {
    env: 'BACKUP',
    input: 'backup',
    secret: false,
    value: '20261101_030000',
    optional: false,
    ask: null,
    choices: null,
    pattern: null,
  }

  test('a card shows the exact command, its value, the word to type and whether it is armed', () => {
    const {runbook, session, text} = rollback()
    const field: Field = {kind: 'word', label: safe('type shop-prod'), word: 'shop-prod', text: '', caret: 0}
    const mode = form({kind: 'run', item: 'rollback', card: card([backup])}, field)
    const shown = frame({runbook, session, size, mode})
    for (const wanted of [text, '20261101_030000', 'type shop-prod', en.screen.armed()]) {
      expect(shown).toContain(wanted)
    }
  })

  test.each([
    ['made tonight', {bytes: 5, tonight: true, flaw: null}, en.forms['warn-tonight']()],
    ['cut off', {bytes: 5, tonight: false, flaw: 'truncated' as const}, en.runs['warn-truncated']()],
    ['empty', {bytes: 0, tonight: false, flaw: null}, en.forms['warn-empty']()],
  ])('a card says of a value what was said when it was chosen: %s', (_, file, warning) => {
    const {runbook, session} = rollback()
    const field: Field = {kind: 'word', label: safe('type shop-prod'), word: 'shop-prod', text: '', caret: 0}
    const made = {value: '20261101_030000', path: 'b', ageMs: 1000, ...file}
    const purpose = {kind: 'run', item: 'rollback', card: card([{...backup, choices: [made]}])} as const
    expect(frame({runbook, session, size, mode: form(purpose, field)})).toContain(warning)
  })

  test('what is longer than its place is read to its last line with PgUp and PgDn, the question stays', () => {
    const {runbook, session} = rollback()
    const field: Field = {kind: 'word', label: safe('type shop-prod'), word: 'shop-prod', text: '', caret: 0}
    const asked: Form = {purpose: {kind: 'run', item: 'rollback', card: card([backup])}, answers: [], field}
    const at = (scroll: number) =>
      inputOf({runbook, session, size, mode: {kind: 'form', form: {...asked, scroll}}})
    const first = buildScreen(at(0))
    expect(first.page.total).toBeGreaterThan(first.page.rows)
    expect(rowsOf(first).join('\n')).not.toContain('/srv')
    const last = rowsOf(buildScreen(at(first.page.total - first.page.rows))).join('\n')
    expect(last).toContain('/srv')
    expect(last).toContain('type shop-prod')
  })

  test('a choice shows the command, every option in one column, and the warning of the chosen one without moving', () => {
    const {runbook, session, text} = rollback()
    const options = [
      {value: 'new', label: safe('new'), warning: safe('MADE TONIGHT')},
      {value: 'old', label: safe('old'), warning: null},
    ]
    const at = (index: number | null): readonly string[] => {
      const field: Field = {kind: 'choice', label: safe('which?'), options, index}
      const mode = form({kind: 'run', item: 'rollback', card: card()}, field)
      return rowsOf(buildScreen(inputOf({runbook, session, size, mode})))
    }
    expect(at(0).join('\n')).toContain('MADE TONIGHT')
    expect(at(0)).toContain('› ! new')
    expect(at(0)).toContain('    old')
    expect(at(1).join('\n')).not.toContain('MADE TONIGHT')
    const placeOf = (index: number | null): number => at(index).findIndex(row => row.endsWith('new'))
    expect([placeOf(null), placeOf(1)]).toEqual([placeOf(0), placeOf(0)])
    for (const index of [null, 0, 1]) expect(at(index).join('\n')).toContain(text)
  })
})

test.each(sizes)('of a drill, every frame at %j begins with saying so', size => {
  const runbook = rollbackInSmall()
  const {session} = createTable(runbook)
  const facts = {...someFacts, drill: {scenario: 'expired-certificate', seed: 999_999}}
  for (const texts of [en, tr]) {
    for (const mode of modesFor(runbook, 'x')) {
      const shown = {runbook, session: {...session(), facts}, mode, texts, size}
      expect(frame(shown).split('\n')[0]).toContain(texts.drill.mark())
    }
  }
})
