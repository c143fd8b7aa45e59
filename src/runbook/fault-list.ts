import type {Fault, FaultDetail} from './faults.ts'
import {type Lines, positionAt} from './markdown/lines.ts'
import type {Position} from './types.ts'

/** Gathers what is wrong with one file, so that all of it is told at once. A place is an offset or a position. */
export interface FaultList {
  readonly file: string
  readonly error: (at: number | Position, detail: FaultDetail) => void
  readonly warn: (at: number | Position, detail: FaultDetail) => void
  readonly add: (faults: readonly Fault[]) => void
  readonly positionOf: (offset: number) => Position
  /** In the order of the file. */
  readonly sorted: () => readonly Fault[]
}

export const faultList = (file: string, lines: Lines): FaultList => {
  const faults: Fault[] = []
  const positionOf = (offset: number): Position => positionAt(lines, offset)
  const report =
    (severity: Fault['severity']) =>
    (at: number | Position, detail: FaultDetail): void => {
      faults.push({severity, file, at: typeof at === 'number' ? positionOf(at) : at, detail})
    }
  return {
    file,
    error: report('error'),
    warn: report('warning'),
    add: more => {
      for (const fault of more) faults.push(fault)
    },
    positionOf,
    sorted: () => faults.toSorted((a, b) => a.at.line - b.at.line || a.at.column - b.at.column),
  }
}
