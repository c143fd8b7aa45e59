import type {Texts} from '#src/i18n/texts.ts'
import type {Situation} from '#src/session/decide.ts'
import type {Key} from './key.ts'
import {pressAttention} from './press/attention.ts'
import {pressForm} from './press/form.ts'
import {pressOutput} from './press/output.ts'
import {pressPanel} from './press/panel.ts'
import {act} from './press/pressed.ts'
import {pressWalk} from './press/walk.ts'
import type {ViewState} from './view-state.ts'
import type {Wish} from './wish.ts'

/** What a key acts on, read at the very moment of the key. */
export interface Desk {
  readonly situation: Situation
  /** Why the journal cannot be written any more; null while it can. */
  readonly halted: string | null
  readonly texts: Texts
  /** Of what scrolls just now: how many lines it has and how many are seen at once. */
  readonly page: {readonly total: number; readonly rows: number}
  /** Line numbers of the shown output that hold what is searched for. */
  readonly matches: readonly number[]
  /** Milliseconds of a steady clock. */
  readonly now: number
}

/** As much of a desk as it takes to say what the keys would do. */
export type KeyDesk = Pick<Desk, 'situation' | 'halted' | 'texts'>

export interface Pressed {
  readonly view: ViewState
  readonly wish: Wish | null
}

/** What a key does. Pure: the same desk, view and key always give the same answer. */
export type Press = (desk: Desk, view: ViewState, key: Key) => Pressed

/** What takes the key is the view's mode; what leaves or only draws anew works in each of them. */
export const press: Press = (desk, view, key) => {
  if (key.kind === 'control') {
    if (key.letter === 'c') return act(desk, view, {kind: 'suspend'})
    if (key.letter === 'z') return {view, wish: {kind: 'to-shell'}}
    if (key.letter === 'l') return {view, wish: {kind: 'redraw'}}
  }
  const {mode} = view
  // A message is about the key before this one.
  const heard = view.message === null ? view : {...view, message: null}
  switch (mode.kind) {
    case 'walk':
      return pressWalk(desk, heard, key)
    case 'panel':
      return pressPanel(desk, heard, mode, key)
    case 'output':
      return pressOutput(desk, heard, mode, key)
    case 'attention':
      return pressAttention(desk, heard, mode, key)
    case 'form':
      return pressForm(desk, heard, mode.form, key)
  }
}
