import type {Field, Form, Purpose} from '#src/view/form.ts'
import type {Key} from '#src/view/key.ts'
import type {Desk, Pressed} from '#src/view/press.ts'
import {searchItems} from '#src/view/search.ts'
import {edit} from '#src/view/text-field.ts'
import type {ViewState} from '#src/view/view-state.ts'
import {enter, goTo, see, tell} from './pressed.ts'
import {stepOf} from './scroll.ts'

type SearchPurpose = Extract<Purpose, {readonly kind: 'search'}>
type TextField = Extract<Field, {readonly kind: 'text'}>

const page = 10

/** Searching: what is typed narrows the matches, up and down choose, Enter goes there. */
export const pressSearch = (
  desk: Desk,
  view: ViewState,
  form: Form,
  purpose: SearchPurpose,
  field: TextField,
  key: Key,
): Pressed => {
  const found = searchItems(desk.situation.runbook, field.text)
  const last = Math.max(0, found.length - 1)
  const index = Math.min(purpose.index ?? 0, last)
  if (key.kind === 'named') {
    if (key.name === 'enter') {
      const item = found[index]
      if (item === undefined) return tell(view, 'refused', desk.texts.keys['not-found']())
      return enter(goTo({...view, actedAt: desk.now}, {kind: 'item', item}).view, {kind: 'walk'})
    }
    const moves = key.name !== 'home' && key.name !== 'end'
    const step = moves ? stepOf(key, page) : null
    if (step !== null) {
      const chosen = {...purpose, index: Math.min(Math.max(0, index + step), last)}
      return see({...view, mode: {kind: 'form', form: {...form, purpose: chosen}}})
    }
  }
  const edited = edit(field, key)
  if (edited === null) return see(view)
  // Other words find other items: the first of them is meant.
  const again = edited.text === field.text ? purpose : {...purpose, index: 0}
  return see({...view, mode: {kind: 'form', form: {...form, purpose: again, field: edited}}})
}
