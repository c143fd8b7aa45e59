import {readFileSync} from 'node:fs'
import {endsAllAtLogout} from '#src/durable/logout.ts'
import type {Safe} from '#src/text/safe.ts'
import {accountName} from './account.ts'
import type {Context} from './context.ts'

/** What of this host makes a promise weaker: told at the start. */
export const hostWarnings = ({texts}: Context): readonly Safe[] => {
  const login = {user: accountName(), uid: process.getuid?.() ?? 0, cgroup: cgroupOfOurs()}
  return endsAllAtLogout(login) ? [texts.runs['kill-user-processes']()] : []
}

const cgroupOfOurs = (): string => {
  try {
    return readFileSync('/proc/self/cgroup', 'utf8')
  } catch {
    return ''
  }
}
