import type {Position} from '../types.ts'

/** Where each line of a source begins and ends (without its line ending, which may be LF, CRLF or CR), as offsets. */
export interface Lines {
  readonly starts: readonly number[]
  readonly ends: readonly number[]
}

export const linesOf = (source: string): Lines => {
  const starts: number[] = []
  const ends: number[] = []
  const ending = /\r\n|\n|\r/g
  let start = 0
  for (let match = ending.exec(source); match !== null; match = ending.exec(source)) {
    starts.push(start)
    ends.push(match.index)
    start = ending.lastIndex
  }
  starts.push(start)
  ends.push(source.length)
  return {starts, ends}
}

/** The line and column (from 1, in UTF-16 units) of an offset. */
export const positionAt = ({starts}: Lines, offset: number): Position => {
  let low = 0
  let high = starts.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((starts[middle] ?? 0) <= offset) low = middle
    else high = middle - 1
  }
  return {line: low + 1, column: offset - (starts[low] ?? 0) + 1}
}
