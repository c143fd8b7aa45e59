import type {TargetHolder} from '#src/session/events.ts'
import {acquireLock, probeLock} from './lock.ts'
import {type SocketKind, socketKind} from './lock-address.ts'
import {type BoundSocket, bindSocket, connectToHolder} from './lock-socket.ts'
import {ensureDirectory} from './shared-modes.ts'
import {asHolder, parseTargetHolder} from './target-holder.ts'
import {lockName, type TargetPlace} from './target-name.ts'

/** Somebody has the target. `holder` is null where nobody said who: it is stopped, or it is no rollcall. */
export interface TargetHeld {
  readonly kind: 'held'
  readonly holder: TargetHolder | null
}

export interface TargetLock {
  readonly kind: 'lock'
  readonly release: () => Promise<void>
}

type Who = Pick<TargetHolder, 'operator' | 'account' | 'session'>

/** How long whoever listens may take to say who it is, in milliseconds. */
const whoLimit = 1000

const within = <T>(limit: number, asked: Promise<T>, otherwise: T): Promise<T> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve(otherwise), limit)
    asked.then(resolve, reject).finally(() => clearTimeout(timer))
  })

/** Asks whoever listens at an abstract name who it is. It may be anybody: it cannot hold us up, and what it says is taken only in the form of a holder. */
export const askHolder = (path: string): Promise<TargetHeld | {readonly kind: 'free'}> => {
  const unknown = {kind: 'held', holder: null} as const
  const asked = async (): Promise<TargetHeld | {readonly kind: 'free'}> => {
    const connected = await connectToHolder({path, token: ''})
    if (connected.kind === 'free') return connected
    if (connected.kind === 'busy') return unknown
    const reply = await connected.line.ask('who', whoLimit)
    connected.line.close()
    return reply === null ? unknown : {kind: 'held', holder: parseTargetHolder(reply)}
  }
  return within(2 * whoLimit, asked(), unknown)
}

/** Listens at an abstract name and says who we are, nothing else; null where somebody listens there. */
export const listenAs = (path: string, who: Who): Promise<BoundSocket | null> => {
  const us = JSON.stringify(asHolder(who))
  return bindSocket({path, token: ''}, {who: () => us, onRequest: () => false, isPublic: true})
}

const fromDirectory = (holder: {operator: string; session: string; since: string; pid: number} | null) =>
  holder === null ? null : parseTargetHolder(JSON.stringify({...holder, account: '?'}))

/**
 * Takes the target for as long as this process lives, or until `release`. One at a time of all accounts and homes of this
 * host (and network namespace) has it; where there are no abstract sockets, of one home. It never waits.
 */
export const acquireTarget = async (
  place: TargetPlace,
  who: Who,
  kind: SocketKind = socketKind,
): Promise<TargetLock | TargetHeld> => {
  if (kind === 'abstract') {
    const path = lockName(place)
    const bound = await listenAs(path, who)
    if (bound !== null) return {kind: 'lock', release: () => bound.release()}
    const found = await askHolder(path)
    // Whoever had it let go in between: once more, and then it is somebody's who came before us.
    const again = found.kind === 'free' ? await listenAs(path, who) : null
    if (again !== null) return {kind: 'lock', release: () => again.release()}
    return found.kind === 'held' ? found : {kind: 'held', holder: null}
  }
  ensureDirectory(place.directory)
  // A holder that an earlier boot left must not block for ever.
  const lock = await acquireLock(place.directory, {...who, evenElsewhere: true, kind})
  if (lock.kind === 'lock') return lock
  return {kind: 'held', holder: fromDirectory(lock.holder)}
}

/** Who runs something dangerous on the target just now; only asks. */
export const probeTarget = async (
  place: TargetPlace,
  kind: SocketKind = socketKind,
): Promise<TargetHeld | {readonly kind: 'free'}> => {
  if (kind === 'abstract') return askHolder(lockName(place))
  const found = await probeLock(place.directory, kind)
  return found.kind === 'held' ? {kind: 'held', holder: fromDirectory(found.holder)} : {kind: 'free'}
}
