import {createHash, randomBytes} from 'node:crypto'
import {constants} from 'node:fs'
import {join} from 'node:path'
import {errorCode, readAll, realDisk} from './disk.ts'
import {createFileExclusive} from './replace.ts'

/** Where a lock's socket is bound, and the word that a request on it must begin with. */
export interface LockAddress {
  /** As `net.listen` takes it: an abstract name (NUL first), or the path of a socket file. */
  readonly path: string
  readonly token: string
}

/** `abstract` is released by the kernel with its process. `file`, for systems without, leaves a file that must be judged. */
export type SocketKind = 'abstract' | 'file'

export const socketKind: SocketKind = process.platform === 'linux' ? 'abstract' : 'file'

/**
 * All of sun_path, the leading NUL included: Node 20 pads a shorter abstract name to this length and Node 24 does not,
 * so that two versions would not see each other's lock.
 */
export const nameLength = 108

const tokenPath = (dir: string): string => join(dir, 'lock-token')

const readToken = (dir: string): string | null => {
  let fd: number
  try {
    fd = realDisk.open(tokenPath(dir), constants.O_RDONLY | constants.O_NOFOLLOW)
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null
    throw error
  }
  try {
    const token = readAll(realDisk, fd).toString('latin1')
    if (!/^[0-9a-f]{64}$/.test(token)) throw new Error(`damaged: ${tokenPath(dir)}`)
    return token
  } finally {
    realDisk.close(fd)
  }
}

const addressOf = (dir: string, token: string, kind: SocketKind): LockAddress => {
  if (kind === 'file') return {path: join(dir, 'lock.sock'), token}
  // Every local account can list abstract names. The token itself stays in the 0700 directory, so that a name alone
  // lets nobody ask the holder for anything.
  const digest = createHash('sha256').update(token, 'latin1').digest('hex')
  return {path: `\0${`rollcall-${digest}`.padEnd(nameLength - 1, '0')}`, token}
}

/** The directory's lock address; null where nobody ever locked it. */
export const findLockAddress = (dir: string, kind: SocketKind = socketKind): LockAddress | null => {
  const token = readToken(dir)
  return token === null ? null : addressOf(dir, token, kind)
}

/** The directory's lock address, made on first use; of racing callers all get the same one. */
export const lockAddress = (dir: string, kind: SocketKind = socketKind): LockAddress => {
  const present = readToken(dir)
  if (present !== null) return addressOf(dir, present, kind)
  createFileExclusive(tokenPath(dir), randomBytes(32).toString('hex'))
  const made = readToken(dir)
  if (made === null) throw new Error(`vanished: ${tokenPath(dir)}`)
  return addressOf(dir, made, kind)
}
