import {chmodSync, statSync} from 'node:fs'
import {dirname} from 'node:path'
import {type Disk, errorCode, realDisk, syncDirectoryOf} from './disk.ts'

/**
 * The mode of a directory that is open to one group: what is made in it belongs to that group (setgid), and only who
 * made a thing can rename or remove it (sticky), so that nobody can put anything else in its place.
 */
export const sharedDirectory = 0o3770

/** The same, but what is in it is replaced by whoever writes it anew: exports. */
export const sharedExports = 0o2770

/** The permission bits for what is made in a directory. */
export interface Modes {
  readonly directory: number
  /** A file that is written once and never changed. */
  readonly kept: number
  /** A file that every writer of the session changes in its place. */
  readonly changing: number
}

const ownModes: Modes = {directory: 0o700, kept: 0o600, changing: 0o600}
const groupModes: Modes = {directory: sharedDirectory, kept: 0o640, changing: 0o660}

/** Whether this directory is open to a group in the way that we open one; nothing else counts. */
export const isShared = (directory: string): boolean => {
  const stats = statSync(directory, {throwIfNoEntry: false})
  if (stats?.isDirectory() !== true) return false
  const mode = stats.mode & 0o7777
  return mode === sharedDirectory || mode === sharedExports
}

/** The modes for what is made in this directory: ours alone, or also the group's where it is shared. */
export const modesIn = (directory: string): Modes => (isShared(directory) ? groupModes : ownModes)

/** Makes one directory with the mode that its parent asks for. Throws as mkdir does: EEXIST where there is one. */
export const makeDirectoryIn = (path: string, disk: Disk = realDisk): void => {
  const {directory} = modesIn(dirname(path))
  disk.mkdir(path, 0o700)
  // Only then: neither the umask nor mkdir itself would let these bits through.
  if (directory !== ownModes.directory) chmodSync(path, directory)
}

/** The same, its name durable, and what is missing above it too; a directory that is there already is left as it is. */
export const ensureDirectory = (path: string): void => {
  try {
    makeDirectoryIn(path)
  } catch (error) {
    const code = errorCode(error)
    if (code === 'EEXIST') return
    if (code !== 'ENOENT' || dirname(path) === path) throw error
    ensureDirectory(dirname(path))
    mkdirAgain(path)
  }
  syncDirectoryOf(realDisk, path)
}

const mkdirAgain = (path: string): void => {
  try {
    makeDirectoryIn(path)
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error
  }
}
