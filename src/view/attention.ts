import type {Item, ItemId, Runbook} from '#src/runbook/types.ts'
import {itemsOf} from '#src/runbook/walk.ts'
import {itemState} from '#src/session/item-state.ts'
import {decisionOpen} from '#src/session/outcome.ts'
import {hasLostOutcome, lostMessage, type Session} from '#src/session/state.ts'

/** Why something wants the operator, the most urgent first. */
const urgency = ['changes', 'lost-outcome', 'failed', 'raised', 'unknown', 'deferred'] as const

export type AttentionWhy = (typeof urgency)[number]

/** What wants the operator; `item` is null for what has changed since the session was left. */
export interface Wanting {
  readonly item: ItemId | null
  readonly why: AttentionWhy
}

/** What calls for somebody, beyond simply being open. */
export const attention = (runbook: Runbook, session: Session): readonly Wanting[] => {
  const wanting: Wanting[] = session.holds.length > 0 ? [{item: null, why: 'changes'}] : []
  for (const item of itemsOf(runbook)) {
    const why = whyOf(runbook, session, item)
    if (why !== null) wanting.push({item: item.id, why})
  }
  return wanting.toSorted((a, b) => urgency.indexOf(a.why) - urgency.indexOf(b.why))
}

const whyOf = (runbook: Runbook, session: Session, item: Item): AttentionWhy | null => {
  // A group is as its items are; they stand in the list themselves.
  if (item.kind === 'manual' && item.children.length > 0) return null
  if (hasLostOutcome(session, item) || lostMessage(session, item.id) !== null) return 'lost-outcome'
  const state = itemState(runbook, session, item)
  if (item.kind === 'criterion') return state === 'raised' && decisionOpen(runbook, session) ? 'raised' : null
  return state === 'failed' || state === 'unknown' || state === 'deferred' ? state : null
}
