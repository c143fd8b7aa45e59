import {cellWidth, fitCells, inPieces} from '#src/text/cells.ts'
import {type Safe, safe} from '#src/text/safe.ts'
import {wrapLine} from '#src/text/wrap.ts'
import type {Line, Span} from '#src/view/line.ts'
import type {Look, Tone} from '#src/view/look.ts'

/** The few characters that differ between a terminal that can show them and one that cannot. */
export const glyphs = {
  unicode: {
    ellipsis: safe('…'),
    cursor: safe('›'),
    dot: safe('·'),
    bullet: safe('•'),
    rule: safe('─'),
    spinner: ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'].map(safe),
  },
  ascii: {
    ellipsis: safe('~'),
    cursor: safe('>'),
    dot: safe('-'),
    bullet: safe('*'),
    rule: safe('-'),
    spinner: ['|', '/', '-', '\\'].map(safe),
  },
} as const

export const glyphsOf = (look: Look) => glyphs[look.symbols]

export const span = (text: Safe, tone: Tone = 'plain'): Span => ({text, tone})

export const blank: Line = []

const spaces = (count: number): Safe => safe(' '.repeat(Math.max(0, count)))

export const widthOf = (line: Line): number => line.reduce((sum, {text}) => sum + cellWidth(text), 0)

/** The line cut to so many cells. */
export const cut = (line: Line, width: number, look: Look): Line => {
  if (widthOf(line) <= width) return line
  const {ellipsis} = glyphsOf(look)
  const kept: Span[] = []
  let left = width
  for (const each of line) {
    const cells = cellWidth(each.text)
    if (cells < left) {
      kept.push(each)
      left -= cells
      continue
    }
    // One cell is kept for the sign that something is missing.
    kept.push({
      ...each,
      text: cells === left ? fitCells(each.text, left - 1, ellipsis) : fitCells(each.text, left, ellipsis),
    })
    break
  }
  return kept
}

/** The line as wide as its place: cut, or filled up with spaces. */
export const fill = (line: Line, width: number, look: Look): Line => {
  const fitted = cut(line, width, look)
  const missing = width - widthOf(fitted)
  return missing > 0 ? [...fitted, span(spaces(missing))] : fitted
}

/** Two ends of one row; of a row that is too narrow the left one is cut. */
export const ends = (left: Line, right: Line, width: number, look: Look): Line => {
  const rightWidth = widthOf(right)
  if (rightWidth === 0 || rightWidth + 2 > width) return cut(left, width, look)
  return [...fill(left, width - rightWidth - 1, look), span(spaces(1)), ...right]
}

/** Every span in this tone, for a row that the cursor is on. */
export const inTone = (line: Line, tone: Tone): Line => line.map(({text}) => ({text, tone}))

/** The text in lines of at most so many cells, broken between words where there are any. */
export const wrap = (text: Safe, width: number, tone: Tone = 'plain'): readonly Line[] =>
  wrapLine(text, width)
    .flatMap(part => (cellWidth(part) <= width ? [part] : inPieces(part, Math.max(1, width))))
    .map(part => [span(part, tone)])

/** So many of the lines as there is room for, from the first shown on. */
export const windowed = (lines: readonly Line[], from: number, rows: number): readonly Line[] =>
  lines.slice(from, from + rows)

/** The lines and as many empty ones as are missing. */
export const padded = (lines: readonly Line[], rows: number): readonly Line[] =>
  lines.length >= rows
    ? lines.slice(0, rows)
    : [...lines, ...Array.from({length: rows - lines.length}, () => blank)]
