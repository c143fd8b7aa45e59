import type {Item, Runbook} from '#src/runbook/types.ts'
import {findItem, itemsByProbe, itemsVerifiedBy, sectionOf} from '#src/runbook/walk.ts'
import {safe} from '#src/text/safe.ts'
import type {Situation} from './decide.ts'
import type {SessionEvent} from './events.ts'
import type {Intent, Stamp} from './intents.ts'
import {ruledOut} from './item-state.ts'
import {needsFinishedSeq, unmetNeeds} from './needs.ts'
import type {Reading} from './reading.ts'
import {lastAttempt, recordOf, type Session} from './state.ts'
import {accept, type Refusal, refuse, type Verdict} from './verdict.ts'

type IntentOf<Type extends Intent['type']> = Extract<Intent, {type: Type}>

/**
 * A reading becomes an event for each item whose outcome or reason it changes. A look that began before the needs of the
 * item's section were finished, or before its command ended, is a preview: it is shown, and becomes nothing.
 */
export const decideReading = (
  {runbook, session}: Situation,
  {reading, beganSeq}: IntentOf<'reading'>,
  stamp: Stamp,
): Verdict => {
  // What is seen while the system is being changed says nothing of how it will be; its end is looked at anew.
  if (dangerRuns(runbook, session)) return accept()
  const events: SessionEvent[] = []
  for (const item of itemsAnsweredBy(runbook, reading.probe)) {
    const counts =
      item.kind === 'command' && !item.watch
        ? hasEndedBefore(session, item, beganSeq)
        : hasWhatItNeeds(runbook, session, item, beganSeq)
    if (counts && isNews(session, item, reading))
      events.push({...stamp, type: 'sensed', item: item.id, reading})
  }
  return accept(...events)
}

const itemsAnsweredBy = (runbook: Runbook, probe: string): readonly Item[] => [
  ...itemsByProbe(runbook, probe),
  ...itemsVerifiedBy(runbook, probe),
]

const hasWhatItNeeds = (runbook: Runbook, session: Session, item: Item, beganSeq: number): boolean => {
  const section = sectionOf(runbook, item.id)
  return (
    section !== null &&
    // Where it was decided not to roll back, nothing is ticked that would have come after it.
    !ruledOut(runbook, session, section) &&
    unmetNeeds(runbook, session, section.id).length === 0 &&
    beganSeq >= needsFinishedSeq(runbook, session, section.id)
  )
}

/** Whether a command runs that needed the target's name: nothing raises an alarm meanwhile. */
export const dangerRuns = (runbook: Runbook, session: Session): boolean =>
  session.attempts.some(({phase, item: id}) => {
    if (phase !== 'running' && phase !== 'intended') return false
    const item = findItem(runbook, id)
    return item?.kind === 'command' && item.confirm === 'target'
  })

const hasEndedBefore = (session: Session, item: Item, beganSeq: number): boolean =>
  lastAttempt(session, item.id)?.phase === 'ended' && beganSeq >= recordOf(session, item.id).changedSeq

const isNews = (session: Session, item: Item, reading: Reading): boolean => {
  const {sensed: known, look} = recordOf(session, item.id)
  return (
    known === null ||
    look !== null ||
    known.outcome !== reading.outcome ||
    known.reason !== reading.reason ||
    known.warning !== reading.warning
  )
}

/** Numbers count as the state before the item's command only while that has not ended. */
export const decideBaseline = (
  {session}: Situation,
  {item, readings}: IntentOf<'baseline'>,
  stamp: Stamp,
): Verdict =>
  lastAttempt(session, item)?.phase === 'intended' && readings.length > 0
    ? accept({...stamp, type: 'baseline-taken', item, readings})
    : refuse({code: 'stale-report'})

/** A look that changes something, once: what its section needs has to be there, or what it sees could not count. */
export const decideLook = (situation: Situation, item: Item, stamp: Stamp): Verdict => {
  const obstacle = lookObstacle(situation, item)
  return obstacle === null ? accept({...stamp, type: 'look-confirmed', item: item.id}) : refuse(obstacle)
}

const lookObstacle = ({runbook, session, live}: Situation, item: Item): Refusal | null => {
  if (item.kind !== 'sensed' || !live.touching.has(item.probe)) return {code: 'looks-by-itself'}
  if (live.looking.has(item.probe)) return {code: 'already-running'}
  if (dangerRuns(runbook, session)) return {code: 'looks-later'}
  const section = sectionOf(runbook, item.id)
  const unmet = section === null ? [] : unmetNeeds(runbook, session, section.id)
  if (unmet.length === 0) return null
  const titles = unmet.map(need => findItem(runbook, need)?.title ?? need)
  return {code: 'needs-first', needs: safe(titles.join(', '))}
}
