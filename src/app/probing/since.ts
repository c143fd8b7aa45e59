import type {ResolvedOptions} from '#src/probes/driver.ts'
import type {Moment, Vantage} from './vantage.ts'

/** The moment that the option `since` names, of the probe itself or of what it looks for the newest of; null: not yet. */
export const sinceOf = (options: ResolvedOptions, vantage: Pick<Vantage, 'now' | 'moment'>): Date | null => {
  // A file is new where it was made since its command started; a record counts after the item's end.
  const newest = fieldOf(options.newest, 'since')
  if (newest !== undefined) return momentOf(newest, 'item-start', vantage)
  return options.since === undefined ? null : momentOf(options.since, 'item-end', vantage)
}

const momentOf = (
  since: unknown,
  edge: 'item-start' | 'item-end',
  {now, moment}: Pick<Vantage, 'now' | 'moment'>,
): Date | null => {
  if (typeof since === 'number') return new Date(now().getTime() - since)
  if (since === 'start') return moment({kind: 'session-start'})
  if (since === 'baseline') return moment({kind: 'baseline'})
  const item = fieldOf(since, 'item')
  return typeof item === 'string' ? moment({kind: edge, item} satisfies Moment) : null
}

const fieldOf = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[key] : undefined
