import type {CommandItem} from '#src/runbook/types.ts'
import {sectionOf} from '#src/runbook/walk.ts'
import {safe} from '#src/text/safe.ts'
import {sameWord} from '#src/text/words.ts'
import {stopWord} from './confirm-words.ts'
import type {Situation} from './decide.ts'
import type {Intent, Stamp} from './intents.ts'
import {isSettled, itemState, ruledOut} from './item-state.ts'
import {attemptOf, hasLostOutcome, lastAttempt, type Session} from './state.ts'
import {accept, isBlank, refuse, type Verdict} from './verdict.ts'

type IntentOf<Type extends Intent['type']> = Extract<Intent, {type: Type}>

/** Whether a running command is asked to end: with the word typed, and the hard way only after the soft one. */
export const decideStop = (session: Session, intent: IntentOf<'stop'>, stamp: Stamp): Verdict => {
  const attempt = attemptOf(session, intent.attempt)
  if (attempt?.phase !== 'running' && attempt?.phase !== 'intended') return refuse({code: 'not-running'})
  if (intent.signal === 'SIGKILL' && attempt.stopping === null) return refuse({code: 'stop-first'})
  const word = stopWord(session, intent.signal)
  if (!sameWord(intent.typed, word)) return refuse({code: 'wrong-stop-word', word: safe(word)})
  const {item, number} = attempt
  return accept({...stamp, type: 'command-stopping', item, attempt: number, signal: intent.signal})
}

/** Whether the operator may say that the command was run somewhere else. No gate asks: it has happened. */
export const decideElsewhere = (
  {runbook, session}: Situation,
  item: CommandItem,
  intent: IntentOf<'run-elsewhere'>,
  stamp: Stamp,
): Verdict => {
  if (item.watch) return refuse({code: 'watch-here'})
  if (ruledOut(runbook, session, sectionOf(runbook, item.id))) return refuse({code: 'ruled-out'})
  const state = itemState(runbook, session, item)
  if (state === 'running') return refuse({code: 'already-running'})
  if (hasLostOutcome(session, item)) return refuse({code: 'outcome-first'})
  if (isSettled(state) && state !== 'deferred') return refuse({code: 'already-settled', state})
  if (isBlank(intent.where)) return refuse({code: 'where-missing'})
  if (isBlank(intent.how)) return refuse({code: 'how-missing'})
  return accept({
    ...stamp,
    type: 'command-elsewhere',
    item: item.id,
    text: item.shell.text,
    where: intent.where.trim(),
    outcome: intent.outcome,
    how: intent.how.trim(),
  })
}

/** What the operator does about a failure goes on record; what follows from it is a fact of its own. */
export const decideFailure = (
  {runbook, session}: Situation,
  item: CommandItem,
  intent: IntentOf<'answer-failure'>,
  stamp: Stamp,
): Verdict => {
  if (itemState(runbook, session, item) !== 'failed') return refuse({code: 'not-failed'})
  const attempt = lastAttempt(session, item.id)?.number ?? null
  return accept({...stamp, type: 'failure-answered', item: item.id, attempt, choice: intent.choice})
}
