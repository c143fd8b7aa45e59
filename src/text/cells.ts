import type {Safe} from './safe.ts'

const ascii = /^[\x20-\x7e]*$/
const mark = /\p{M}/u
const wide =
  /[\u1100-\u115e\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}/u

const cellsOf = (character: string): number => (mark.test(character) ? 0 : wide.test(character) ? 2 : 1)

/** How many cells of a terminal the text takes: a mark none, what is wide in East Asia and emoji two. */
export const cellWidth = (text: string): number => {
  if (ascii.test(text)) return text.length
  let cells = 0
  for (const character of text) cells += cellsOf(character)
  return cells
}

/** The beginning of the text that fits into so many cells; never cut inside a character or off its marks. */
export const headOf = (text: Safe, cells: number): Safe => {
  if (cells <= 0) return '' as Safe
  if (ascii.test(text)) return text.slice(0, cells) as Safe
  let end = 0
  let taken = 0
  for (const character of text) {
    const width = cellsOf(character)
    if (taken + width > cells) break
    taken += width
    end += character.length
  }
  return text.slice(0, end) as Safe
}

/** The text, cut with `ellipsis` where it takes more than so many cells. */
export const fitCells = (text: Safe, cells: number, ellipsis: Safe): Safe => {
  if (text.length <= cells && ascii.test(text)) return text
  if (cellWidth(text) <= cells) return text
  return `${headOf(text, cells - cellWidth(ellipsis))}${cells > 0 ? ellipsis : ''}` as Safe
}

/** The text in pieces of at most so many cells, broken anywhere: for what has no spaces to break at. */
export const inPieces = (text: Safe, cells: number): readonly Safe[] => {
  const pieces: Safe[] = []
  let rest = text
  while (cellWidth(rest) > cells) {
    const head = headOf(rest, cells)
    if (head.length === 0) break
    pieces.push(head)
    rest = rest.slice(head.length) as Safe
  }
  return [...pieces, rest]
}
