import type {AttemptNumber} from '#src/session/events.ts'
import type {Safe} from '#src/text/safe.ts'
import type {Form} from './form.ts'
import type {Here} from './here.ts'

/** What the screen shows beyond the session itself: in the store, never in the journal. */
export interface ViewState {
  readonly here: Here
  readonly mode: Mode
  /** One line about what was just done or refused; the next key takes it away. */
  readonly message: Message | null
  /**
   * When the present mode was first painted, in milliseconds of a steady clock; null: not yet. Confirmations count from it,
   * and from each key that came too early: a key that is held down confirms nothing.
   */
  readonly paintedAt: number | null
  /** When the last action was taken or tried too early, on the same clock. */
  readonly actedAt: number
}

/** What takes the keys. */
export type Mode =
  | {readonly kind: 'walk'}
  /** `index`: which contact is chosen; the first where it is left out. */
  | {readonly kind: 'panel'; readonly panel: Panel; readonly scroll: number; readonly index?: number}
  | {
      readonly kind: 'output'
      readonly attempt: AttemptNumber
      /** The first line shown; null: the end is followed. */
      readonly scroll: number | null
      /** What is searched for, and whether it is being typed just now. */
      readonly search: {readonly text: string; readonly caret: number; readonly typing: boolean} | null
    }
  | {readonly kind: 'attention'; readonly index: number}
  | {readonly kind: 'form'; readonly form: Form}

export type Panel =
  | {readonly kind: 'evidence' | 'contacts' | 'timeline' | 'help'}
  /** What a resumed session begins with. */
  | {readonly kind: 'cue'}

export interface Message {
  readonly tone: 'done' | 'refused' | 'news'
  readonly text: Safe
}

export const initialView = (here: Here): ViewState => ({
  here,
  mode: {kind: 'walk'},
  message: null,
  paintedAt: null,
  actedAt: Number.NEGATIVE_INFINITY,
})
