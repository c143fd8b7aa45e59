import type {KeyTexts} from '#src/i18n/en/keys.ts'
import {decisionOpen} from '#src/session/outcome.ts'
import {type Safe, safe} from '#src/text/safe.ts'
import {say} from '#src/text/say.ts'
import {inputAfter} from '#src/view/fields/inputs.ts'
import type {Form} from '#src/view/form.ts'
import {canBeStopped, isLiveWatch} from '#src/view/press/output.ts'
import type {KeyDesk} from '#src/view/press.ts'
import {refusalSentence} from '#src/view/refusal-sentence.ts'
import {otherWatch} from '#src/view/two-watches.ts'
import type {Mode, ViewState} from '#src/view/view-state.ts'
import {enterDeed} from './enter.ts'
import {type KeyId, walkKeys} from './records.ts'

export interface FooterKey {
  readonly key: Safe
  readonly label: Safe
}

type Label = Extract<keyof KeyTexts, `label-${string}`>

/** The keys that do something just now, the most wanted first: what does not fit falls off the end. */
export const footerKeys = (desk: KeyDesk, view: ViewState): readonly FooterKey[] => {
  switch (view.mode.kind) {
    case 'walk':
      return walkFooter(desk, view)
    case 'panel':
      if (view.mode.panel.kind === 'contacts') return contactsFooter(desk)
      return view.mode.panel.kind === 'cue'
        ? inOrder(desk, ['enter', 'label-go-on'], ['up', 'label-scroll'])
        : inOrder(desk, ['escape', 'label-back'], ['up', 'label-scroll'])
    case 'attention':
      return inOrder(desk, ['up', 'label-choose'], ['enter', 'label-go'], ['escape', 'label-back'])
    case 'output':
      return outputFooter(desk, view.mode)
    case 'form':
      return formFooter(desk, view.mode.form)
  }
}

/** In one sentence: what Enter does now with what the operator stands at, or why it does nothing. */
export const enterLabel = (desk: KeyDesk, view: ViewState): Safe => {
  const deed = enterDeed(desk, view.here)
  const {keys} = desk.texts
  if (deed.kind === 'nothing') return keys['enter-none']()
  if (deed.kind !== 'refuse') return keys[deed.word]()
  return deed.refusal.code === 'session-over'
    ? keys['enter-over']()
    : keys['enter-blocked']({why: refusalSentence(desk.texts, deed.refusal)})
}

// Enter has a line of its own above the keys.
const inWalk: readonly (KeyId & (Label extends `label-${infer Id}` ? Id : never))[] = [
  'help',
  'suspend',
  'message',
  'tick',
  'attention',
  'decide',
  'note',
  'take-back',
  'skip',
  'override',
  'recheck',
  'evidence',
  'contacts',
  'defer',
  'not-applicable',
  'search',
  'timeline',
  'update',
  'export',
  'hand-over',
  'abort',
  'language',
  'move',
  'section',
]

const walkFooter = (desk: KeyDesk, view: ViewState): readonly FooterKey[] =>
  inWalk.flatMap(id => {
    const record = walkKeys.find(each => each.id === id)
    if (record === undefined || record.whyNot(desk, view) !== null) return []
    // A decision that stands can be taken anew, but nobody has to be invited to it.
    if (id === 'decide' && !decisionOpen(desk.situation.runbook, desk.situation.session)) return []
    const key = id === 'suspend' ? safe('q') : record.keys(desk.texts)
    return [{key, label: desk.texts.keys[`label-${id}`]()}]
  })

type Shown =
  | 'up'
  | 'tab'
  | 'enter'
  | 'escape'
  | 'f'
  | 'p'
  | 'r'
  | 'n'
  | 'y'
  | '/'
  | 'n/N'
  | 'Ctrl+E'
  | 'Ctrl+O'
  | 'Ctrl+U'
  | 'Ctrl+Y'
  | 's'
  | '1-9'

