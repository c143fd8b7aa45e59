import type {Intent, Stamp} from './intents.ts'
import {type Attempt, attemptOf, lastAttempt, type Session} from './state.ts'
import {accept, isBlank, refuse, type Verdict} from './verdict.ts'

type Report = Extract<Intent, {type: 'running' | 'ended' | 'not-started' | 'outcome-unknown' | 'assert'}>

/** What a runner reported of an attempt, or what the operator says of one whose outcome was lost. */
export const decideAttempt = (session: Session, intent: Report, stamp: Stamp): Verdict => {
  if (intent.type === 'assert') return decideAssertion(session, intent, stamp)
  const attempt = attemptOf(session, intent.attempt)
  if (attempt === null || !isOpenTo(attempt, intent)) return refuse({code: 'stale-report'})
  const common = {...stamp, item: attempt.item, attempt: attempt.number}
  switch (intent.type) {
    case 'running':
      return accept({...common, type: 'command-running', pid: intent.pid})
    case 'ended':
      return accept({
        ...common,
        type: 'command-ended',
        exit: intent.exit,
        tail: intent.tail,
        seen: intent.seen,
      })
    case 'not-started':
      return accept({
        ...common,
        type: 'command-not-started',
        proof: intent.proof,
        why: intent.why,
        ...(intent.heldBy === undefined ? {} : {heldBy: intent.heldBy}),
      })
    case 'outcome-unknown':
      return accept({
        ...common,
        type: 'command-unknown',
        sameBoot: intent.sameBoot,
        processes: intent.processes,
        tail: intent.tail,
      })
  }
}

// An outcome is final. Only "unknown" may still be replaced by an exit record that turned up, never by a guess, and what
// is known of it may change: its processes end, the host is restarted.
const isOpenTo = (attempt: Attempt, intent: Exclude<Report, {type: 'assert'}>): boolean => {
  if (attempt.phase === 'intended') return true
  if (attempt.phase === 'running') return intent.type !== 'running'
  if (attempt.phase !== 'unknown') return false
  return intent.type === 'ended' || (intent.type === 'outcome-unknown' && isNews(attempt, intent))
}

const isNews = (attempt: Attempt, seen: Extract<Report, {type: 'outcome-unknown'}>): boolean =>
  seen.sameBoot !== attempt.sameBoot ||
  seen.tail !== attempt.tail ||
  seen.processes.join() !== attempt.processes.join()

const decideAssertion = (
  session: Session,
  intent: Extract<Report, {type: 'assert'}>,
  stamp: Stamp,
): Verdict => {
  const attempt = lastAttempt(session, intent.item)
  if (attempt?.phase !== 'unknown') return refuse({code: 'no-outcome-to-assert'})
  if (intent.answer !== 'later' && isBlank(intent.how)) return refuse({code: 'how-missing'})
  return accept({
    ...stamp,
    type: 'command-asserted',
    item: intent.item,
    attempt: attempt.number,
    answer: intent.answer,
    how: intent.how,
  })
}
