import type {Runbook, SectionId} from '#src/runbook/types.ts'
import {findItem, findSection, needsOf, withDescendants} from '#src/runbook/walk.ts'
import {type ItemState, itemState} from './item-state.ts'
import {recordOf, type Session} from './state.ts'

// A need is met by facts. What was only skipped, deferred or overridden opens the gate to words, not by itself.
const meets: ReadonlySet<ItemState> = new Set(['done', 'confirmed', 'asserted', 'assigned', 'not-applicable'])

/** Ids of what the section needs (its parents' needs included) and does not have yet. */
export const unmetNeeds = (runbook: Runbook, session: Session, section: SectionId): readonly string[] =>
  needsOf(runbook, section).filter(need => !isMet(runbook, session, need))

const isMet = (runbook: Runbook, session: Session, need: string): boolean => {
  const item = findItem(runbook, need)
  if (item !== null) return meets.has(itemState(runbook, session, item))
  return withDescendants(runbook, need).every(section =>
    section.mode === 'decision'
      ? session.decision?.choice === 'rollback'
      : section.items.every(each => meets.has(itemState(runbook, session, each))),
  )
}

/** The session's `seq` when the last of the section's needs was finished: only what was looked at after it can tick. */
export const needsFinishedSeq = (runbook: Runbook, session: Session, section: SectionId): number => {
  let last = 0
  for (const need of needsOf(runbook, section)) {
    const ids =
      findSection(runbook, need) === null
        ? [need]
        : withDescendants(runbook, need).flatMap(each => each.items.map(item => item.id))
    for (const id of ids) {
      const item = findItem(runbook, id)
      // Criteria go on being read after the decision; they do not undo what stands on it.
      if (item !== null && item.kind !== 'criterion') last = Math.max(last, recordOf(session, id).changedSeq)
    }
  }
  return last
}
