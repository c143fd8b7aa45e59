import type {Texts} from '#src/i18n/texts.ts'
import type {Situation} from '#src/session/decide.ts'
import type {AttemptNumber} from '#src/session/events.ts'
import type {Safe} from '#src/text/safe.ts'
import type {Line} from './line.ts'
import type {Look, Size} from './look.ts'
import type {ViewState} from './view-state.ts'

/** Everything that a frame is drawn from. */
export interface ScreenInput {
  readonly situation: Situation
  /** Why the journal cannot be written any more; null while it can. */
  readonly halted: string | null
  /** How long the last write took until it was safe, in milliseconds. */
  readonly writeMs: number
  readonly view: ViewState
  readonly texts: Texts
  readonly look: Look
  readonly size: Size
  readonly now: Date
  /** Milliseconds of the steady clock that `view` counts on. */
  readonly steady: number
  readonly session: {readonly id: string; readonly operator: string; readonly startedAt: string}
  /** Masks every secret that is known just now; stands in front of whatever comes from outside. */
  readonly redact: (text: string) => string
  /** The lines behind a probe's newest look. */
  readonly evidence: (probe: string) => readonly Safe[]
  /** What is kept in memory of an attempt's output. */
  readonly output: (attempt: AttemptNumber) => Output
  /** Panels that are put together above the view; lines of any length, wrapped here. */
  readonly panels: {
    readonly cue: () => readonly Safe[]
    readonly timeline: () => readonly Safe[]
    readonly contacts: (chosen: number) => ContactLines
  }
}

/** The contacts as lines, and at which of them the chosen one stands. */
export interface ContactLines {
  readonly lines: readonly Safe[]
  readonly at: number
}

export interface Output {
  readonly lines: readonly Safe[]
  /** Bytes before the first line that are not kept in memory; all of them are in `output.log`. */
  readonly skipped: number
  /** How many of the lines seen so far, also of those let go since, record an error. */
  readonly errors: number
  /** Not all that was written was seen: a flood is skipped in part, so there may be more errors. */
  readonly missed?: boolean
  /** When something came last, on the steady clock; null: nothing yet in this process. */
  readonly heardAt: number | null
  readonly path: Safe
}

/** A line of the record that flows into the scrollback, never to be redrawn. */
export interface RecordLine {
  readonly key: string
  readonly line: Line
}
