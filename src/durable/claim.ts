import {constants} from 'node:fs'
import {join} from 'node:path'
import {errorCode, readAll, realDisk} from './disk.ts'
import {createFileExclusive} from './replace.ts'

/** Who may decide about a side effect: the runner that will start it, or a resumer that declares it not started. */
export type Claimant = 'runner' | 'resumer'

export interface Claim {
  readonly by: Claimant
  /** Of the claiming process; null where the claim cannot be read. */
  readonly pid: number | null
}

const claimPath = (dir: string): string => join(dir, 'claim')

const unreadable: Claim = {by: 'runner', pid: null}

/**
 * Who has claimed the side effect in this directory; null: nobody. A claim that cannot be read counts as the runner's,
 * since only "nobody started it" must never be said wrongly.
 */
export const readClaim = (dir: string): Claim | null => {
  let fd: number
  try {
    fd = realDisk.open(claimPath(dir), constants.O_RDONLY | constants.O_NOFOLLOW)
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null
    throw error
  }
  try {
    const value: unknown = JSON.parse(readAll(realDisk, fd).toString('utf8'))
    if (typeof value !== 'object' || value === null) return unreadable
    const pid = 'pid' in value && typeof value.pid === 'number' ? value.pid : null
    return {by: 'by' in value && value.by === 'resumer' ? 'resumer' : 'runner', pid}
  } catch {
    return unreadable
  } finally {
    realDisk.close(fd)
  }
}

/**
 * Claims the side effect: of all who ever try exactly one gets `ours`, and the claim is on disk before it does. The
 * others learn whose it is. Where it throws, the claim may stand under our name but is not known to be durable: whoever
 * gets the error must not act on it.
 */
export const claim = (dir: string, by: Claimant): 'ours' | Claim => {
  const content = {by, pid: process.pid, at: new Date().toISOString()}
  if (createFileExclusive(claimPath(dir), `${JSON.stringify(content)}\n`) === 'created') return 'ours'
  return readClaim(dir) ?? unreadable
}
