/** Where each line's text stands, so that a delimiter is found without reading the script again for each heredoc. */
export interface LineIndex {
  readonly whole: ReadonlyMap<string, readonly number[]>
  readonly untabbed: ReadonlyMap<string, readonly number[]>
}

const LONGEST_DELIMITER = 256

export const indexLines = (text: string): LineIndex => {
  const whole = new Map<string, number[]>()
  const untabbed = new Map<string, number[]>()
  const note = (map: Map<string, number[]>, line: string, start: number): void => {
    const starts = map.get(line)
    if (starts === undefined) map.set(line, [start])
    else starts.push(start)
  }
  let start = 0
  while (start <= text.length) {
    const found = text.indexOf('\n', start)
    const end = found < 0 ? text.length : found
    if (end - start <= LONGEST_DELIMITER) {
      const line = text.slice(start, end)
      note(whole, line, start)
      note(untabbed, line.replace(/^\t+/, ''), start)
    }
    start = end + 1
  }
  return {whole, untabbed}
}

/** The first of the ascending numbers that is at least `from`. */
export const firstFrom = (starts: readonly number[], from: number): number | undefined => {
  let low = 0
  let high = starts.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((starts[middle] ?? 0) < from) low = middle + 1
    else high = middle
  }
  return starts[low]
}
