import type {Item, Section} from '#src/runbook/types.ts'
import {itemsOf, withDescendants} from '#src/runbook/walk.ts'
import {type Counts, countCriteria, countStates} from '#src/session/outcome.ts'
import {joinSafe, type Safe} from '#src/text/safe.ts'
import {say} from '#src/text/say.ts'
import type {ScreenInput} from '#src/view/screen-input.ts'

// What calls for somebody first; never added up into one figure.
const order: readonly (keyof Counts)[] = [
  'failed',
  'unknown',
  'running',
  'open',
  'done',
  'confirmed',
  'asserted',
  'assigned',
  'overridden',
  'skipped',
  'deferred',
  'not-applicable',
]

const cached = new WeakMap<object, Map<string, Counts>>()

const countsOf = (input: ScreenInput, name: string, items: () => readonly Item[]): Counts => {
  const {runbook, session} = input.situation
  const of = cached.get(session) ?? new Map<string, Counts>()
  cached.set(session, of)
  const before = of.get(name)
  if (before !== undefined) return before
  const counts = countStates(runbook, session, items())
  of.set(name, counts)
  return counts
}

const inWords = ({texts: {states}}: ScreenInput, counts: Counts): Safe =>
  joinSafe(
    order.filter(state => counts[state] > 0).map(state => say`${counts[state]} ${states[state]}`),
    ' · ',
  )

/** The section's items by state, those of nested sections with them; of a decision its criteria. */
export const sectionCounts = (input: ScreenInput, section: Section): Safe => {
  const {runbook, session} = input.situation
  if (section.mode === 'decision') {
    const {states} = input.texts
    const counts = countCriteria(runbook, session)
    return joinSafe(
      (['raised', 'unknown', 'clear'] as const)
        .filter(state => counts[state] > 0)
        .map(state => say`${counts[state]} ${states[state]}`),
      ' · ',
    )
  }
  const items = (): readonly Item[] => withDescendants(runbook, section.id).flatMap(each => each.items)
  return inWords(input, countsOf(input, section.id, items))
}

/** All items of the session by state. */
export const sessionCounts = (input: ScreenInput): Safe =>
  inWords(
    input,
    countsOf(input, '', () => itemsOf(input.situation.runbook)),
  )
