import type {Safe} from '#src/text/safe.ts'
import type {Line} from './line.ts'
import type {Size} from './look.ts'

/** A part of the frame, drawn below the one before it. */
export type Block =
  | {readonly kind: 'lines'; readonly lines: readonly Line[]}
  | {readonly kind: 'columns'; readonly columns: readonly Column[]}
  /** As many options as there is room for, around the chosen one. */
  | {
      readonly kind: 'choice'
      readonly options: readonly Safe[]
      readonly index: number | null
      readonly rows: number
    }

export interface Column {
  readonly width: number
  readonly lines: readonly Line[]
}

/** A frame: always one row less than the terminal, no line wider than it. */
export interface ScreenModel {
  readonly size: Size
  readonly blocks: readonly Block[]
  readonly cursor: Safe
  readonly page: {readonly total: number; readonly rows: number}
  readonly matches: readonly number[]
}

/** What stands between header and footer. */
export type Body = Pick<ScreenModel, 'blocks' | 'page' | 'matches'>

/** Where nothing scrolls. */
export const still = {page: {total: 0, rows: 0}, matches: []} as const
