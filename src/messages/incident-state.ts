import type {Runbook} from '#src/runbook/types.ts'
import {itemsOf} from '#src/runbook/walk.ts'
import {isSettled, itemState} from '#src/session/item-state.ts'
import type {Session} from '#src/session/state.ts'

export type IncidentState =
  | 'looking'
  | 'escalated'
  | 'acting'
  | 'trouble'
  | 'checking'
  | 'failing'
  | 'restored'
  | 'kept'
  | 'aborted'

/** How far the incident has come, in one word, for people who do not know the runbook. Never better than what is known. */
export const incidentState = (runbook: Runbook, session: Session): IncidentState => {
  if (session.phase === 'aborted') return 'aborted'
  const {decision} = session
  if (decision?.choice === 'no') return 'kept'
  if (decision?.choice === 'escalate') return 'escalated'
  const items = itemsOf(runbook)
  const statesOf = (kind: 'command' | 'sensed') =>
    items
      .filter(item => item.kind === kind && (item.kind !== 'command' || item.confirm === 'target'))
      .map(item => itemState(runbook, session, item))
  const deeds = statesOf('command')
  if (deeds.some(state => state === 'failed' || state === 'unknown')) return 'trouble'
  const acted = deeds.length > 0 && deeds.every(state => state === 'done' || state === 'asserted')
  if (!acted) {
    const begun = decision !== null || deeds.some(state => state !== 'open')
    return begun ? 'acting' : 'looking'
  }
  const checks = statesOf('sensed').filter(state => state !== 'not-applicable')
  if (checks.some(state => state === 'failed')) return 'failing'
  // Only what was seen makes the system well: nothing was asserted where nothing was looked at.
  if (checks.length > 0 && checks.every(state => state === 'done')) return 'restored'
  return checks.every(isSettled) && checks.some(state => state === 'overridden') ? 'failing' : 'checking'
}
