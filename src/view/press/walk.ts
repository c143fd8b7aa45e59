import type {Key} from '#src/view/key.ts'
import {pressRecord} from '#src/view/keymap/records.ts'
import type {Desk, Pressed} from '#src/view/press.ts'
import type {ViewState} from '#src/view/view-state.ts'
import {see, tell} from './pressed.ts'

/** What a key does in the list. Commands are keys, never pasted text; a key that is none does nothing. */
export const pressWalk = (desk: Desk, view: ViewState, key: Key): Pressed =>
  key.kind === 'paste'
    ? tell(view, 'refused', desk.texts.keys['paste-ignored']())
    : (pressRecord(desk, view, key) ?? see(view))
