import {checkRow} from './check-row.ts'
import {journalRow} from './journal-row.ts'
import {keyRow} from './key-row.ts'
import {memoryRow} from './memory-row.ts'
import {openRow} from './open-row.ts'
import {outputRow} from './output-row.ts'
import {probesRow} from './probes-row.ts'
import type {BenchRow} from './row.ts'
import {startRow} from './start-row.ts'

export {isMet, lineOf, tableOf} from './row.ts'

/** Everything that the bench measures, in order. */
export const benchRows: readonly BenchRow[] = [
  startRow,
  keyRow,
  openRow,
  probesRow,
  checkRow,
  journalRow,
  outputRow,
  memoryRow,
]
