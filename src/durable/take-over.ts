import {setTimeout as delay} from 'node:timers/promises'
import {type Holder, isProvenAlive, readHolder} from './holder.ts'
import {type HostFacts, hostFacts} from './host.ts'
import {acquireLock, type Lock, type LockOptions} from './lock.ts'
import {findLockAddress, type LockAddress} from './lock-address.ts'
import {listensAt} from './lock-process.ts'
import {connectToHolder, type HolderLine} from './lock-socket.ts'
import {isShared} from './shared-modes.ts'

/** Why the lock could not be taken over: its holder cannot be proved to be the process we would end; it is another account's, which we can only ask; it does not die; another took it first. */
export interface TakeOverFailed {
  readonly kind: 'not-taken'
  readonly why: 'unproven' | 'another-account' | 'not-ending' | 'raced'
  readonly holder: Holder | null
}

export interface TakeOverOptions extends LockOptions {
  /** How long the holder may take to answer at all, in milliseconds. */
  readonly answerLimit?: number
  /** How long, once it has agreed, it may take to let go. */
  readonly releaseLimit?: number
}

const within = (event: Promise<void>, limit: number): Promise<boolean> =>
  new Promise(resolve => {
    const timer = setTimeout(() => resolve(false), limit)
    void event.then(() => {
      clearTimeout(timer)
      resolve(true)
    })
  })

const deathLimit = 10_000

/** A holder that takes no more connections tells us nothing: its death is then seen in /proc alone. */
const isGone = async (holder: Holder, place: HostFacts): Promise<boolean> => {
  const giveUpAt = performance.now() + deathLimit
  while (isProvenAlive(holder, place)) {
    if (performance.now() > giveUpAt) return false
    await delay(20)
  }
  return true
}

/** Ends a holder that is stopped or hangs. The identity is proved first: a wrong SIGKILL here would hit a stranger. */
const end = async (
  dir: string,
  address: LockAddress,
  line: HolderLine | null,
): Promise<TakeOverFailed['why'] | null> => {
  const place = hostFacts()
  const holder = readHolder(dir)
  if (holder !== null && holder.uid !== place.uid && place.uid !== 0) return 'another-account'
  if (holder === null || holder.pid === process.pid || !isProvenAlive(holder, place)) return 'unproven'
  // Where others can write the holder's file it could name any process of ours.
  if (isShared(dir) && !listensAt(holder.pid, address)) return 'unproven'
  try {
    process.kill(holder.pid, 'SIGKILL')
  } catch {
    return 'unproven'
  }
  const ended = line === null ? await isGone(holder, place) : await within(line.released, deathLimit)
  return ended ? null : 'not-ending'
}

const askToLeave = async (dir: string, options: TakeOverOptions): Promise<TakeOverFailed['why'] | null> => {
  const address = findLockAddress(dir, options.kind)
  if (address === null) return null
  const connected = await connectToHolder(address)
  if (connected.kind === 'free') return null
  const line = connected.kind === 'open' ? connected.line : null
  try {
    const reply = (await line?.ask('suspend', options.answerLimit ?? 3000)) ?? null
    if (
      line !== null &&
      reply === 'accepted' &&
      (await within(line.released, options.releaseLimit ?? 15_000))
    ) {
      return null
    }
    return await end(dir, address, line)
  } finally {
    line?.close()
  }
}

/** A dying process closes its connections a moment before the name that it listened on, so once may be too early. */
const acquireAfter = async (
  dir: string,
  before: Holder | null,
  options: TakeOverOptions,
): Promise<Lock | TakeOverFailed> => {
  const giveUpAt = performance.now() + deathLimit
  for (;;) {
    const result = await acquireLock(dir, {...options, evenElsewhere: true})
    if (result.kind === 'lock') return result
    const {holder} = result
    const isAnother = holder?.pid !== before?.pid || holder?.startTime !== before?.startTime
    if (isAnother || performance.now() > giveUpAt) return {kind: 'not-taken', why: 'raced', holder}
    await delay(20)
  }
}

/**
 * Takes the lock from its holder, at an operator's explicit wish: asks it to suspend and waits for the release; a holder
 * that does not answer (stopped, its line dead) or does not let go is ended by SIGKILL, after its identity was proved,
 * and the kernel's release is awaited. Where the holder is elsewhere it cannot be asked: the wish alone decides.
 */
export const takeOver = async (
  dir: string,
  options: TakeOverOptions = {},
): Promise<Lock | TakeOverFailed> => {
  const first = await acquireLock(dir, {...options, evenElsewhere: true})
  if (first.kind === 'lock') return first
  const why = await askToLeave(dir, options)
  if (why !== null) return {kind: 'not-taken', why, holder: first.holder}
  return acquireAfter(dir, first.holder, options)
}
