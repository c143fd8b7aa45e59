import type {Item, ItemId, Runbook} from '#src/runbook/types.ts'
import {itemsOf, needsOf, sectionOf} from '#src/runbook/walk.ts'
import type {SessionEvent} from '#src/session/events.ts'
import {itemState} from '#src/session/item-state.ts'
import {replay} from '#src/session/reduce.ts'
import {emptySession, recordOf, type Session} from '#src/session/state.ts'

/** What a rehearsal came to: times in milliseconds since its start, and what was not done as the runbook says. */
export interface Debrief {
  readonly toDecision: number | null
  /** To the confirmation of the first dangerous command. */
  readonly toRollback: number | null
  readonly health:
    | {readonly kind: 'healthy'; readonly after: number}
    | {readonly kind: 'not-healthy'; readonly items: readonly Item[]}
    /** Nothing was rolled back, or nobody looked at the checks behind it. */
    | {readonly kind: 'unseen'}
  readonly skipped: readonly Item[]
  readonly overridden: readonly Item[]
  readonly neverLookedAt: readonly Item[]
  /** Criteria to which neither a probe nor the operator had an answer when it was decided. */
  readonly unanswered: readonly Item[]
}

/** Pure: the same events always give the same debrief. */
export const debriefOf = (runbook: Runbook, events: readonly SessionEvent[]): Debrief => {
  const session = replay(emptySession, events)
  const items = itemsOf(runbook)
  const start = Date.parse(events[0]?.at ?? '')
  const since = (at: string | undefined): number | null => (at === undefined ? null : Date.parse(at) - start)
  const dangerous = new Set(
    items.flatMap(item => (item.kind === 'command' && item.confirm === 'target' ? [item.id] : [])),
  )
  const begun = events.find(event => event.type === 'command-confirmed' && dangerous.has(event.item))
  const inState = (state: string) => items.filter(item => itemState(runbook, session, item) === state)
  const decision = session.decision
  // What another one's failure hides is no gap: that one was known.
  const unanswered = (decision?.criteria ?? [])
    .filter(({answer, reading}) => answer === 'unknown' && reading?.reason !== 'blocked')
    .map(({item}) => item)
  return {
    toDecision: since(decision?.at),
    toRollback: since(begun?.at),
    health: healthOf(runbook, session, {events, dangerous, start}),
    skipped: inState('skipped'),
    overridden: inState('overridden'),
    neverLookedAt: items.filter(item => isUntouched(runbook, session, item)),
    unanswered: items.filter(item => unanswered.includes(item.id)),
  }
}

/** Open to the end, and nobody and nothing ever said anything of it. */
const isUntouched = (runbook: Runbook, session: Session, item: Item): boolean => {
  if (item.kind === 'criterion' || itemState(runbook, session, item) !== 'open') return false
  return recordOf(session, item.id).sensed === null && recordOf(session, item.id).attempts.length === 0
}

const healthOf = (
  runbook: Runbook,
  session: Session,
  {
    events,
    dangerous,
    start,
  }: {
    readonly events: readonly SessionEvent[]
    readonly dangerous: ReadonlySet<ItemId>
    readonly start: number
  },
): Debrief['health'] => {
  const ended = events.findLastIndex(event => event.type === 'command-ended' && dangerous.has(event.item))
  if (ended === -1) return {kind: 'unseen'}
  const checks = itemsOf(runbook).filter(item => isCheckBehind(runbook, item, dangerous))
  const notPassing = checks.filter(item => recordOf(session, item.id).sensed?.outcome !== 'pass')
  if (checks.length === notPassing.length) return {kind: 'unseen'}
  if (notPassing.length > 0) return {kind: 'not-healthy', items: notPassing}
  const ids = new Set(checks.map(item => item.id))
  const last = events.findLast(
    (event, at) =>
      at > ended && event.type === 'sensed' && ids.has(event.item) && event.reading.outcome === 'pass',
  )
  return last === undefined ? {kind: 'unseen'} : {kind: 'healthy', after: Date.parse(last.at) - start}
}

/** A sensed item in a section that waits for the dangerous command, its own or that of a section above it. */
const isCheckBehind = (runbook: Runbook, item: Item, dangerous: ReadonlySet<ItemId>): boolean => {
  const section = item.kind === 'sensed' ? sectionOf(runbook, item.id) : null
  return section !== null && needsOf(runbook, section.id).some(need => dangerous.has(need as ItemId))
}
