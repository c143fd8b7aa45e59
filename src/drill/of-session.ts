import {dirname} from 'node:path'
import {drillEnvironment} from './environment.ts'
import {type Layout, layoutOf} from './layout.ts'

type Fields = Readonly<Record<string, unknown>>

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null

/** Where the drill of a session lies, and its environment; null where the session's first record is of no drill. */
export const drillOf = (
  first: unknown,
): {readonly layout: Layout; readonly env: Readonly<Record<string, string>>} | null => {
  const facts = isFields(first) ? first.facts : null
  if (!isFields(facts) || !isFields(facts.drill) || typeof facts.cwd !== 'string') return null
  const root = dirname(facts.cwd)
  const timeZone = typeof facts.timeZone === 'string' ? facts.timeZone : 'UTC'
  return {layout: layoutOf(root), env: drillEnvironment(root, timeZone)}
}
