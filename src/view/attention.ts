import type {ItemId, Runbook} from '#src/runbook/types.ts'
import {itemsOf} from '#src/runbook/walk.ts'
import {walkOrder} from '#src/session/cursor.ts'
import {itemState} from '#src/session/item-state.ts'
import {decisionOpen, isCounted} from '#src/session/outcome.ts'
import {hasLostOutcome, type Session} from '#src/session/state.ts'

export type AttentionWhy = 'lost' | 'failed' | 'raised' | 'changes' | 'unknown' | 'came-back'

export interface Attention {
  /** Null: it is about the session as a whole. */
  readonly item: ItemId | null
  readonly why: AttentionWhy
}

const queues = new WeakMap<Session, {readonly runbook: Runbook; readonly queue: readonly Attention[]}>()

/** What wants the operator, the most pressing first, each thing once. */
export const attention = (runbook: Runbook, session: Session): readonly Attention[] => {
  const known = queues.get(session)
  if (known?.runbook === runbook) return known.queue
  const queue = queueOf(runbook, session)
  queues.set(session, {runbook, queue})
  return queue
}

const queueOf = (runbook: Runbook, session: Session): readonly Attention[] => {
  const found: Record<AttentionWhy, Attention[]> = {
    lost: [],
    failed: [],
    raised: [],
    changes: session.holds.length > 0 ? [{item: null, why: 'changes'}] : [],
    unknown: [],
    'came-back': [],
  }
  const deciding = decisionOpen(runbook, session)
  for (const item of itemsOf(runbook)) {
    const state = itemState(runbook, session, item)
    if (item.kind === 'criterion') {
      if (deciding && state === 'raised') found.raised.push({item: item.id, why: 'raised'})
    } else if (!isCounted(item)) continue
    else if (hasLostOutcome(session, item) && state === 'unknown')
      found.lost.push({item: item.id, why: 'lost'})
    else if (state === 'failed' || state === 'unknown') found[state].push({item: item.id, why: state})
  }
  for (const item of walkOrder(runbook, session)) {
    if (itemState(runbook, session, item) === 'deferred')
      found['came-back'].push({item: item.id, why: 'came-back'})
  }
  return Object.values(found).flat()
}
