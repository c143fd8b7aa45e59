import type {Item, ItemId, Runbook} from '#src/runbook/types.ts'
import {findItem, itemsOf, positionOf, sectionOf} from '#src/runbook/walk.ts'
import {isSettled, itemState} from './item-state.ts'
import {decisionOpen} from './outcome.ts'
import {recordOf, type Session} from './state.ts'

/** Whether the operator still has something to do at this item, there where `walkOrder` puts it. */
const wantsAttention = (runbook: Runbook, session: Session, item: Item): boolean => {
  if (item.kind === 'criterion')
    return decisionOpen(runbook, session) && recordOf(session, item.id).answer === null
  if (item.kind === 'manual' && item.children.length > 0) return false
  const state = itemState(runbook, session, item)
  return state === 'deferred' || !isSettled(state)
}

/** Items in the order in which the operator comes to them: a deferred one stands at the end of the section it was deferred to. */
export const walkOrder = (runbook: Runbook, session: Session): readonly Item[] => {
  const returning = new Map<string, Item[]>()
  for (const [id, record] of session.items) {
    const item = record.deferral === null ? null : findItem(runbook, id)
    if (item === null || record.deferral === null) continue
    returning.set(record.deferral.to, [...(returning.get(record.deferral.to) ?? []), item])
  }
  if (returning.size === 0) return itemsOf(runbook)
  return runbook.sections.flatMap(section => [
    ...section.items.filter(item => recordOf(session, item.id).deferral === null),
    ...(returning.get(section.id) ?? []).toSorted(
      (a, b) => positionOf(runbook, a.id) - positionOf(runbook, b.id),
    ),
  ])
}

/** The next item after this one that wants the operator; past the end it begins again; null when none does. */
export const nextOpen = (runbook: Runbook, session: Session, after: ItemId | null): Item | null => {
  const order = walkOrder(runbook, session)
  const start = after === null ? 0 : order.findIndex(item => item.id === after) + 1
  for (let step = 0; step < order.length; step += 1) {
    const item = order[(start + step) % order.length]
    if (item !== undefined && item.id !== after && wantsAttention(runbook, session, item)) return item
  }
  return null
}

/** The next item that wants the operator after this one was just deferred: from the place it left, not from where it went. */
export const nextAfterDeferral = (runbook: Runbook, session: Session, deferred: ItemId): Item | null => {
  const before = itemsOf(runbook)
    .slice(0, positionOf(runbook, deferred))
    .findLast(item => recordOf(session, item.id).deferral === null)
  return nextOpen(runbook, session, before?.id ?? null)
}

/**
 * Where the operator goes on after something was said of an item: to the next one that wants them, null where none does;
 * `stays` while the item still calls for somebody.
 */
export const afterSaying = (
  runbook: Runbook,
  session: Session,
  item: Item,
  deferred: boolean,
): Item | 'stays' | null => {
  const state = itemState(runbook, session, item)
  if (state === 'open' || state === 'failed' || (state === 'unknown' && item.kind !== 'criterion'))
    return 'stays'
  return deferred ? nextAfterDeferral(runbook, session, item.id) : nextOpen(runbook, session, item.id)
}

/** After the decision: on from a criterion, or from what it has just ruled out; whoever decided from elsewhere stays there. */
export const afterDecision = (
  runbook: Runbook,
  session: Session,
  here: ItemId | null,
): Item | 'stays' | null => {
  const item = here === null ? null : findItem(runbook, here)
  const stays = item !== null && item.kind !== 'criterion' && !isSettled(itemState(runbook, session, item))
  return stays ? 'stays' : nextOpen(runbook, session, here)
}

/** Where a resumed session goes on: at the item last acted on while it wants something, else at the next that does. */
export const resumeAt = (runbook: Runbook, session: Session): Item | null => {
  const here = session.here === null ? null : findItem(runbook, session.here)
  if (here === null) return nextOpen(runbook, session, null) ?? itemsOf(runbook)[0] ?? null
  if (itemState(runbook, session, here) === 'deferred' && session.left?.item !== here.id) {
    return nextAfterDeferral(runbook, session, here.id) ?? here
  }
  return wantsAttention(runbook, session, here) ? here : (nextOpen(runbook, session, here.id) ?? here)
}

/** The section in which the operator meets the item just now: its own, or the one it was deferred to. */
export const sectionMet = (runbook: Runbook, session: Session, item: ItemId) => {
  const to = recordOf(session, item).deferral?.to
  return (
    (to === undefined ? undefined : runbook.sections.find(section => section.id === to)) ??
    sectionOf(runbook, item)
  )
}
