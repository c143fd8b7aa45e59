import type {KeyTexts} from '#src/i18n/en/keys.ts'
import type {Texts} from '#src/i18n/texts.ts'
import {joinSafe, type Safe, safe} from '#src/text/safe.ts'
import {say} from '#src/text/say.ts'
import {attention} from '#src/view/attention.ts'
import type {Key, KeyName} from '#src/view/key.ts'
import {doDeed} from '#src/view/press/deed.ts'
import {rowAt, sectionRow} from '#src/view/press/move.ts'
import {openPanel} from '#src/view/press/panel.ts'
import {act, enter, goTo, openForm, tell} from '#src/view/press/pressed.ts'
import {pageOf} from '#src/view/press/scroll.ts'
import type {Desk, KeyDesk, Pressed} from '#src/view/press.ts'
import type {Panel, ViewState} from '#src/view/view-state.ts'
import type {Wish} from '#src/view/wish.ts'
import {enterDeed, tickDeed} from './enter.ts'
import {
  whyNotAbort,
  whyNotDecide,
  whyNotExcuse,
  whyNotHere,
  whyNotMessage,
  whyNotNote,
  whyNotTakeBack,
  whyNotUpdate,
} from './why-not.ts'

export type KeyId = keyof KeyTexts extends infer Name ? (Name extends `help-${infer Id}` ? Id : never) : never

/** A key of the walk: what it is called, what it does, and why it would do nothing just now. */
interface KeyRecord {
  readonly id: KeyId
  readonly keys: (texts: Texts) => Safe
  readonly matches: (key: Key) => boolean
  /** Why it cannot be used just now; null where it can. */
  readonly whyNot: (desk: KeyDesk, view: ViewState) => Safe | null
  readonly does: (desk: Desk, view: ViewState, key: Key) => Pressed
}

const named =
  (...names: readonly KeyName[]) =>
  (key: Key): boolean =>
    key.kind === 'named' && !key.afterPaste && names.includes(key.name)

const typed =
  (...characters: readonly string[]) =>
  (key: Key): boolean =>
    key.kind === 'character' && characters.includes(key.text)

const control =
  (letter: string) =>
  (key: Key): boolean =>
    key.kind === 'control' && key.letter === letter

const always = (): null => null

/** A key that is one character and shown as such. */
const letter = (
  id: KeyId,
  character: string,
  whyNot: KeyRecord['whyNot'],
  does: KeyRecord['does'],
): KeyRecord => ({id, keys: () => safe(character), matches: typed(character), whyNot, does})

const wished =
  (wish: Wish): KeyRecord['does'] =>
  (_, view) => ({view, wish})

const panel =
  (kind: Exclude<Panel['kind'], 'cue'>): KeyRecord['does'] =>
  (_, view) =>
    openPanel(view, kind)

const excuse = (id: 'override' | 'skip' | 'not-applicable' | 'defer', character: string): KeyRecord =>
  letter(
    id,
    character,
    (desk, view) => whyNotExcuse(desk, view, id),
    (desk, view) =>
      view.here.kind === 'item' ? openForm(desk, view, {kind: id, item: view.here.item}) : {view, wish: null},
  )

const steps: Readonly<Partial<Record<KeyName, -1 | 1>>> = {
  up: -1,
  down: 1,
  'page-up': -1,
  'page-down': 1,
  home: -1,
  end: 1,
}

/** Up or down. */
const direction = (key: Key): -1 | 1 =>
  key.kind === 'named' ? (steps[key.name] ?? 1) : key.kind === 'character' && key.text === 'k' ? -1 : 1

const itemOf = (view: ViewState): string | null => (view.here.kind === 'item' ? view.here.item : null)

const isMove = (key: Key): boolean => named('up', 'down')(key) || typed('k', 'j')(key)

