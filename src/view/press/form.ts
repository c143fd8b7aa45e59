import {safe} from '#src/text/safe.ts'
import {sameWord} from '#src/text/words.ts'
import {inputAfter} from '#src/view/fields/inputs.ts'
import {type Field, type Form, scrollsInForm} from '#src/view/form.ts'
import {isArmed} from '#src/view/haste.ts'
import type {Key} from '#src/view/key.ts'
import {noteLabel} from '#src/view/next-field.ts'
import type {Desk, Pressed} from '#src/view/press.ts'
import {edit} from '#src/view/text-field.ts'
import type {ViewState} from '#src/view/view-state.ts'
import {enter, isKey, openForm, see, tell, tooEarly} from './pressed.ts'
import {clampTop, pageOf, stepOf} from './scroll.ts'
import {pressSearch} from './search.ts'

type FieldOf<Kind extends Field['kind']> = Extract<Field, {readonly kind: Kind}>

/** What a key does in a form. Esc leaves it, and nothing was said. */
export const pressForm = (desk: Desk, view: ViewState, form: Form, key: Key): Pressed => {
  if (key.kind === 'named' && key.name === 'escape') {
    return tell(enter(view, {kind: 'walk'}).view, 'news', desk.texts.lines.cancelled())
  }
  if (scrollsInForm(form) && (isKey(key, 'page-up') || isKey(key, 'page-down'))) {
    const step = isKey(key, 'page-down') ? pageOf(desk) : -pageOf(desk)
    const scroll = clampTop(desk, clampTop(desk, form.scroll ?? 0) + step)
    return see({...view, mode: {kind: 'form', form: {...form, scroll}}})
  }
  const {field, purpose} = form
  if (purpose.kind === 'run' && isKey(key, 'tab') && inputAfter(purpose.card, undefined) !== undefined) {
    const again = inputAfter(purpose.card, purpose.again)
    const wish = {kind: 'open-card', item: purpose.item, ...(again === undefined ? {} : {again})} as const
    return {view, wish}
  }
  if (purpose.kind === 'run' && key.kind === 'control') {
    if (key.letter === 'y') return {view, wish: {kind: 'copy', item: purpose.item}}
    if (key.letter === 'o') return openForm(desk, view, {kind: 'elsewhere', item: purpose.item})
  }
  switch (field.kind) {
    case 'text':
      if (form.purpose.kind === 'search') return pressSearch(desk, view, form, form.purpose, field, key)
      return pressText(desk, view, form, field, key)
    case 'word':
      return pressWord(desk, view, form, field, key)
    case 'confirm':
      if (!isKey(key, 'enter')) return see(view)
      return isArmed(view, desk.now) ? answer(desk, view, form, '') : tooEarly(desk, view)
    case 'choice':
      return pressChoice(desk, view, form, field, key)
  }
}

/** Takes an answer: the next question, or what the answers add up to. */
const answer = (desk: Desk, view: ViewState, {purpose, answers}: Form, given: string): Pressed =>
  openForm(desk, view, purpose, [...answers, given])

const withField = (view: ViewState, form: Form, field: Field): Pressed =>
  see({...view, mode: {kind: 'form', form: {...form, field}}})

const pressText = (desk: Desk, view: ViewState, form: Form, field: FieldOf<'text'>, key: Key): Pressed => {
  if (key.kind === 'named' && key.name === 'enter') {
    if (!field.optional && field.text.trim() === '') {
      return tell(view, 'refused', desk.texts.keys['write-first']())
    }
    // A signature closes for good: what was typed before the list could be read signs for nothing.
    if (form.purpose.kind === 'close-out' && !isArmed(view, desk.now)) return tooEarly(desk, view)
    return answer(desk, view, form, field.text)
  }
  const {purpose} = form
  if (purpose.kind === 'note') {
    if (isKey(key, 'tab') || isKey(key, 'shift-tab')) {
      const mark = nextMark(purpose.mark, isKey(key, 'tab') ? 1 : -1)
      const marked = {...form, purpose: {...purpose, mark}}
      return withField(view, marked, {...field, label: noteLabel(desk, mark)})
    }
    if (key.kind === 'control' && key.letter === 'e') return {view, wish: {kind: 'edit', text: field.text}}
  }
  const edited = edit(field, key, purpose.kind === 'note')
  return edited === null ? see(view) : withField(view, form, edited)
}

const marks = [null, 'cause', 'lesson', 'suggestion'] as const

const nextMark = (mark: (typeof marks)[number], step: 1 | -1) =>
  marks[(marks.indexOf(mark) + step + marks.length) % marks.length] ?? null

/** What is typed before the card could be read confirms nothing, not even in part. */
const pressWord = (desk: Desk, view: ViewState, form: Form, field: FieldOf<'word'>, key: Key): Pressed => {
  const edited = edit(field, key)
  const enters = key.kind === 'named' && key.name === 'enter'
  if (edited === null && !enters) return see(view)
  if (!isArmed(view, desk.now)) return tooEarly(desk, view)
  if (edited !== null) return withField(view, form, edited)
  if (sameWord(field.text, field.word)) return answer(desk, view, form, field.text)
  const emptied = withField(view, form, {...field, text: '', caret: 0}).view
  return tell(emptied, 'refused', desk.texts.keys['wrong-word']({word: safe(field.word)}))
}

const pressChoice = (
  desk: Desk,
  view: ViewState,
  form: Form,
  field: FieldOf<'choice'>,
  key: Key,
): Pressed => {
  if (isKey(key, 'enter')) {
    if (!isArmed(view, desk.now)) return tooEarly(desk, view)
    const chosen = field.index === null ? undefined : field.options[field.index]
    return chosen === undefined
      ? tell(view, 'refused', desk.texts.keys['choose-first']())
      : answer(desk, view, form, chosen.value)
  }
  // One key for each way out of a failure; it counts like Enter, so it has to be armed as well.
  if (form.purpose.kind === 'failed' && key.kind === 'character' && /^[1-9]$/.test(key.text)) {
    const meant = field.options[Number(key.text) - 1]
    if (meant === undefined) return see(view)
    return isArmed(view, desk.now) ? answer(desk, view, form, meant.value) : tooEarly(desk, view)
  }
  const last = field.options.length - 1
  const step = stepOf(key, 5)
  if (step === null || last < 0) return see(view)
  const from = field.index ?? (step > 0 ? -1 : last + 1)
  return withField(view, form, {...field, index: Math.min(Math.max(0, from + step), last)})
}
