import type {ItemId} from '#src/runbook/types.ts'
import type {
  AttemptNumber,
  Language,
  MessageWay,
  NoteMark,
  ScriptFact,
  StopSignal,
} from '#src/session/events.ts'
import type {Safe} from '#src/text/safe.ts'

/** What a form asks its questions for. Which question comes next follows from it and the answers so far: next-field.ts. */
export type Purpose =
  | {readonly kind: 'answer'; readonly item: ItemId}
  | {readonly kind: 'decide'}
  | {readonly kind: 'done'; readonly item: ItemId}
  | {readonly kind: 'confirm-by-hand'; readonly item: ItemId}
  | {readonly kind: 'assign'; readonly item: ItemId}
  /** Lets a probe look whose look changes something. */
  | {readonly kind: 'look'; readonly item: ItemId}
  /** How a run ended whose outcome was lost. */
  | {readonly kind: 'assert'; readonly item: ItemId}
  /** How a command ended that the operator ran somewhere else. */
  | {readonly kind: 'elsewhere'; readonly item: ItemId}
  /** A running command is to be asked to end. */
  | {readonly kind: 'stop'; readonly attempt: AttemptNumber; readonly signal: StopSignal}
  /** What to do about a command that failed. */
  | {readonly kind: 'failed'; readonly item: ItemId}
  | {readonly kind: 'override' | 'skip' | 'not-applicable'; readonly item: ItemId}
  | {readonly kind: 'defer'; readonly item: ItemId}
  | {readonly kind: 'note'; readonly item: ItemId | null; readonly mark: NoteMark | null}
  /** `index`: which of the matches is chosen; the first where it is left out. */
  | {readonly kind: 'search'; readonly index?: number}
  /**
   * A command's card: the values that are wanted, the reason where a gate is not open, then the confirmation. `again`: the
   * input that is asked for although it has a value, to go back to another backup.
   */
  | {readonly kind: 'run'; readonly item: ItemId; readonly card: Card; readonly again?: string}
  | {readonly kind: 'abort'}
  /** Confirms what has changed since the session was left, so that dangerous commands may run again. */
  | {readonly kind: 'accept-changes'}
  /** After the journal failed: the directory to go on in. */
  | {readonly kind: 'continue'}
  | {readonly kind: 'hand-over'}
  /** What is to be done with a draft: sent, edited, copied, drafted anew. */
  | {readonly kind: 'message'; readonly item: ItemId; readonly card: MessageCard}
  /** Whether a message arrived of which nobody knows. */
  | {readonly kind: 'assert-message'; readonly item: ItemId}
  /** When the next update is due, or that it was given. */
  | {readonly kind: 'update'}
  | {readonly kind: 'close-out'}

/** A draft as it is shown: exactly this is sent. */
export interface MessageCard {
  readonly audience: string
  readonly language: Language
  readonly subject: string
  readonly text: string
  readonly ways: readonly {readonly way: MessageWay; readonly recipients: readonly string[]}[]
  /** Ways that the site names and that lack a value. */
  readonly missing: readonly {readonly way: MessageWay; readonly names: readonly string[]}[]
}

/** What was looked up on disk when a card was opened: what is approved is what was seen. */
export interface Card {
  readonly item: ItemId
  readonly cwd: string
  readonly script: ScriptFact | null
  /** The first lines of the script. */
  readonly head: readonly string[]
  /** The account that it runs as. */
  readonly account: string
  /** Whether `sudo` would want a password, which nobody can give it there; null: the command does not call it. */
  readonly sudo: SudoCheck | null
  /** Each variable of the command, in order. */
  readonly values: readonly CardValue[]
}

export type SudoCheck = 'ok' | 'password' | 'missing'

export interface CardValue {
  /** The name in the command's environment. */
  readonly env: string
  /** The name it is set by. */
  readonly input: string
  readonly secret: boolean
  /** As it is shown; null: none yet, and one is wanted unless `optional`. Of a secret never the value: `set` or empty. */
  readonly value: string | null
  readonly optional: boolean
  readonly ask: Safe | null
  /** The files it is chosen from; null where it is typed. */
  readonly choices: readonly FileChoice[] | null
  /** The pattern that choices come from, for the sentence that there are none. */
  readonly pattern: string | null
}

export interface FileChoice {
  readonly value: string
  readonly path: string
  readonly bytes: number
  readonly ageMs: number
  /** Made since this session began, so it holds the broken state. */
  readonly tonight: boolean
  /** Whether it can be read, and ends as a whole dump does; null: nothing is wrong, or it is no dump of a kind that says so. */
  readonly flaw: FileFlaw | null
}

/** Why a file that one may want to go back to is not what it seems. `unchecked`: only unpacking all of it could tell. */
export type FileFlaw = 'unreadable' | 'truncated' | 'damaged' | 'unchecked'

export interface Form {
  readonly purpose: Purpose
  /** The answers to the questions so far. */
  readonly answers: readonly string[]
  readonly field: Field
  /** The first line shown of what stands above the question, where that is longer than its place. */
  readonly scroll?: number
}

/** Whether PgUp and PgDn read what stands above the question: where they do not choose. */
export const scrollsInForm = ({purpose, field}: Form): boolean =>
  (field.kind !== 'choice' || purpose.kind === 'message') && purpose.kind !== 'search'

/** The question that is open just now. */
export type Field =
  | {
      readonly kind: 'text'
      readonly label: Safe
      readonly text: string
      /** Where the next character goes, counted in UTF-16 units, never inside a character. */
      readonly caret: number
      /** Typed unseen. */
      readonly secret: boolean
      /** Taken empty as well. */
      readonly optional: boolean
    }
  /** A word that has to be typed letter by letter; only that starts what is confirmed. */
  | {
      readonly kind: 'word'
      readonly label: Safe
      readonly word: string
      readonly text: string
      readonly caret: number
    }
  /** Enter alone is enough, once it is armed. */
  | {readonly kind: 'confirm'; readonly label: Safe}
  | {
      readonly kind: 'choice'
      readonly label: Safe
      readonly options: readonly Option[]
      /** The row the cursor is on; null: nothing is preselected, the first move selects. */
      readonly index: number | null
    }

export interface Option {
  readonly value: string
  readonly label: Safe
  /** What has to be known of it before it is chosen. */
  readonly warning: Safe | null
}
