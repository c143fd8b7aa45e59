import type {Item, Runbook} from '#src/runbook/types.ts'
import {findSection, positionOf, sectionOf, withDescendants} from '#src/runbook/walk.ts'
import {safe} from '#src/text/safe.ts'
import type {Situation} from './decide.ts'
import type {Intent, Stamp} from './intents.ts'
import {isSettled, itemState} from './item-state.ts'
import {factsRequired} from './session-facts.ts'
import {hasLostOutcome, isUnverified, lostMessage, messagesAt, recordOf, type Session} from './state.ts'
import {accept, isBlank, type Refusal, refuse, type Verdict} from './verdict.ts'

type ItemIntent = Extract<
  Intent,
  {
    type:
      | 'done'
      | 'confirm-by-hand'
      | 'acknowledge'
      | 'override'
      | 'skip'
      | 'not-applicable'
      | 'defer'
      | 'take-back'
      | 'assign'
      | 'answer'
  }
>

/** What the operator says of one item. */
export const decideItem = (situation: Situation, item: Item, intent: ItemIntent, stamp: Stamp): Verdict => {
  const {runbook, session} = situation
  const here = {...stamp, item: item.id}
  switch (intent.type) {
    case 'done':
      return decideDone(situation, item, intent, stamp)
    case 'confirm-by-hand': {
      if (item.kind !== 'sensed' && !isUnverified(session, item)) return refuse({code: 'not-sensed'})
      const obstacle = settledObstacle(runbook, session, item)
      if (obstacle !== null) return refuse(obstacle)
      const outcome = recordOf(session, item.id).sensed?.outcome ?? 'unknown'
      if (outcome !== 'unknown') return refuse({code: 'reading-stands'})
      if (item.kind === 'sensed' && factsRequired(runbook, item.probe).length > 0)
        return refuse({code: 'session-knows'})
      if (isBlank(intent.how)) return refuse({code: 'how-missing'})
      return accept({...here, type: 'item-confirmed', how: intent.how})
    }
    case 'acknowledge': {
      const record = recordOf(session, item.id)
      if (
        item.kind !== 'sensed' ||
        !item.killer ||
        record.sensed?.outcome !== 'pass' ||
        record.acknowledged !== null
      ) {
        return refuse({code: 'no-acknowledgement'})
      }
      return accept({...here, type: 'item-acknowledged', reading: record.sensed})
    }
    case 'override':
    case 'skip':
    case 'not-applicable':
    case 'defer':
      return decideExcuse(situation, item, intent, stamp)
    case 'take-back':
      return decideTakeBack(situation, item, stamp)
    case 'assign': {
      if (item.kind !== 'follow-up') return refuse({code: 'not-a-follow-up'})
      const obstacle = settledObstacle(runbook, session, item)
      if (obstacle !== null) return refuse(obstacle)
      if (isBlank(intent.owner) || isBlank(intent.due)) return refuse({code: 'follow-up-needs-owner'})
      return accept({...here, type: 'follow-up-assigned', owner: intent.owner.trim(), due: intent.due.trim()})
    }
    case 'answer':
      if (item.kind !== 'criterion') return refuse({code: 'not-a-criterion'})
      return accept({...here, type: 'criterion-answered', answer: intent.answer, remark: intent.remark})
  }
}

const decideDone = (
  {runbook, session}: Situation,
  item: Item,
  intent: Extract<ItemIntent, {type: 'done'}>,
  stamp: Stamp,
): Verdict => {
  const unfit = whyNotTicked(item)
  if (unfit !== null) return refuse(unfit)
  const obstacle = settledObstacle(runbook, session, item)
  if (obstacle !== null) return refuse(obstacle)
  const questions = item.kind === 'manual' ? item.ask : []
  const unanswered = questions.find(question => isBlank(intent.answers[question] ?? ''))
  if (unanswered !== undefined) return refuse({code: 'answer-missing', question: safe(unanswered)})
  const answers = Object.fromEntries(
    questions.map(question => [question, (intent.answers[question] ?? '').trim()]),
  )
  return accept({...stamp, type: 'item-done', item: item.id, answers, remark: intent.remark})
}

// Only what the operator alone can know is ticked by hand.
const whyNotTicked = (item: Item): Refusal | null => {
  switch (item.kind) {
    case 'sensed':
      return {code: 'belongs-to-probe'}
    case 'criterion':
      return {code: 'is-a-criterion'}
    case 'follow-up':
      return {code: 'follow-up-needs-owner'}
    case 'command':
      return item.watch ? null : {code: 'command-needs-run'}
    case 'manual':
      return item.children.length > 0 ? {code: 'is-a-group'} : null
    case 'link':
      return null
  }
}

// A deferred item can be settled at any time: that is what it was deferred for.
const settledObstacle = (runbook: Runbook, session: Session, item: Item): Refusal | null => {
  const state = itemState(runbook, session, item)
  if (state === 'running') return {code: item.kind === 'manual' ? 'already-sending' : 'already-running'}
  if (lostMessage(session, item.id) !== null) return {code: 'message-first'}
  return isSettled(state) && state !== 'deferred' ? {code: 'already-settled', state} : null
}

const decideExcuse = (
  {runbook, session}: Situation,
  item: Item,
  intent: Extract<ItemIntent, {type: 'override' | 'skip' | 'not-applicable' | 'defer'}>,
  stamp: Stamp,
): Verdict => {
  if (item.kind === 'criterion') return refuse({code: 'is-a-criterion'})
  if (item.kind === 'manual' && item.children.length > 0) return refuse({code: 'is-a-group'})
  const obstacle = settledObstacle(runbook, session, item)
  if (obstacle !== null) return refuse(obstacle)
  if (hasLostOutcome(session, item)) return refuse({code: 'outcome-first'})
  if (isBlank(intent.reason)) return refuse({code: 'reason-missing'})
  const here = {...stamp, item: item.id, reason: intent.reason.trim()}
  switch (intent.type) {
    case 'override':
      return accept({...here, type: 'item-overridden', reading: recordOf(session, item.id).sensed})
    case 'skip':
      return accept({...here, type: 'item-skipped'})
    case 'not-applicable':
      return accept({...here, type: 'item-not-applicable'})
    case 'defer': {
      const target = findSection(runbook, intent.to)
      if (target === null) return refuse({code: 'no-such-section', section: safe(intent.to)})
      if (!isLater(runbook, item, intent.to)) return refuse({code: 'defer-backwards'})
      return accept({...here, type: 'item-deferred', to: intent.to})
    }
  }
}

const isLater = (runbook: Runbook, item: Item, to: string): boolean => {
  const own = sectionOf(runbook, item.id)
  const first = withDescendants(runbook, to).flatMap(section => section.items)[0]
  return own?.id !== to && first !== undefined && positionOf(runbook, first.id) > positionOf(runbook, item.id)
}

const decideTakeBack = ({session}: Situation, item: Item, stamp: Stamp): Verdict => {
  const record = recordOf(session, item.id)
  if (
    record.settlement !== null ||
    record.acknowledged !== null ||
    record.answer !== null ||
    record.elsewhere !== null
  ) {
    return accept({...stamp, type: 'item-taken-back', item: item.id})
  }
  if (messagesAt(session, item.id).length > 0) return refuse({code: 'message-stays'})
  return refuse(record.attempts.length > 0 ? {code: 'run-stays'} : {code: 'nothing-to-take-back'})
}
