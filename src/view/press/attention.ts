import {attention} from '#src/view/attention.ts'
import type {Key} from '#src/view/key.ts'
import type {Desk, Pressed} from '#src/view/press.ts'
import type {Mode, ViewState} from '#src/view/view-state.ts'
import {enter, goTo, isCharacter, isKey, openForm, see} from './pressed.ts'
import {stepOf} from './scroll.ts'

type AttentionMode = Extract<Mode, {readonly kind: 'attention'}>

const page = 10

/** What a key does in the list of what wants attention: Enter goes there; changes that hold things back are confirmed. */
export const pressAttention = (desk: Desk, view: ViewState, mode: AttentionMode, key: Key): Pressed => {
  const {runbook, session} = desk.situation
  const all = attention(runbook, session)
  const index = Math.min(mode.index, Math.max(0, all.length - 1))
  if (isKey(key, 'escape') || isCharacter(key, 'q') || isCharacter(key, 'a')) {
    return enter(view, {kind: 'walk'})
  }
  if (isKey(key, 'enter')) {
    const gone = {...view, actedAt: desk.now}
    const chosen = all[index]
    if (chosen === undefined) return enter(gone, {kind: 'walk'})
    if (chosen.item !== null) {
      return enter(goTo(gone, {kind: 'item', item: chosen.item}).view, {kind: 'walk'})
    }
    return session.holds.length > 0
      ? openForm(desk, gone, {kind: 'accept-changes'})
      : enter(gone, {kind: 'walk'})
  }
  const step = stepOf(key, page)
  if (step === null) return see(view)
  return see({
    ...view,
    mode: {...mode, index: Math.min(Math.max(0, index + step), Math.max(0, all.length - 1))},
  })
}
