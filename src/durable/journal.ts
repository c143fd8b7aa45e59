import {constants} from 'node:fs'
import {dirname} from 'node:path'
import type {EventOf, SessionEvent} from '#src/session/events.ts'
import type {Redacted} from '#src/text/redact.ts'
import {dropBallast, layBallast} from './ballast.ts'
import {type Disk, readAll, realDisk, syncDirectoryOf, writeAll} from './disk.ts'
import {encodeRecords, firstPrevious, type JournalEnd, readRecords} from './journal-format.ts'
import {createWriter, type Journal} from './journal-writer.ts'
import {openPlainFile, readPlainFile} from './plain-file.ts'
import {modesIn} from './shared-modes.ts'

export interface JournalOptions {
  readonly disk?: Disk
  /**
   * Makes the event that is recorded when the disk is full, with the help of the ballast file that lies beside each
   * journal. Without it, nothing is recorded of a full disk.
   */
  readonly halt?: () => Redacted<SessionEvent>
}

export interface JournalContent {
  /** The values of the records, in order, up to the first damage. They may be of an older format. */
  readonly events: readonly unknown[]
  readonly headHash: string
  /** Bytes up to the end of the last good record. */
  readonly size: number
  readonly end: JournalEnd
}

export type OpenedJournal =
  | {
      readonly kind: 'open'
      readonly journal: Journal
      readonly events: readonly unknown[]
      /** Bytes of an unfinished record that were cut off; where not 0, `journal-repaired` is the next event to append. */
      readonly repairedBytes: number
    }
  /** Not one whole record: the session's start was never acknowledged. The file was left as it is. */
  | {readonly kind: 'unstarted'; readonly bytes: number}
  /** Damaged in a way that no interrupted write explains. The file was left as it is; the good part can be exported. */
  | {readonly kind: 'corrupt'; readonly content: JournalContent}

const decode = (bytes: Buffer): JournalContent => {
  const {records, headHash, end} = readRecords(bytes)
  const size = end.kind === 'whole' ? bytes.length : end.goodBytes
  return {events: records.map(record => record.value), headHash, size, end}
}

const discard = (disk: Disk, file: {fd: number; path: string}): void => {
  try {
    disk.close(file.fd)
    disk.unlink(file.path)
    dropBallast(disk, file.path)
  } catch {
    // The error that led here is the one to report; an unfinished journal reads as never started.
  }
}

const create = (path: string, events: readonly unknown[], options: JournalOptions): Journal => {
  const {disk = realDisk, halt = null} = options
  const {bytes, headHash} = encodeRecords(events, firstPrevious)
  const {O_RDWR, O_APPEND, O_CREAT, O_EXCL, O_NOFOLLOW} = constants
  const fd = disk.open(path, O_RDWR | O_APPEND | O_CREAT | O_EXCL | O_NOFOLLOW, 0o600)
  try {
    disk.fchmod(fd, modesIn(dirname(path)).changing)
    writeAll(disk, fd, bytes)
    disk.fsync(fd)
    layBallast(disk, path)
    syncDirectoryOf(disk, path)
  } catch (error) {
    discard(disk, {fd, path})
    throw error
  }
  return createWriter({disk, path, fd, size: bytes.length, headHash, halt})
}

/**
 * Creates a journal (mode 0600, never over anything) that begins with these events; when it returns, they and the file's
 * name are on disk. The directory must exist, its own name durable. Throws as `node:fs` does, and then leaves nothing.
 */
export const createJournal = (
  path: string,
  events: readonly Redacted<SessionEvent>[],
  options: JournalOptions = {},
): Journal => create(path, events, options)

/**
 * Opens a journal for writing; only the holder of the session's lock may. An unfinished last record, or NULs behind the
 * last one, are cut off, which needs no free space. What is returned is on disk, also what a process that was killed
 * before its fsync has written. Damage of any other kind is never touched. Throws as `node:fs` does; links are refused.
 */
export const openJournal = (path: string, options: JournalOptions = {}): OpenedJournal => {
  const {disk = realDisk, halt = null} = options
  const fd = openPlainFile(disk, path, constants.O_RDWR | constants.O_APPEND)
  let journal: Journal | null = null
  try {
    const bytes = readAll(disk, fd)
    const content = decode(bytes)
    const {events, size, headHash, end} = content
    if (end.kind === 'corrupt') return {kind: 'corrupt', content}
    if (events.length === 0) return {kind: 'unstarted', bytes: bytes.length}
    const repairedBytes = bytes.length - size
    if (repairedBytes > 0) disk.ftruncate(fd, size)
    disk.fsync(fd)
    layBallast(disk, path)
    journal = createWriter({disk, path, fd, size, headHash, halt})
    return {kind: 'open', journal, events, repairedBytes}
  } finally {
    if (journal === null) disk.close(fd)
  }
}

/**
 * Reads a journal without touching it, also while its holder writes: an unfinished last record is simply not there yet.
 * Damage is reported in `end`. Throws as `node:fs` does; links are refused.
 */
export const readJournal = (path: string, options: Pick<JournalOptions, 'disk'> = {}): JournalContent => {
  const {disk = realDisk} = options
  let bytes = readPlainFile(disk, path)
  let content = decode(bytes)
  // The holder may have cut a torn tail and written on between two of our reads: damage is what stays the same.
  for (let look = 0; look < 5 && content.end.kind === 'corrupt'; look += 1) {
    const again = readPlainFile(disk, path)
    if (again.equals(bytes)) break
    bytes = again
    content = decode(bytes)
  }
  return content
}

/**
 * Goes on elsewhere after the disk has failed: a new journal with what `events` the old one held (as read and appended,
 * so that the chain is the old one up to its head), then `continued`, which names the old file and its head hash.
 * The new journal needs nothing of the old disk. Throws as `createJournal` does.
 */
export const continueJournal = (
  path: string,
  history: {readonly events: readonly unknown[]; readonly continued: Redacted<EventOf<'journal-continued'>>},
  options: JournalOptions = {},
): Journal => create(path, [...history.events, history.continued], options)
