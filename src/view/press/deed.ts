import {isHasty} from '#src/view/haste.ts'
import type {EnterDeed} from '#src/view/keymap/enter.ts'
import type {Desk, Pressed} from '#src/view/press.ts'
import type {ViewState} from '#src/view/view-state.ts'
import {act, enter, goTo, openForm, refuse, tell, tooEarly} from './pressed.ts'

/**
 * Does what Enter or Space stands for here. Whatever it does counts as an action for the next one, also a move, since
 * the key may be held down; only a move and a refusal are not held back themselves.
 */
export const doDeed = (desk: Desk, view: ViewState, deed: EnterDeed): Pressed => {
  const noted = {...view, actedAt: desk.now}
  switch (deed.kind) {
    case 'move':
      return goTo(noted, deed.here)
    case 'refuse':
      return refuse(desk, noted, deed.refusal)
    case 'nothing':
      return tell(noted, 'refused', desk.texts.keys['nothing-here']())
    default:
  }
  if (isHasty(view, desk.now)) return tooEarly(desk, view)
  switch (deed.kind) {
    case 'form':
      return openForm(desk, noted, deed.purpose)
    case 'wish':
      return act(desk, noted, deed.wish)
    case 'mode': {
      const there = enter(noted, deed.mode).view
      return deed.refusal === null ? {view: there, wish: null} : refuse(desk, there, deed.refusal)
    }
  }
}
