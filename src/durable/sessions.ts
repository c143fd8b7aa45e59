import {lstatSync, readdirSync} from 'node:fs'
import {join} from 'node:path'
import {type Disk, errorCode, realDisk, syncDirectoryOf} from './disk.ts'
import {ourGroups} from './groups.ts'
import type {Home} from './home.ts'
import {readRecords} from './journal-format.ts'
import {readPlainFile} from './plain-file.ts'
import {isSessionId} from './session-id.ts'
import {isShared} from './shared-modes.ts'

/** What a look at a session's journal tells without verifying the whole of it. */
export interface SessionEntry {
  readonly id: string
  readonly directory: string
  /** `unstarted`: no first record, so nothing was ever acknowledged. `damaged`: the first record is not as it was written. */
  readonly state: 'open' | 'closed' | 'aborted' | 'unstarted' | 'damaged'
  /** The first event, which holds the facts of the start; it may be of an older format. Null where there is none. */
  readonly first: unknown
  /** The event that ended the session; null while it is open. */
  readonly ending: unknown
}

/** The directory of the session with this id, whether it exists or not; null where the text cannot be an id. */
export const sessionDirectory = (home: Home, id: string): string | null =>
  isSessionId(id) ? join(home.sessions, id) : null

export const journalPath = (sessionDirectory: string): string => join(sessionDirectory, 'journal.jsonl')

/** Makes the directory of a new session (0700) and returns it, its name durable. Throws as mkdir does: EEXIST where the id is taken. */
export const createSessionDirectory = (home: Home, id: string, options: {disk?: Disk} = {}): string => {
  const {disk = realDisk} = options
  const directory = sessionDirectory(home, id)
  if (directory === null) throw new RangeError(`not a session id: ${id}`)
  disk.mkdir(directory, 0o700)
  syncDirectoryOf(disk, directory)
  return directory
}

const field = (event: unknown, name: string): unknown =>
  typeof event === 'object' && event !== null
    ? Object.entries(event).find(([key]) => key === name)?.[1]
    : undefined

/** The last event of a type, found by its bytes: a text that quotes them has them escaped, a nested value is told by parsing. */
const findLast = (bytes: Buffer, type: string): unknown => {
  const needle = `"type":"${type}"`
  for (let at = bytes.lastIndexOf(needle); at > 0; at = bytes.lastIndexOf(needle, at - 1)) {
    const start = bytes.lastIndexOf('\n', at) + 1
    const end = bytes.indexOf('\t', at)
    try {
      const event: unknown = JSON.parse(bytes.toString('utf8', start, end === -1 ? bytes.length : end))
      if (field(event, 'type') === type) return event
    } catch {
      // Damaged; reading the journal will say where.
    }
  }
  return null
}

const summarize = (bytes: Buffer): Pick<SessionEntry, 'state' | 'first' | 'ending'> => {
  const whole = bytes.subarray(0, bytes.lastIndexOf('\n') + 1)
  const {records, end} = readRecords(whole.subarray(0, whole.indexOf('\n') + 1))
  const [first] = records
  if (first === undefined) {
    return {state: end.kind === 'corrupt' ? 'damaged' : 'unstarted', first: null, ending: null}
  }
  const closed = findLast(whole, 'session-closed')
  const aborted = closed === null ? findLast(whole, 'session-aborted') : null
  const state = closed !== null ? 'closed' : aborted !== null ? 'aborted' : 'open'
  return {state, first: first.value, ending: closed ?? aborted}
}

const read = (disk: Disk, path: string): Buffer => {
  try {
    return readPlainFile(disk, path)
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return Buffer.alloc(0)
    throw error
  }
}

/** When a session began: the first event's time, else what the id says; both sort as text. */
const began = (entry: SessionEntry): string => {
  const at = field(entry.first, 'at')
  if (typeof at === 'string') return at
  return entry.id.replace(/^(\d{4})(\d\d)(\d\d)-(\d\d)(\d\d).*/, '$1-$2-$3T$4:$5')
}

const look = (home: Home, id: string, disk: Disk): SessionEntry => {
  const directory = join(home.sessions, id)
  try {
    return {id, directory, ...summarize(read(disk, journalPath(directory)))}
  } catch {
    return {id, directory, state: 'damaged', first: null, ending: null}
  }
}

/** One session by its id, in the home of another account, whose list is closed; null where it is not open to a group of ours. */
export const sharedSession = (home: Home, id: string): SessionEntry | null => {
  const directory = sessionDirectory(home, id)
  if (directory === null) return null
  const stats = lstatSync(directory, {throwIfNoEntry: false})
  if (stats === undefined || !isShared(directory) || !ourGroups().includes(stats.gid)) return null
  return look(home, id, realDisk)
}

/**
 * All sessions of the home, the newest first. One whose journal cannot be read at all (no permission, a link in its
 * place) is `damaged`: it must not hide the others. Throws as readdir does.
 */
export const listSessions = (home: Home, options: {disk?: Disk} = {}): readonly SessionEntry[] => {
  return readdirSync(home.sessions)
    .filter(isSessionId)
    .map(id => look(home, id, options.disk ?? realDisk))
    .map(entry => ({entry, key: `${began(entry)} ${entry.id}`}))
    .sort((a, b) => (a.key < b.key ? 1 : -1))
    .map(({entry}) => entry)
}
