/** What every row of the bench is given. */
export interface Bench {
  /** The built program's entry. */
  readonly program: string
  /** A directory of the run's own. */
  readonly directory: string
  readonly runs: number
}

/** One measured number, and what is demanded of it. */
export interface Figure {
  readonly name: string
  readonly value: number
  readonly unit: 'ms' | '×'
  readonly demand?: {readonly most: number} | {readonly least: number}
}

/** One thing that is measured, by itself, with its own means. */
export interface BenchRow {
  readonly name: string
  readonly measure: (bench: Bench) => Promise<readonly Figure[]>
}

export const medianOf = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN

export const isMet = ({value, demand}: Figure): boolean => {
  if (demand === undefined) return true
  return 'most' in demand ? value <= demand.most : value >= demand.least
}

const written = (value: number, unit: Figure['unit']): string =>
  unit === 'ms' ? `${Math.round(value)} ms` : `${value.toFixed(2)} ×`

/** A figure as a line: what it is, its value, what was demanded and whether it is met. */
export const lineOf = (figure: Figure): string => {
  const {name, value, unit, demand} = figure
  const said = `  ${name.padEnd(52)} ${written(value, unit).padStart(10)}`
  if (demand === undefined) return said
  const limit = 'most' in demand ? `≤ ${demand.most}` : `≥ ${demand.least}`
  return `${said}   ${limit} ${isMet(figure) ? 'met' : 'MISSED'}`
}
