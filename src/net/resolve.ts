import type {LookupAddress, LookupOptions} from 'node:dns'
import {lookup} from 'node:dns/promises'
import {isIP} from 'node:net'
import {createDeadline, type Deadline, TimeIsOver, within} from './deadline.ts'
import {NetFailure} from './trouble.ts'

const LONGEST = 5_000
const SHARE = 0.6

/** A host as it stands in a URL or in a setting: an IPv6 address may have brackets. */
export const bareHost = (host: string): string => host.replace(/^\[(.*)\]$/, '$1')

/** Under way, by name: a dead name takes one thread until the system gives up, however often it is asked for meanwhile. */
const underWay = new Map<string, Promise<readonly LookupAddress[]>>()

const lookUp = (name: string): Promise<readonly LookupAddress[]> => {
  const known = underWay.get(name)
  if (known !== undefined) return known
  const looking = lookup(name, {all: true, verbatim: true}).finally(() => underWay.delete(name))
  // Whoever asked may be gone when it fails.
  looking.catch(() => undefined)
  underWay.set(name, looking)
  return looking
}

/**
 * The addresses of a host, in the order of the system. It has a limit of its own, so that a dead name server is told
 * apart from a dead host; within that limit it fails with NetFailure `dns-…`.
 */
export const resolveHost = async (host: string, deadline: Deadline): Promise<readonly LookupAddress[]> => {
  const name = bareHost(host)
  const family = isIP(name)
  if (family !== 0) return [{address: name, family}]
  if (name === '') throw new NetFailure({kind: 'bad-address', address: host})
  const limit = createDeadline(Math.min(LONGEST, deadline.remaining() * SHARE), deadline.signal)
  try {
    return await within(limit, lookUp(name))
  } catch (error) {
    if (deadline.isOver()) throw error
    if (error instanceof TimeIsOver) throw new NetFailure({kind: 'dns-slow', host: name})
    const code = error instanceof Error && 'code' in error ? error.code : ''
    throw new NetFailure({kind: code === 'ENOTFOUND' ? 'dns-unknown' : 'dns-failed', host: name})
  } finally {
    limit.end()
  }
}

type LookupDone = (
  error: NodeJS.ErrnoException | null,
  address: string | LookupAddress[],
  family?: number,
) => void

/** Gives a connection the addresses that were found already, so that nothing is looked up a second time. */
export const lookupOf =
  (addresses: readonly LookupAddress[]) =>
  (_: string, options: LookupOptions, done: LookupDone): void => {
    const first = addresses[0]
    if (options.all === true || first === undefined) done(null, [...addresses])
    else done(null, first.address, first.family)
  }
