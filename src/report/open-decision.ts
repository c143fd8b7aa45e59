import {decisionOpen} from '#src/session/outcome.ts'
import type {Safe} from '#src/text/safe.ts'
import type {Account} from './account.ts'

/** Names the decision where the session still waits for it; null where it was taken, or none is asked for. */
export const openDecision = ({runbook, session, words}: Account): Safe | null => {
  if (!decisionOpen(runbook, session)) return null
  return words.report[session.decision === null ? 'decision-open' : 'decision-escalated']
}