const inOrder = (desk: KeyDesk, ...pairs: readonly (readonly [Shown, Label])[]): readonly FooterKey[] =>
  pairs.map(([shown, label]) => ({key: shownAs(desk, shown), label: desk.texts.keys[label]()}))

const contactsFooter = (desk: KeyDesk): readonly FooterKey[] =>
  desk.situation.runbook.contacts.length === 0
    ? inOrder(desk, ['escape', 'label-back'])
    : inOrder(
        desk,
        ['escape', 'label-back'],
        ['up', 'label-choose'],
        ['r', 'label-reached'],
        ['n', 'label-no-answer'],
        ['y', 'label-copy'],
      )

const shownAs = ({texts: {keys}}: KeyDesk, shown: Shown): Safe => {
  switch (shown) {
    case 'up':
      return keys['key-up-down']()
    case 'tab':
    case 'enter':
    case 'escape':
      return keys[`key-${shown}`]()
    default:
      return say`${safe(shown)}`
  }
}

const outputFooter = (
  desk: KeyDesk,
  mode: Extract<Mode, {readonly kind: 'output'}>,
): readonly FooterKey[] => {
  if (mode.search?.typing) return inOrder(desk, ['enter', 'label-search'], ['escape', 'label-cancel'])
  const ways = isLiveWatch(desk, mode)
    ? inOrder(desk, ['enter', 'label-end-watch'], ['escape', 'label-back'])
    : inOrder(desk, ['escape', 'label-back'])
  return [
    ...ways,
    ...(otherWatch(desk, mode.attempt) === null ? [] : inOrder(desk, ['tab', 'label-other-log'])),
    ...(canBeStopped(desk, mode) ? inOrder(desk, ['s', 'label-stop']) : []),
    ...inOrder(desk, ['up', 'label-scroll']),
    ...(mode.scroll === null ? [] : inOrder(desk, ['f', 'label-follow'])),
    ...inOrder(desk, ['/', 'label-search']),
    ...(mode.search === null ? [] : inOrder(desk, ['n/N', 'label-matches'])),
    ...inOrder(desk, ['p', 'label-pager']),
  ]
}

const formFooter = (desk: KeyDesk, form: Form): readonly FooterKey[] => {
  const {purpose} = form
  const hasInput = purpose.kind === 'run' && inputAfter(purpose.card, undefined) !== undefined
  return [
    ...fieldFooter(desk, form),
    ...(hasInput ? inOrder(desk, ['tab', 'label-other-value']) : []),
    ...(purpose.kind === 'run' ? inOrder(desk, ['Ctrl+O', 'label-elsewhere'], ['Ctrl+Y', 'label-copy']) : []),
  ]
}

const fieldFooter = (desk: KeyDesk, {purpose, field}: Form): readonly FooterKey[] => {
  switch (field.kind) {
    case 'text':
      if (purpose.kind === 'search') {
        return inOrder(desk, ['up', 'label-choose'], ['enter', 'label-go'], ['escape', 'label-cancel'])
      }
      return [
        ...inOrder(desk, ['enter', 'label-send'], ['escape', 'label-cancel']),
        ...(purpose.kind === 'note' ? inOrder(desk, ['tab', 'label-mark'], ['Ctrl+E', 'label-editor']) : []),
        ...inOrder(desk, ['Ctrl+U', 'label-clear']),
      ]
    case 'word':
      return inOrder(desk, ['enter', 'label-confirm'], ['escape', 'label-cancel'], ['Ctrl+U', 'label-clear'])
    case 'confirm':
      return inOrder(desk, ['enter', 'label-confirm'], ['escape', 'label-cancel'])
    case 'choice':
      return [
        ...inOrder(desk, ['up', 'label-choose'], ['enter', 'label-take']),
        ...(purpose.kind === 'failed' ? inOrder(desk, ['1-9', 'label-take']) : []),
        ...inOrder(desk, ['escape', 'label-cancel']),
      ]
  }
}
