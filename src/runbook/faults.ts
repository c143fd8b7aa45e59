import type {CodeOf} from '#src/i18n/code.ts'
import type {FaultTexts} from '#src/i18n/en/faults.ts'
import type {Position} from './types.ts'

/** What is wrong, as a code with its facts; `i18n/` writes the sentence in the operator's language. */
export type FaultDetail = CodeOf<FaultTexts>

export interface Fault {
  readonly severity: 'error' | 'warning'
  readonly file: string
  readonly at: Position
  readonly detail: FaultDetail
}

/** `value` is null exactly when one of the faults is an error. */
export interface Parsed<T> {
  readonly value: T | null
  readonly faults: readonly Fault[]
}
