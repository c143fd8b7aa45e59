import {constants} from 'node:fs'
import {join} from 'node:path'
import {readAll, realDisk} from './disk.ts'
import {type HostFacts, hostFacts, processFacts} from './host.ts'

/** Who holds a lock, and where. What differs between its place and ours decides what the lock can prove. */
export interface Holder {
  readonly pid: number
  /** See `ProcessFacts.startTime`; empty where there is no /proc. */
  readonly startTime: string
  readonly host: string
  readonly bootId: string
  readonly networkNamespace: string
  readonly pidNamespace: string
  readonly uid: number
  readonly operator: string
  /** What it is held for: the id of a session. */
  readonly session: string
  /** Wall-clock time, ISO 8601 in UTC. */
  readonly since: string
}

/** Where the holder is not: another host, another boot, another network namespace (a container). */
export type Apart = 'host' | 'boot' | 'network'

/** This process as a holder, from now on. */
export const ourselves = (operator: string, session: string, place: HostFacts = hostFacts()): Holder => ({
  pid: process.pid,
  startTime: processFacts(process.pid)?.startTime ?? '',
  host: place.hostname,
  bootId: place.bootId,
  networkNamespace: place.networkNamespace,
  pidNamespace: place.pidNamespace,
  uid: place.uid,
  operator,
  session,
  since: new Date().toISOString(),
})

export const holderPath = (dir: string): string => join(dir, 'holder.json')

const isHolder = (value: unknown): value is Holder => {
  if (typeof value !== 'object' || value === null) return false
  const fields = value as Record<string, unknown>
  const texts = [
    'startTime',
    'host',
    'bootId',
    'networkNamespace',
    'pidNamespace',
    'operator',
    'session',
    'since',
  ]
  const numbers = ['pid', 'uid']
  return (
    texts.every(name => typeof fields[name] === 'string') &&
    numbers.every(name => Number.isSafeInteger(fields[name]))
  )
}

/** A holder from its JSON text; null where it is none. */
export const parseHolder = (text: string): Holder | null => {
  try {
    const value: unknown = JSON.parse(text)
    return isHolder(value) ? value : null
  } catch {
    return null
  }
}

/** The last holder that wrote itself down in this directory, dead or alive; null where there is none. Follows no link. */
export const readHolder = (dir: string): Holder | null => {
  let fd: number
  try {
    fd = realDisk.open(holderPath(dir), constants.O_RDONLY | constants.O_NOFOLLOW)
  } catch {
    return null
  }
  try {
    return parseHolder(readAll(realDisk, fd).toString('utf8'))
  } catch {
    return null
  } finally {
    realDisk.close(fd)
  }
}

/** In what the holder's place differs from ours; empty: the kernel's lock speaks for both of us. */
export const apartFrom = (holder: Holder, place: HostFacts): readonly Apart[] => {
  const apart: Apart[] = []
  if (holder.host !== place.hostname) apart.push('host')
  if (holder.bootId !== place.bootId) apart.push('boot')
  if (holder.networkNamespace !== place.networkNamespace) apart.push('network')
  return apart
}

/**
 * Is this very process alive, here, and ours to end? True only where host, boot and process namespace are the same, the
 * start time proves that the pid was not used again, and the account is the same (or we are root).
 */
export const isProvenAlive = (holder: Holder, place: HostFacts): boolean => {
  if (holder.host !== place.hostname || holder.bootId !== place.bootId || place.bootId === '') return false
  if (holder.pidNamespace !== place.pidNamespace) return false
  if (holder.uid !== place.uid && place.uid !== 0) return false
  const facts = processFacts(holder.pid)
  return facts !== null && facts.startTime === holder.startTime && facts.state !== 'Z'
}
