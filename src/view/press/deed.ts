import type {Refusal} from '#src/session/verdict.ts'
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
      return told(desk, goTo(noted, deed.here), deed.refusal)
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
    case 'mode':
      return told(desk, enter(noted, deed.mode), deed.refusal)
  }
}

const told = (desk: Desk, pressed: Pressed, refusal: Refusal | null): Pressed =>
  refusal === null ? pressed : refuse(desk, pressed.view, refusal)
