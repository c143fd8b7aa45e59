import {type Safe, safe} from '#src/text/safe.ts'
import type {TargetHolder} from './events.ts'

/** A holder as sentences take it. What it says of itself is foreign. */
export const holderFacts = ({
  operator,
  account,
  session,
  since,
  pid,
}: TargetHolder): {operator: Safe; account: Safe; session: Safe; since: Safe; pid: number} => ({
  operator: safe(operator),
  account: safe(account),
  session: safe(session),
  // Two accounts may have two time zones.
  since: safe(`${since.slice(0, 16).replace('T', ' ')} UTC`),
  pid,
})
