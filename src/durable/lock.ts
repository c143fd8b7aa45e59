import {constants} from 'node:fs'
import {errorCode, realDisk, writeAll} from './disk.ts'
import {type Apart, apartFrom, type Holder, holderPath, ourselves, parseHolder, readHolder} from './holder.ts'
import {type HostFacts, hostFacts} from './host.ts'
import {findLockAddress, type LockAddress, lockAddress, type SocketKind, socketKind} from './lock-address.ts'
import {
  type BoundSocket,
  bindSocket,
  connectToHolder,
  type LockRequest,
  type LockService,
} from './lock-socket.ts'
import {openPlainFile} from './plain-file.ts'
import {replaceFile} from './replace.ts'
import {modesIn} from './shared-modes.ts'

/** A lock that we hold until `release()` or until this process ends, however it ends. */
export interface Lock {
  readonly kind: 'lock'
  readonly holder: Holder
  release(): Promise<void>
}

/** Somebody holds it, here. `holder` is null where it could not be learned. */
export interface Held {
  readonly kind: 'held'
  readonly holder: Holder | null
}

/**
 * The last holder was on another host, boot or network namespace, where our kernel knows nothing of its sockets: the
 * lock proves nothing.
 */
export interface HeldElsewhere {
  readonly kind: 'elsewhere'
  readonly holder: Holder
  readonly apart: readonly Apart[]
}

export interface LockOptions {
  readonly operator?: string
  readonly session?: string
  /** What whoever asks is told besides, e.g. the time of the last key. */
  readonly details?: () => Readonly<Record<string, string>>
  /** True: it will be done. Without it every request is refused. */
  readonly onRequest?: (request: LockRequest) => boolean
  /** Take it also where the last holder was elsewhere: only an operator who has looked there can know that it is gone. */
  readonly evenElsewhere?: boolean
  readonly kind?: SocketKind
}

/** How long a holder may take to say who it is, in milliseconds. A stopped one says nothing. */
const whoLimit = 1000

const askWho = async (address: LockAddress): Promise<Holder | null> => {
  const connected = await connectToHolder(address)
  if (connected.kind !== 'open') return null
  const reply = await connected.line.ask('who', whoLimit)
  connected.line.close()
  return reply === null ? null : parseHolder(reply)
}

const removeStaleSocket = async (address: LockAddress): Promise<void> => {
  if ((await connectToHolder(address)).kind === 'free') realDisk.unlink(address.path)
}

/**
 * A socket file stays when its process dies. Between finding it dead and removing it another process can bind a new one,
 * which makes this lock weaker than the abstract kind.
 */
const bindAt = async (
  address: LockAddress,
  service: LockService,
  kind: SocketKind,
): Promise<BoundSocket | null> => {
  const bound = await bindSocket(address, service)
  if (bound !== null || kind === 'abstract') return bound
  await removeStaleSocket(address)
  return bindSocket(address, service)
}

const isDenied = (error: unknown): boolean => errorCode(error) === 'EPERM' || errorCode(error) === 'EACCES'

/** Over a file that another account left in a shared directory, where it can be written but not replaced. */
const overwrite = (path: string, text: string): void => {
  const fd = openPlainFile(realDisk, path, constants.O_WRONLY)
  try {
    realDisk.ftruncate(fd, 0)
    writeAll(realDisk, fd, Buffer.from(text))
    realDisk.fsync(fd)
  } finally {
    realDisk.close(fd)
  }
}

const putHolder = (dir: string, text: string): void => {
  try {
    replaceFile(holderPath(dir), text, {mode: modesIn(dir).changing})
  } catch (error) {
    if (!isDenied(error)) throw error
    overwrite(holderPath(dir), text)
  }
}

const writeHolder = (dir: string, holder: Holder): void => {
  try {
    putHolder(dir, `${JSON.stringify(holder)}\n`)
  } catch (error) {
    // On a full disk the lock still holds here, and the file still says this host or nothing. Refusing would take the
    // session away from the operator just when the disk is the emergency.
    if (errorCode(error) !== 'ENOSPC' && errorCode(error) !== 'EDQUOT') throw error
  }
}

const emptyHolder = (dir: string): void => {
  try {
    overwrite(holderPath(dir), '')
  } catch {
    // As where it cannot be removed.
  }
}

const removeHolder = (dir: string): void => {
  try {
    realDisk.unlink(holderPath(dir))
  } catch (error) {
    // A left-over file names this host and a dead process: it hinders nobody, until the next boot.
    if (isDenied(error)) emptyHolder(dir)
  }
}

const elsewhere = (dir: string, place: HostFacts): HeldElsewhere | null => {
  const holder = readHolder(dir)
  if (holder === null) return null
  const apart = apartFrom(holder, place)
  return apart.length === 0 ? null : {kind: 'elsewhere', holder, apart}
}

/**
 * Takes the directory's lock, or says who has it. At most one process of this host and network namespace holds it; the
 * kernel frees it when that process ends, never when it is merely paused. The directory must be ours alone (0700) or shared as `isShared` knows it.
 */
export const acquireLock = async (
  dir: string,
  options: LockOptions = {},
): Promise<Lock | Held | HeldElsewhere> => {
  const kind = options.kind ?? socketKind
  const place = hostFacts()
  const holder = ourselves(options.operator ?? '', options.session ?? '', place)
  const address = lockAddress(dir, kind)
  const bound = await bindAt(
    address,
    {
      who: () => JSON.stringify({...holder, details: options.details?.() ?? {}}),
      onRequest: request => options.onRequest?.(request) ?? false,
    },
    kind,
  )
  if (bound === null) return {kind: 'held', holder: (await askWho(address)) ?? readHolder(dir)}
  try {
    const other = options.evenElsewhere === true ? null : elsewhere(dir, place)
    if (other !== null) {
      await bound.release()
      return other
    }
    writeHolder(dir, holder)
  } catch (error) {
    await bound.release()
    throw error
  }
  let released: Promise<void> | null = null
  return {
    kind: 'lock',
    holder,
    release: () => {
      if (released !== null) return released
      // Before the name is free: afterwards the file could already be the next holder's.
      removeHolder(dir)
      released = bound.release()
      return released
    },
  }
}

/** Is the lock held? Only asks: it never takes the lock, not even for a moment in which another would find it taken. */
export const probeLock = async (
  dir: string,
  kind: SocketKind = socketKind,
): Promise<{readonly kind: 'free'} | Held | HeldElsewhere> => {
  const address = findLockAddress(dir, kind)
  if (address === null) return {kind: 'free'}
  const connected = await connectToHolder(address)
  if (connected.kind === 'free') return elsewhere(dir, hostFacts()) ?? {kind: 'free'}
  if (connected.kind === 'busy') return {kind: 'held', holder: readHolder(dir)}
  const reply = await connected.line.ask('who', whoLimit)
  connected.line.close()
  return {kind: 'held', holder: (reply === null ? null : parseHolder(reply)) ?? readHolder(dir)}
}
