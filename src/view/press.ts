import type {Texts} from '#src/i18n/texts.ts'
import type {Situation} from '#src/session/decide.ts'
import type {Key} from './key.ts'
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

export interface Pressed {
  readonly view: ViewState
  readonly wish: Wish | null
}

/** What a key does. Pure: the same desk, view and key always give the same answer. */
export type Press = (desk: Desk, view: ViewState, key: Key) => Pressed
