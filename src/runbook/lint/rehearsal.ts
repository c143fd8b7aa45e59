import {safe} from '#src/text/safe.ts'
import type {CommandItem, Item, Runbook} from '../types.ts'
import {itemsOf} from '../walk.ts'
import type {Finding} from './finding.ts'

/** Half a year: people, hosts and scripts have changed since. */
const mostDays = 183
const day = 86_400_000

const isDangerous = (item: Item): item is CommandItem => item.kind === 'command' && item.confirm === 'target'

/** Of a runbook that can destroy something: when it was last rehearsed, as far as its probes file says so. */
export const rehearsalFindings = (runbook: Runbook, today: string): readonly Finding[] => {
  const {rehearsed} = runbook.settings
  if (rehearsed === undefined) {
    const first = itemsOf(runbook).find(isDangerous)
    return first === undefined
      ? []
      : [{at: first.position, detail: {code: 'rehearsal', how: 'unknown', date: safe(''), days: 0}}]
  }
  const {position} = rehearsed
  const date = safe(rehearsed.date)
  const days = Math.round((Date.parse(today) - Date.parse(rehearsed.date)) / day)
  // Whoever is a day ahead of us writes tomorrow.
  const how = days < -1 ? 'ahead' : days > mostDays ? 'old' : null
  return how === null ? [] : [{at: position, inProbes: true, detail: {code: 'rehearsal', how, date, days}}]
}