/** Every key of the walk, in the order in which they are explained. */
export const walkKeys: readonly KeyRecord[] = [
  {
    id: 'move',
    keys: ({keys}) => keys['key-move'](),
    matches: isMove,
    whyNot: always,
    does: (desk, view, key) => goTo(view, rowAt(desk, view.here, direction(key))),
  },
  {
    id: 'section',
    keys: ({keys}) => keys['key-section'](),
    matches: named('tab', 'shift-tab'),
    whyNot: always,
    does: (desk, view, key) => goTo(view, sectionRow(desk, view.here, named('tab')(key) ? 1 : -1)),
  },
  {
    id: 'page',
    keys: ({keys}) => keys['key-page'](),
    matches: named('page-up', 'page-down'),
    whyNot: always,
    does: (desk, view, key) => goTo(view, rowAt(desk, view.here, direction(key) * pageOf(desk))),
  },
  {
    id: 'ends',
    keys: ({keys}) => keys['key-ends'](),
    matches: named('home', 'end'),
    whyNot: always,
    does: (desk, view, key) => goTo(view, rowAt(desk, view.here, direction(key) * Number.MAX_SAFE_INTEGER)),
  },
  {
    id: 'enter',
    keys: ({keys}) => keys['key-enter'](),
    matches: named('enter'),
    whyNot: (desk, view) => whyNotHere(desk, enterDeed(desk, view.here)),
    does: (desk, view) => doDeed(desk, view, enterDeed(desk, view.here)),
  },
  {
    id: 'tick',
    keys: ({keys}) => keys['key-space'](),
    matches: typed(' '),
    whyNot: (desk, view) => whyNotHere(desk, tickDeed(desk, view.here)),
    does: (desk, view) => doDeed(desk, view, tickDeed(desk, view.here)),
  },
  letter('recheck', 'r', always, wished({kind: 'recheck'})),
  letter('decide', 'D', whyNotDecide, (desk, view) => openForm(desk, view, {kind: 'decide'})),
  excuse('override', 'o'),
  excuse('skip', 's'),
  excuse('defer', 'd'),
  excuse('not-applicable', 'x'),
  letter('note', 'n', whyNotNote, (desk, view) =>
    openForm(desk, view, {kind: 'note', item: itemOf(view), mark: null}),
  ),
  letter('take-back', 'u', whyNotTakeBack, (desk, view) =>
    act(desk, view, {kind: 'take-back', item: itemOf(view)}),
  ),
  letter(
    'evidence',
    'v',
    ({texts}, {here}) => (here.kind === 'close-out' ? texts.keys['nothing-here']() : null),
    panel('evidence'),
  ),
  letter('message', 'm', whyNotMessage, (desk, view) => {
    const item = itemOf(view)
    return item === null ? {view, wish: null} : act(desk, view, {kind: 'open-message', item})
  }),
  letter('contacts', 'c', always, panel('contacts')),
  letter('update', 'w', whyNotUpdate, (desk, view) => openForm(desk, view, {kind: 'update'})),
  letter('timeline', 't', always, panel('timeline')),
  letter(
    'attention',
    'a',
    ({situation: {runbook, session}, texts}) =>
      attention(runbook, session).length === 0 ? texts.keys['nothing-noticed']() : null,
    (_, view) => enter(view, {kind: 'attention', index: 0}),
  ),
  letter('search', '/', always, (desk, view) => openForm(desk, view, {kind: 'search'})),
  letter('export', 'e', always, wished({kind: 'export'})),
  letter('hand-over', 'h', whyNotNote, (desk, view) => openForm(desk, view, {kind: 'hand-over'})),
  letter('language', 'l', always, wished({kind: 'language'})),
  letter('abort', 'X', whyNotAbort, (desk, view) => openForm(desk, view, {kind: 'abort'})),
  letter('help', '?', always, panel('help')),
  {
    id: 'suspend',
    keys: () => say`q, Ctrl+C`,
    matches: key => typed('q')(key) || control('c')(key),
    whyNot: always,
    does: (desk, view) => act(desk, view, {kind: 'suspend'}),
  },
  {
    id: 'stop',
    keys: () => say`Ctrl+Z`,
    matches: control('z'),
    whyNot: always,
    does: wished({kind: 'to-shell'}),
  },
  {
    id: 'redraw',
    keys: () => say`Ctrl+L`,
    matches: control('l'),
    whyNot: always,
    does: wished({kind: 'redraw'}),
  },
]

/** A key as it is told: in the help panel with the reason why it does nothing just now. */
export interface ToldKey {
  readonly id: KeyId
  readonly keys: Safe
  readonly help: Safe
  readonly whyNot: Safe | null
}

/** Every key with what it does and, where it cannot be used just now, why. */
export const keyRecords = (desk: KeyDesk, view: ViewState): readonly ToldKey[] =>
  walkKeys.map(({id, keys, whyNot}) => ({
    id,
    keys: keys(desk.texts),
    help: desk.texts.keys[`help-${id}`](),
    whyNot: whyNot(desk, view),
  }))

/** What a key of the walk does, or why it does not; null for a key that is none. */
export const pressRecord = (desk: Desk, view: ViewState, key: Key): Pressed | null => {
  const record = walkKeys.find(({matches}) => matches(key))
  if (record === undefined) return null
  // Enter and Space tell their reasons themselves: they may show something on top of it.
  const why = record.id === 'enter' || record.id === 'tick' ? null : record.whyNot(desk, view)
  return why === null ? record.does(desk, view, key) : tell(view, 'refused', why)
}

/** The keys as a table in Markdown, for the README. */
export const keyTable = (texts: Texts): Safe => {
  const {keys} = texts
  const rows = walkKeys.map(record => say`| ${record.keys(texts)} | ${keys[`help-${record.id}`]()} |`)
  const head = [say`| ${keys['table-key']()} | ${keys['table-does']()} |`, say`| --- | --- |`]
  return joinSafe([...head, ...rows], '\n')
}
