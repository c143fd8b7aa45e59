import type {IBufferCell, Terminal} from '@xterm/headless'

/** A run of cells that look alike. */
interface Run {
  readonly column: number
  readonly cells: number
  readonly text: string
  readonly style: Style
}

interface Style {
  readonly fill: string
  readonly behind: string | null
  readonly bold: boolean
  readonly dim: boolean
}

const cellWidth = 8.4
const rowHeight = 18
const fontSize = 14
const margin = 14

const background = '#14171c'
const foreground = '#d5d9e0'
const palette = ['#4a4f59', '#ff6b68', '#7ccf7c', '#e5c07b', '#6fa8ff', '#d28df0', '#5fc9d6', '#d5d9e0']
const bright = ['#7d838f', '#ff8f8c', '#9be59b', '#f2d79a', '#92beff', '#e3aef7', '#8adfe9', '#ffffff']

const colorOf = (index: number): string => [...palette, ...bright][index] ?? foreground

const styleOf = (cell: IBufferCell): Style => {
  const fore = cell.isFgPalette() ? colorOf(cell.getFgColor()) : foreground
  const back = cell.isBgPalette() ? colorOf(cell.getBgColor()) : null
  const inverse = cell.isInverse() !== 0
  return {
    fill: inverse ? (back ?? background) : fore,
    behind: inverse ? fore : back,
    bold: cell.isBold() !== 0,
    dim: cell.isDim() !== 0,
  }
}

const alike = (a: Style, b: Style): boolean =>
  a.fill === b.fill && a.behind === b.behind && a.bold === b.bold && a.dim === b.dim

const runsOf = (terminal: Terminal, row: number): readonly Run[] => {
  const buffer = terminal.buffer.active
  const line = buffer.getLine(buffer.baseY + row)
  const runs: Run[] = []
  for (let column = 0; column < terminal.cols; column += 1) {
    const cell = line?.getCell(column)
    if (cell === undefined || cell.getWidth() === 0) continue
    const style = styleOf(cell)
    const text = cell.getChars() || ' '
    const before = runs.at(-1)
    if (before !== undefined && alike(before.style, style)) {
      runs[runs.length - 1] = {
        ...before,
        cells: before.cells + cell.getWidth(),
        text: before.text + text,
      }
    } else runs.push({column, cells: cell.getWidth(), text, style})
  }
  return runs
}

const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, each => ({'&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;'})[each] ?? each)

const number = (value: number): string => String(Math.round(value * 100) / 100)

const drawRun = ({column, cells, text, style}: Run, row: number): readonly string[] => {
  const x = margin + column * cellWidth
  const y = margin + row * rowHeight
  const drawn: string[] = []
  if (style.behind !== null) {
    drawn.push(
      `<rect x="${number(x)}" y="${y}" width="${number(cells * cellWidth)}" height="${rowHeight}" fill="${style.behind}"/>`,
    )
  }
  const blankBefore = text.length - text.trimStart().length
  const shown = text.trim()
  if (shown === '') return drawn
  // What is blank around the text is left out, so that each text is as long as its cells, whatever font there is.
  const shownCells = cells - blankBefore - (text.trimStart().length - shown.length)
  const looks = [
    style.bold ? ' font-weight="bold"' : '',
    style.dim ? ' opacity="0.62"' : '',
    style.fill === foreground ? '' : ` fill="${style.fill}"`,
  ].join('')
  drawn.push(
    `<text x="${number(x + blankBefore * cellWidth)}" y="${y + 13}" textLength="${number(shownCells * cellWidth)}" lengthAdjust="spacingAndGlyphs"${looks}>${escaped(shown)}</text>`,
  )
  return drawn
}

/** With what differs from run to run written over; what takes its place may be shorter. */
const masked = (run: Run, mask: (text: string) => string): Run => {
  const text = mask(run.text)
  return {...run, text, cells: run.cells - (run.text.length - text.length)}
}

/** What stands on a terminal, as a picture that needs nothing but itself. The same screen gives the same bytes. */
export const svgOf = (terminal: Terminal, title: string, mask: (text: string) => string): string => {
  const width = Math.ceil(2 * margin + terminal.cols * cellWidth)
  const height = 2 * margin + terminal.rows * rowHeight
  const drawn = Array.from({length: terminal.rows}, (_, row) =>
    runsOf(terminal, row).flatMap(run => drawRun(masked(run, mask), row)),
  ).flat()
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escaped(title)}">`,
    `<title>${escaped(title)}</title>`,
    `<rect width="${width}" height="${height}" rx="8" fill="${background}"/>`,
    `<g font-family="'DejaVu Sans Mono', Menlo, Consolas, monospace" font-size="${fontSize}" fill="${foreground}" xml:space="preserve" style="white-space: pre">`,
    ...drawn,
    '</g>',
    '</svg>',
  ].join('\n')}\n`
}
