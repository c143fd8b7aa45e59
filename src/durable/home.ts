import {accessSync, constants, readFileSync, realpathSync, type Stats, statfsSync, statSync} from 'node:fs'
import {homedir} from 'node:os'
import {dirname, isAbsolute, join, resolve} from 'node:path'
import type {CodeOf} from '#src/i18n/code.ts'
import type {HomeTexts} from '#src/i18n/en/home.ts'
import {safe} from '#src/text/safe.ts'
import {type Disk, errorCode, realDisk, syncDirectoryOf} from './disk.ts'
import {ourGroups} from './groups.ts'

/** The directory that holds everything we keep. */
export interface Home {
  readonly path: string
  /** Where each session has a directory of its own. */
  readonly sessions: string
  /** The account that it belongs to, where that is another: then only what was shared with a group of ours is open. */
  readonly owner: string | null
  readonly warnings: readonly CodeOf<HomeTexts>[]
}

export type OpenedHome =
  | {readonly kind: 'open'; readonly home: Home}
  | {readonly kind: 'refused'; readonly problem: CodeOf<HomeTexts>}

export interface HomeOptions {
  /** The value of `--home`. */
  readonly flag?: string
  readonly env: Readonly<Record<string, string | undefined>>
  readonly disk?: Disk
}

const accountHome = (): string => {
  try {
    return homedir()
  } catch {
    return ''
  }
}

/**
 * `--home`, else `$ROLLCALL_HOME`, else `$XDG_STATE_HOME/rollcall`, else `~/.local/state/rollcall`; null where none of
 * them is known. Empty means unset, and a relative XDG_STATE_HOME is ignored, as its specification demands.
 */
export const homePath = ({flag, env}: HomeOptions): string | null => {
  const named = flag || env.ROLLCALL_HOME
  if (named) return resolve(named)
  if (env.XDG_STATE_HOME && isAbsolute(env.XDG_STATE_HOME)) return join(env.XDG_STATE_HOME, 'rollcall')
  const account = env.HOME || accountHome()
  return account ? join(resolve(account), '.local', 'state', 'rollcall') : null
}

/**
 * Makes a directory and what is missing above it, each 0700 and its name durable. The mode is given with each call: the
 * process's umask is left alone, because the operator's commands inherit it.
 */
const makeDirectory = (disk: Disk, path: string): void => {
  try {
    try {
      disk.mkdir(path, 0o700)
    } catch (error) {
      if (errorCode(error) !== 'ENOENT' || dirname(path) === path) throw error
      makeDirectory(disk, dirname(path))
      disk.mkdir(path, 0o700)
    }
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return
    throw error
  }
  syncDirectoryOf(disk, path)
}

/** The account's name from /etc/passwd; `#UID`, which sudo takes too, for accounts that are kept elsewhere. */
const accountName = (uid: number): string => {
  try {
    const account = readFileSync('/etc/passwd', 'utf8')
      .split('\n')
      .find(line => line.split(':')[2] === String(uid))
    return account?.split(':')[0] || `#${uid}`
  } catch {
    return `#${uid}`
  }
}

const writableByOthers = 0o022

/** What `openToGroup` leaves: its group may pass through to what is open to it, and see no names. */
export const passage = 0o710

const isPassage = (stats: Stats): boolean =>
  (stats.mode & 0o7777) === passage && ourGroups().includes(stats.gid)

const isOfAnother = (stats: Stats): boolean => {
  const us = process.getuid?.()
  return us !== undefined && stats.uid !== us
}

const problemOf = (path: string): CodeOf<HomeTexts> | null => {
  const stats = statSync(path)
  if (!stats.isDirectory()) return {code: 'home-not-a-directory', path: safe(path)}
  if (isOfAnother(stats)) {
    if (isPassage(stats)) return null
    return {code: 'home-of-another', path: safe(path), owner: safe(accountName(stats.uid))}
  }
  if ((stats.mode & writableByOthers) === 0) return null
  const mode = (stats.mode & 0o7777).toString(8).padStart(4, '0')
  return {code: 'home-open-to-others', path: safe(path), mode: safe(mode)}
}

// From statfs(2) and linux/magic.h.
const inMemory = new Set([0x01021994, 0x858458f6])
const layered = new Set([0x794c7630, 0x61756673])

const warningsOf = (path: string): CodeOf<HomeTexts>[] => {
  try {
    const type = Number(statfsSync(path).type) >>> 0
    if (inMemory.has(type)) return [{code: 'home-in-memory', path: safe(path)}]
    if (layered.has(type)) return [{code: 'home-in-container', path: safe(path)}]
  } catch {
    // A file system that cannot say what it is is no reason to warn.
  }
  return []
}

/**
 * Finds the home, creates what is missing of it (0700) and refuses one that other accounts own or can write to; never
 * throws. Another account's is taken where it lets a group of ours through, and nobody else. Warns where what is kept there does not outlive a reboot or a container.
 */
export const openHome = (options: HomeOptions): OpenedHome => {
  const named = homePath(options)
  if (named === null) return {kind: 'refused', problem: {code: 'home-nowhere'}}
  try {
    const {disk = realDisk} = options
    makeDirectory(disk, named)
    // A link to the home is the account's own choice; what counts is where it leads.
    const path = realpathSync(named)
    const sessions = join(path, 'sessions')
    const problem = problemOf(path)
    if (problem !== null) return {kind: 'refused', problem}
    makeDirectory(disk, sessions)
    const inside = problemOf(sessions)
    if (inside !== null) return {kind: 'refused', problem: inside}
    const [above, below] = [statSync(path), statSync(sessions)]
    if (above.uid !== below.uid) {
      return {
        kind: 'refused',
        problem: {code: 'home-of-another', path: safe(sessions), owner: safe(accountName(below.uid))},
      }
    }
    const owner = isOfAnother(above) ? accountName(above.uid) : null
    // The list of another account's home is closed, and that is as it should be.
    accessSync(sessions, owner === null ? constants.R_OK | constants.X_OK : constants.X_OK)
    return {kind: 'open', home: {path, sessions, owner, warnings: warningsOf(path)}}
  } catch (error) {
    const cause = errorCode(error) ?? String(error)
    return {kind: 'refused', problem: {code: 'home-unusable', path: safe(named), cause: safe(cause)}}
  }
}
