import type {ItemId, SectionId} from '#src/runbook/types.ts'
import type {ItemState} from '#src/session/item-state.ts'
import type {Safe} from '#src/text/safe.ts'

/** A piece of a line. Whoever writes it out escapes it: nothing in here is markup. */
export type Piece =
  | {readonly type: 'text' | 'strong' | 'code' | 'link'; readonly text: Safe}
  | {readonly type: 'state'; readonly state: ItemState; readonly word: Safe}

export type Line = readonly Piece[]

/** One point of a list, with the code that belongs to it. */
export interface Point {
  readonly line: Line
  readonly code: Safe | null
}

/** One item of the runbook; the only thing in an export that is written as a box. */
export interface Task {
  readonly type: 'task'
  readonly id: ItemId
  /** False where a reader of the export would give the item the same id by itself. */
  readonly named: boolean
  readonly title: Safe
  readonly state: ItemState
  readonly depth: number
  readonly points: readonly Point[]
}

/** The export, without the form in which it is written: Markdown and HTML are two writers of the same blocks. */
export type Block =
  | {
      readonly type: 'heading'
      readonly level: number
      readonly text: Safe
      /** The section's id where a reader of the export would not find it by itself. */
      readonly id: SectionId | null
    }
  | {readonly type: 'paragraph'; readonly line: Line}
  | {readonly type: 'quote'; readonly line: Line}
  | {readonly type: 'code'; readonly code: Safe}
  | {
      readonly type: 'table'
      readonly head: readonly Safe[] | null
      readonly rows: readonly (readonly Line[])[]
    }
  | {readonly type: 'points'; readonly points: readonly Point[]}
  | Task

export const text = (words: Safe): Piece => ({type: 'text', text: words})
export const strong = (words: Safe): Piece => ({type: 'strong', text: words})
/** A name or a number that is to be read letter by letter. */
export const code = (words: Safe): Piece => ({type: 'code', text: words})
export const link = (url: Safe): Piece => ({type: 'link', text: url})

export const point = (...line: Line): Point => ({line, code: null})
export const heading = (level: number, words: Safe): Block => ({
  type: 'heading',
  level,
  text: words,
  id: null,
})
export const paragraph = (...line: Line): Block => ({type: 'paragraph', line})

/** The pieces with a dot between them; those that are null are left out. */
export const dotted = (pieces: readonly (Piece | Line | null)[]): Line => {
  const lines = pieces.flatMap(piece =>
    piece === null ? [] : [Array.isArray(piece) ? piece : [piece]],
  ) as Line[]
  return lines.flatMap((line, index) => (index === 0 ? line : [text(' · ' as Safe), ...line]))
}
