import type {Item, Runbook, Section} from '#src/runbook/types.ts'
import {itemsOf} from '#src/runbook/walk.ts'
import type {CriterionAnswer, SessionOutcome} from './events.ts'
import {criterionState, type ItemState, isSettled, itemState} from './item-state.ts'
import type {Session} from './state.ts'

/** Items by state, never added up into one figure. Groups are not counted (their children are), nor are criteria. */
export type Counts = Readonly<Record<Exclude<ItemState, CriterionAnswer> | 'unknown', number>>

export const countStates = (runbook: Runbook, session: Session, items: readonly Item[]): Counts => {
  const counts = {
    done: 0,
    confirmed: 0,
    asserted: 0,
    assigned: 0,
    overridden: 0,
    skipped: 0,
    deferred: 0,
    'not-applicable': 0,
    failed: 0,
    unknown: 0,
    running: 0,
    open: 0,
  }
  for (const item of items) {
    if (!isCounted(item)) continue
    const state = itemState(runbook, session, item)
    if (state !== 'raised' && state !== 'clear') counts[state] += 1
  }
  return counts
}

export const countCriteria = (
  runbook: Runbook,
  session: Session,
): Readonly<Record<CriterionAnswer, number>> => {
  const counts = {raised: 0, clear: 0, unknown: 0}
  for (const item of itemsOf(runbook))
    if (item.kind === 'criterion') counts[criterionState(session, item.id)] += 1
  return counts
}

/** Whether it is one of the items that are counted: a group is not, its items are, and a criterion is answered, not done. */
export const isCounted = (item: Item): boolean =>
  item.kind !== 'criterion' && !(item.kind === 'manual' && item.children.length > 0)

/** Items that keep the session from being closed, in the order of the document. */
export const openItems = (runbook: Runbook, session: Session): readonly Item[] =>
  itemsOf(runbook).filter(item => isCounted(item) && !isSettled(itemState(runbook, session, item)))

/** Whether a decision is called for and not taken, or waits on an escalation. */
export const decisionOpen = (runbook: Runbook, session: Session): boolean =>
  runbook.sections.some(section => section.mode === 'decision') &&
  (session.decision === null || session.decision.choice === 'escalate')

export const sectionOutcome = (runbook: Runbook, session: Session, section: Section): SessionOutcome => {
  if (section.mode === 'decision') return decisionOpen(runbook, session) ? 'open' : 'complete'
  const gates = session.attempts.some(
    attempt => attempt.override !== null && section.items.some(item => item.id === attempt.item),
  )
  return outcomeOf(countStates(runbook, session, section.items), gates)
}

/** The outcome of the session as it stands; `aborted` only where it was. */
export const sessionOutcome = (runbook: Runbook, session: Session): SessionOutcome => {
  if (session.phase === 'aborted') return 'aborted'
  if (decisionOpen(runbook, session)) return 'open'
  const gates = session.attempts.some(attempt => attempt.override !== null)
  return outcomeOf(countStates(runbook, session, itemsOf(runbook)), gates)
}

const outcomeOf = (counts: Counts, gates: boolean): SessionOutcome => {
  if (counts.open + counts.running + counts.failed + counts.unknown > 0) return 'open'
  if (counts.deferred > 0) return 'complete except deferred'
  // What stands on a word instead of a fact is no plain "complete".
  if (gates || counts.overridden + counts.skipped + counts.asserted > 0) return 'complete with overrides'
  return 'complete'
}
