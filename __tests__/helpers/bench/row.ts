/** What every row of the bench is given. */
export interface Bench {
  /** The built program's entry. */
  readonly program: string
  /** A module with what is measured in a process of its own; see `run-task.ts`. */
  readonly tasks: string
  /** A directory of the run's own. */
  readonly directory: string
  readonly runs: number
  /** How long memory is watched. */
  readonly minutes: number
}

export type Unit = 'ms' | '×' | 'bytes' | 'MB/s' | 'MB' | ''

/** One measured number, and what is demanded of it. */
export interface Figure {
  readonly name: string
  readonly value: number
  readonly unit: Unit
  readonly demand?: {readonly most: number} | {readonly least: number}
}

/** One thing that is measured, by itself, with its own means. */
export interface BenchRow {
  readonly name: string
  readonly measure: (bench: Bench) => Promise<readonly Figure[]>
}

/** The value below which this share of all lies, from 0 to 1. */
export const shareOf = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ??
  Number.NaN

export const medianOf = (values: readonly number[]): number => shareOf(values, 0.5)

/** Each beside the other of the same run, so that what else the machine did meets both; then the one in the middle. */
export const ratioOf = (values: readonly number[], others: readonly number[]): number =>
  medianOf(values.map((value, at) => value / (others[at] ?? Number.NaN)))

export const isMet = ({value, demand}: Figure): boolean => {
  if (demand === undefined) return true
  return 'most' in demand ? value <= demand.most : value >= demand.least
}

const digitsOf = (value: number, unit: Unit): number => {
  if (unit === '×') return 2
  if (unit === 'bytes' || unit === '') return 0
  return value < 1 ? 2 : value < 100 ? 1 : 0
}

const written = ({value, unit}: Figure): string =>
  `${value.toLocaleString('en-US', {minimumFractionDigits: digitsOf(value, unit), maximumFractionDigits: digitsOf(value, unit)})} ${unit}`.trimEnd()

const limitOf = ({demand}: Figure): string => {
  if (demand === undefined) return ''
  return 'most' in demand ? `≤ ${demand.most.toLocaleString('en-US')}` : `≥ ${demand.least}`
}

/** A figure as a line: what it is, its value, what was demanded and whether it is met. */
export const lineOf = (figure: Figure): string => {
  const said = `  ${figure.name.padEnd(64)} ${written(figure).padStart(12)}`
  if (figure.demand === undefined) return said
  return `${said}   ${limitOf(figure)} ${isMet(figure) ? 'met' : 'MISSED'}`
}

/** A row as a table of Markdown, its columns as wide as the formatter of this project makes them. */
export const tableOf = (figures: readonly Figure[]): string => {
  const cells = figures.map(figure => [
    figure.name.replaceAll('|', '\\|'),
    written(figure),
    limitOf(figure),
    figure.demand === undefined ? '' : isMet(figure) ? 'yes' : '**no**',
  ])
  const head = ['figure', 'measured', 'demand', 'met']
  const widths = head.map((title, column) =>
    Math.max(title.length, ...cells.map(row => [...(row[column] ?? '')].length)),
  )
  const row = (texts: readonly string[]): string =>
    `| ${texts.map((text, at) => text + ' '.repeat(Math.max(0, (widths[at] ?? 0) - [...text].length))).join(' | ')} |`
  return [row(head), row(widths.map(width => '-'.repeat(width))), ...cells.map(row)].join('\n')
}
