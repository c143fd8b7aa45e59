import type {TargetHolder} from '#src/session/events.ts'
import {isSessionId} from './session-id.ts'

const longestName = 100
const longestAnswer = 2048

const isName = (value: unknown): value is string =>
  typeof value === 'string' && value !== '' && value.length <= longestName

const isInstant = (value: unknown): value is string =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value)

/** The value as a holder; null where it is none. Any account can answer on an abstract socket: only what has exactly this form is taken. */
export const asTargetHolder = (value: unknown): TargetHolder | null => {
  if (typeof value !== 'object' || value === null) return null
  const {operator, account, session, since, pid} = value as Record<string, unknown>
  if (!isName(operator) || !isName(account) || !isInstant(since)) return null
  if (typeof session !== 'string' || !isSessionId(session)) return null
  if (typeof pid !== 'number' || !Number.isSafeInteger(pid) || pid < 1) return null
  return {operator, account, session, since, pid}
}

/** A holder from the line that it answered with. */
export const parseTargetHolder = (line: string): TargetHolder | null => {
  if (line.length > longestAnswer) return null
  try {
    return asTargetHolder(JSON.parse(line))
  } catch {
    return null
  }
}

/** This process, from now on, as the others are told of it. */
export const asHolder = (who: Pick<TargetHolder, 'operator' | 'account' | 'session'>): TargetHolder => ({
  operator: who.operator.slice(0, longestName) || who.account,
  account: who.account.slice(0, longestName),
  session: who.session,
  since: new Date().toISOString(),
  pid: process.pid,
})
