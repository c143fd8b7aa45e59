import type {InputSpec, Runbook} from '#src/runbook/types.ts'
import {findItem, itemsOf} from '#src/runbook/walk.ts'
import {safe} from '#src/text/safe.ts'
import type {Situation} from './decide.ts'
import type {FrozenCriterion} from './events.ts'
import type {Intent, Stamp} from './intents.ts'
import {criterionState} from './item-state.ts'
import {decisionOpen, openItems, sessionOutcome} from './outcome.ts'
import {type Attempt, hasLostOutcome, recordOf, type Session} from './state.ts'
import {accept, isBlank, type Refusal, refuse, type Verdict} from './verdict.ts'

type SessionIntent = Extract<
  Intent,
  {type: 'resume' | 'suspend' | 'confirm-changes' | 'adopt' | 'abort' | 'close' | 'decide' | 'set-input'}
>

/** What concerns the session as a whole: coming, going, deciding, ending. */
export const decideSession = (situation: Situation, intent: SessionIntent, stamp: Stamp): Verdict => {
  const {runbook, session} = situation
  switch (intent.type) {
    case 'resume': {
      const {host, bootId, takenOver, changes} = intent
      return accept({...stamp, type: 'session-resumed', host, bootId, takenOver, changes})
    }
    case 'suspend':
      return accept({...stamp, type: 'session-suspended', cause: intent.cause, item: intent.item})
    case 'confirm-changes':
      if (session.holds.length === 0) return refuse({code: 'no-changes'})
      if (isBlank(intent.reason)) return refuse({code: 'reason-missing'})
      return accept({...stamp, type: 'changes-confirmed', reason: intent.reason})
    case 'adopt': {
      const {probes, kept, dropped} = intent
      return accept({...stamp, type: 'runbook-adopted', runbook: intent.runbook, probes, kept, dropped})
    }
    case 'abort':
      if (isBlank(intent.reason)) return refuse({code: 'reason-missing'})
      return accept({...stamp, type: 'session-aborted', reason: intent.reason})
    case 'close':
      return decideClose(situation, intent, stamp)
    case 'decide': {
      if (!runbook.sections.some(section => section.mode === 'decision'))
        return refuse({code: 'no-decision-here'})
      if (isBlank(intent.sentence)) return refuse({code: 'sentence-missing'})
      const criteria = frozenCriteria(runbook, session)
      return accept({
        ...stamp,
        type: 'decision-made',
        choice: intent.choice,
        sentence: intent.sentence,
        criteria,
      })
    }
    case 'set-input':
      return decideInput(runbook, intent, stamp)
  }
}

const decideClose = (
  {runbook, session}: Situation,
  {signedBy}: Extract<SessionIntent, {type: 'close'}>,
  stamp: Stamp,
): Verdict => {
  const obstacle = closeObstacle(runbook, session)
  if (obstacle !== null) return refuse(obstacle)
  if (isBlank(signedBy)) return refuse({code: 'sign-off-missing'})
  return accept({
    ...stamp,
    type: 'session-closed',
    outcome: sessionOutcome(runbook, session),
    signedBy: signedBy.trim(),
  })
}

/** What keeps the session from being closed, whoever would sign for it; null: nothing. */
export const closeObstacle = (runbook: Runbook, session: Session): Refusal | null => {
  if (decisionOpen(runbook, session)) return {code: 'decision-open'}
  const busy = session.attempts.filter(attempt => isBusy(runbook, session, attempt))
  // Of an item that an adopted runbook no longer has nobody could say it any more.
  const untold = session.messages.filter(
    ({phase, item}) => phase === 'intended' || (phase === 'unknown' && findItem(runbook, item) !== null),
  )
  const waiting = [...busy, ...untold]
  if (waiting.length > 0) {
    return {code: 'still-running', items: safe([...new Set(waiting.map(each => each.item))].join(', '))}
  }
  const open = openItems(runbook, session)
  return open.length > 0 ? {code: 'still-open', items: safe(open.map(item => item.id).join(', '))} : null
}

const isBusy = (runbook: Runbook, session: Session, attempt: Attempt): boolean => {
  if (attempt.phase === 'intended' || attempt.phase === 'running') return true
  const item = findItem(runbook, attempt.item)
  return item !== null && hasLostOutcome(session, item)
}

const frozenCriteria = (runbook: Runbook, session: Session): readonly FrozenCriterion[] =>
  itemsOf(runbook)
    .filter(item => item.kind === 'criterion')
    .map(item => {
      const record = recordOf(session, item.id)
      const answer = criterionState(session, item.id)
      return {item: item.id, answer, remark: record.answer?.remark ?? '', reading: record.sensed}
    })

/** Why the runbook cannot take this value; null where it can. */
export const inputObstacle = (
  runbook: Runbook,
  {name, value}: {readonly name: string; readonly value: string},
): Refusal | null => {
  const wanted = itemsOf(runbook).some(
    item => item.kind === 'command' && item.shell.variables.some(variable => variable.input === name),
  )
  const spec = inputSpec(runbook, name)
  if (!wanted && spec === undefined) return {code: 'no-such-input', name: safe(name)}
  const pattern = spec?.pattern ?? null
  if (pattern !== null && !new RegExp(pattern, 'u').test(value)) {
    return {code: 'bad-input', name: safe(name), pattern: safe(pattern)}
  }
  return null
}

// Own keys only: a name such as `constructor` is no input.
const inputSpec = ({settings}: Runbook, name: string): InputSpec | undefined =>
  Object.hasOwn(settings.inputs, name) ? settings.inputs[name] : undefined

const decideInput = (
  runbook: Runbook,
  intent: Extract<SessionIntent, {type: 'set-input'}>,
  stamp: Stamp,
): Verdict => {
  const {name, value} = intent
  const obstacle = inputObstacle(runbook, intent)
  if (obstacle !== null) return refuse(obstacle)
  const spec = inputSpec(runbook, name)
  const secret = spec?.secret === true || runbook.settings.secrets.includes(name)
  return accept({...stamp, type: 'input-set', name, value: secret ? null : value, secret})
}
