import {checkRow} from './check-row.ts'
import type {BenchRow} from './row.ts'

export {isMet, lineOf} from './row.ts'

/** Everything that the bench measures, in order. */
export const benchRows: readonly BenchRow[] = [checkRow]
