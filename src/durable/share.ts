import {
  closeSync,
  constants,
  fchmodSync,
  fchownSync,
  fstatSync,
  fsyncSync,
  openSync,
  readdirSync,
  type Stats,
  statSync,
} from 'node:fs'
import {dirname, join} from 'node:path'
import {errorCode} from './disk.ts'
import type {Home} from './home.ts'
import {passage} from './home.ts'
import {isSessionId} from './session-id.ts'
import {ensureDirectory, isShared, sharedDirectory, sharedExports} from './shared-modes.ts'

const {O_NOFOLLOW, O_NONBLOCK, O_RDONLY} = constants

/** Files that every writer of a session changes in their place; each other one is written once. */
const changing = new Set(['journal.jsonl', 'ballast', 'holder.json', 'runner.log'])

/** Gives one name to the group, by its descriptor, so that no link can lead us astray; false where it is not ours to give. */
const give = (path: string, gid: number, modeOf: (stats: Stats) => number | null): Stats | null => {
  let fd: number
  try {
    fd = openSync(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK)
  } catch (error) {
    // A link, a socket, or gone since it was listed: a runner replaces files meanwhile.
    if (['ELOOP', 'ENXIO', 'ENOENT'].includes(errorCode(error) ?? '')) return null
    throw error
  }
  try {
    const stats = fstatSync(fd)
    const mode = modeOf(stats)
    const us = process.getuid?.()
    if (mode === null || (stats.uid !== us && us !== 0)) return null
    // The group first: a change of it takes the setgid bit away.
    fchownSync(fd, -1, gid)
    fchmodSync(fd, mode)
    if (stats.isDirectory()) fsyncSync(fd)
    return stats
  } finally {
    closeSync(fd)
  }
}

const giveAllIn = (directory: string, gid: number): void => {
  for (const name of readdirSync(directory)) {
    const path = join(directory, name)
    const stats = give(path, gid, found => {
      if (found.isDirectory()) return name === 'exports' ? sharedExports : sharedDirectory
      if (!found.isFile() && !found.isFIFO()) return null
      return changing.has(name) ? 0o660 : 0o640
    })
    if (stats?.isDirectory()) giveAllIn(path, gid)
  }
}

/** The session of this home that is open to another group than this one, as a home can let only one through. */
export const sharedElsewhere = (
  home: Home,
  gid: number,
): {readonly id: string; readonly gid: number} | null => {
  for (const id of readdirSync(home.sessions).filter(isSessionId)) {
    const path = join(home.sessions, id)
    if (!isShared(path)) continue
    const other = statSync(path).gid
    if (other !== gid) return {id, gid: other}
  }
  return null
}

/**
 * Prepares everything below a session's directory, and the home's target locks, for the group, while the directory
 * itself is still closed: nobody of the group can get in, so nobody can put anything in our way. Throws as `node:fs` does.
 */
export const prepareShare = (home: Home, directory: string, gid: number): void => {
  for (const name of ['commands', 'exports']) ensureDirectory(join(directory, name))
  // Twice: what a runner was just about to put in place, it made before it saw that the directory is shared.
  giveAllIn(directory, gid)
  giveAllIn(directory, gid)
  const targets = join(home.path, 'targets')
  ensureDirectory(targets)
  give(targets, gid, () => sharedDirectory)
  giveAllIn(targets, gid)
}

/** The last step: lets the group through the home and into the session's directory. Throws as `node:fs` does. */
export const openShare = (home: Home, directory: string, gid: number): void => {
  give(home.path, gid, () => passage)
  give(home.sessions, gid, () => passage)
  give(directory, gid, () => sharedDirectory)
}

/** The nearest directory above the home that does not let the group through, as its bits say; null where all do. */
export const closedAbove = (home: Home, gid: number): string | null => {
  for (let path = dirname(home.path); ; path = dirname(path)) {
    const {mode, gid: group} = statSync(path)
    const bit = group === gid ? 0o010 : 0o001
    if ((mode & bit) === 0) return path
    if (dirname(path) === path) return null
  }
}
