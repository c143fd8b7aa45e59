import type {Safe} from '#src/text/safe.ts'
import type {Tone} from './look.ts'

/** A piece of a line in one tone. */
export interface Span {
  readonly text: Safe
  readonly tone: Tone
}

/** One row of the screen or a part of one, as wide as its place at most. */
export type Line = readonly Span[]
