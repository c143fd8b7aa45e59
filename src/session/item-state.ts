import type {StateWord} from '#src/i18n/en/states.ts'
import type {Item, ManualItem, Runbook, Section} from '#src/runbook/types.ts'
import {allNeedsOf, findItem, findSection, sectionOf} from '#src/runbook/walk.ts'
import type {CriterionAnswer} from './events.ts'
import type {Reading} from './reading.ts'
import {factsMissing, factsRequired} from './session-facts.ts'
import {type Attempt, type ItemRecord, lastAttempt, messagesAt, recordOf, type Session} from './state.ts'

/**
 * What an item is now. `done`: observed or said by the operator in its own right. Kept apart from it: `confirmed` (a
 * sensed item, by hand), `asserted` (a command whose outcome was lost, by the operator's word), `assigned` (a follow-up
 * with an owner and a date, not yet worked on). `unknown`: could not look, or OUTCOME UNKNOWN of a command.
 */
export type ItemState = StateWord

/** These leave nothing to be done in this session. */
const settled: ReadonlySet<ItemState> = new Set([
  'done',
  'confirmed',
  'asserted',
  'assigned',
  'overridden',
  'skipped',
  'deferred',
  'not-applicable',
])

export const isSettled = (state: ItemState): boolean => settled.has(state)

export const itemState = (runbook: Runbook, session: Session, item: Item): ItemState => {
  if (item.kind === 'criterion') return criterionState(session, item.id)
  if (item.kind === 'manual' && item.children.length > 0) return groupState(runbook, session, item)
  const told = item.kind === 'manual' ? messageState(session, item.id) : null
  // Whether somebody was told is open, whatever else was said of the item.
  if (told === 'running' || told === 'unknown') return told
  const {settlement} = recordOf(session, item.id)
  if (settlement !== null) return settlement.state
  const state = told ?? ownState(runbook, session, item)
  return state === 'open' || state === 'unknown'
    ? ruledOut(runbook, session, sectionOf(runbook, item.id)) && lastAttempt(session, item.id) === null
      ? 'not-applicable'
      : state
    : state
}

/** Whether the decision not to roll back has taken the section out of this session. */
export const ruledOut = (runbook: Runbook, session: Session, section: Section | null): boolean => {
  if (session.decision?.choice !== 'no' || section === null) return false
  return [...allNeedsOf(runbook, section.id)].some(need => findSection(runbook, need)?.mode === 'decision')
}

export const criterionState = (session: Session, item: string): CriterionAnswer => {
  const record = recordOf(session, item)
  // The operator's word stands until a probe has one of its own.
  if (record.sensed?.outcome === 'fail') return 'raised'
  if (record.sensed?.outcome === 'pass') return 'clear'
  return record.answer?.answer ?? 'unknown'
}

const ownState = (runbook: Runbook, session: Session, item: Item): ItemState => {
  switch (item.kind) {
    case 'sensed': {
      const record = recordOf(session, item.id)
      const required = factsRequired(runbook, item.probe)
      if (required.length > 0) return factsMissing(session, required).length > 0 ? 'open' : 'done'
      // What came of a look that changes something was never told: it must not be asked for again unawares.
      if (record.look !== null) return 'unknown'
      if (record.sensed === null) return 'open'
      if (record.sensed.outcome === 'fail') return 'failed'
      if (record.sensed.outcome === 'unknown') return 'unknown'
      return item.killer && record.acknowledged === null ? 'open' : 'done'
    }
    case 'command': {
      const record = recordOf(session, item.id)
      if (record.elsewhere !== null) return elsewhereState(record.elsewhere)
      const state = attemptState(lastAttempt(session, item.id), item.watch)
      return item.watch || item.verify === null || state !== 'done' ? state : verifiedState(record.sensed)
    }
    case 'manual':
    case 'link':
    case 'follow-up':
    case 'criterion':
      return 'open'
  }
}

/** What the messages of an item come to; null where none was confirmed, or it is proved that the last did not arrive. */
const messageState = (session: Session, item: string): ItemState | null => {
  const messages = messagesAt(session, item)
  const has = (test: (message: (typeof messages)[number]) => boolean): boolean => messages.some(test)
  if (has(({phase}) => phase === 'intended')) return 'running'
  if (has(({phase}) => phase === 'unknown')) return 'unknown'
  if (has(({phase}) => phase === 'sent')) return 'done'
  if (has(({asserted}) => asserted?.answer === 'sent')) return 'asserted'
  return messages.at(-1)?.phase === 'failed' ? 'failed' : null
}

/** What was run elsewhere stands on the operator's word, like an outcome that nobody here saw. */
const elsewhereState = ({outcome}: NonNullable<ItemRecord['elsewhere']>): ItemState =>
  outcome === 'worked' ? 'asserted' : 'failed'

// Exit code 0 says that the program was content; whether it did what it is for is what its probe says.
const verifiedState = (seen: Reading | null): ItemState => {
  switch (seen?.outcome) {
    case 'pass':
      return 'done'
    case 'fail':
      return 'failed'
    case 'unknown':
    case undefined:
      return 'unknown'
  }
}

const attemptState = (attempt: Attempt | null, watch: boolean): ItemState => {
  // Only the operator can say what was seen while watching.
  if (watch) return attempt?.phase === 'intended' || attempt?.phase === 'running' ? 'running' : 'open'
  switch (attempt?.phase) {
    case undefined:
    case 'not-started':
      return 'open'
    case 'intended':
    case 'running':
      return 'running'
    case 'ended':
      return attempt?.exit?.exitCode === 0 && attempt.exit.cause === null ? 'done' : 'failed'
    case 'unknown':
      return 'unknown'
    case 'asserted':
      switch (attempt?.asserted?.answer) {
        case 'done':
          return 'asserted'
        case 'partial':
          return 'failed'
        case 'notdone':
          return 'open'
        case 'later':
        case undefined:
          return 'unknown'
      }
  }
}

// From what still calls for somebody to what is simply done: a group is as far as its least finished child.
const leastFinishedFirst: readonly ItemState[] = [
  'running',
  'failed',
  'unknown',
  'open',
  'deferred',
  'skipped',
  'overridden',
  'asserted',
  'confirmed',
  'assigned',
  'not-applicable',
]

const groupState = (runbook: Runbook, session: Session, group: ManualItem): ItemState => {
  const states = new Set<ItemState>()
  for (const id of group.children) {
    const child = findItem(runbook, id)
    if (child !== null) states.add(itemState(runbook, session, child))
  }
  // Not applicable in part is done where the rest is.
  if (states.has('done')) states.delete('not-applicable')
  return leastFinishedFirst.find(state => states.has(state)) ?? 'done'
}
