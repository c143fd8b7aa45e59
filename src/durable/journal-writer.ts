import {constants} from 'node:os'
import type {SessionEvent} from '#src/session/events.ts'
import type {Redacted} from '#src/text/redact.ts'
import {dropBallast} from './ballast.ts'
import {type Disk, errorCode, writeAll} from './disk.ts'
import {encodeRecords} from './journal-format.ts'

/**
 * The journal cannot be trusted with anything new. After a failed fsync the kernel may have thrown the bytes away and
 * called them clean, so a second fsync that succeeds proves nothing: nothing is tried again. The first failure is `cause`.
 */
export class JournalPoisoned extends Error {
  override readonly name = 'JournalPoisoned'
  /** The failed call's code, e.g. `ENOSPC`; null where the journal was changed or deleted by someone else. */
  readonly code: string | null
  /** The disk was full, and the record that says so is on it. */
  readonly haltRecorded: boolean

  constructor(cause: unknown, haltRecorded: boolean) {
    super(`journal not written: ${cause instanceof Error ? cause.message : String(cause)}`, {cause})
    this.code = errorCode(cause)
    this.haltRecorded = haltRecorded
  }
}

export interface Journal {
  readonly path: string
  /** The hash of the last record that is on disk. */
  readonly headHash: string
  /** Bytes up to the end of that record. */
  readonly size: number
  /** What every `append` throws from now on; null while all is well. */
  readonly poisoned: JournalPoisoned | null
  /**
   * Returns when all the events are on disk, in this order. Otherwise throws: `JournalPoisoned` when the disk failed,
   * and then for ever; a TypeError when an event has no JSON form, and then nothing was written. Of events that were
   * not acknowledged a beginning may still be found later.
   */
  append(events: readonly Redacted<SessionEvent>[]): void
  close(): void
}

export interface WriterState {
  readonly disk: Disk
  readonly path: string
  /** Opened for appending, at a whole record's end. */
  readonly fd: number
  readonly size: number
  readonly headHash: string
  /** The event to record when the disk is full; made at that moment. */
  readonly halt: (() => Redacted<SessionEvent>) | null
}

const isDiskFull = (error: unknown): boolean =>
  error instanceof Error &&
  'errno' in error &&
  // By number: libuv has no name for a quota that is used up.
  (error.errno === -constants.errno.ENOSPC || error.errno === -constants.errno.EDQUOT)

/** The one writer of a journal, from the moment its holder has opened it. */
export const createWriter = ({disk, path, fd, halt, ...start}: WriterState): Journal => {
  let {size, headHash} = start
  let poisoned: JournalPoisoned | null = null
  let closed = false

  // A second writer would fork the chain, and what is written to a deleted file is on no disk.
  const checkStillOurs = (): void => {
    const file = disk.fstat(fd)
    if (file.links === 0) throw new Error(`${path} was deleted`)
    if (file.size !== size) throw new Error(`${path} was changed by someone else`)
  }

  const sync = (written: {bytes: Uint8Array; headHash: string}): void => {
    disk.fdatasync(fd)
    size += written.bytes.length
    headHash = written.headHash
  }

  /**
   * No fsync has failed yet: what was acknowledged is on disk and ends at `size`, so what was written of the refused
   * records can be taken off again and the ballast's room used for one record that says why all stopped.
   */
  const recordHalt = (makeEvent: () => Redacted<SessionEvent>): boolean => {
    try {
      disk.ftruncate(fd, size)
      dropBallast(disk, path)
      const record = encodeRecords([makeEvent()], headHash)
      writeAll(disk, fd, record.bytes)
      sync(record)
      return true
    } catch {
      return false
    }
  }

  const poison = (cause: unknown, haltRecorded: boolean): JournalPoisoned => {
    poisoned = new JournalPoisoned(cause, haltRecorded)
    return poisoned
  }

  return {
    path,
    get headHash() {
      return headHash
    },
    get size() {
      return size
    },
    get poisoned() {
      return poisoned
    },
    append(events) {
      if (closed) throw new Error(`${path} is closed`)
      if (poisoned !== null) throw poisoned
      if (events.length === 0) return
      const records = encodeRecords(events, headHash)
      try {
        checkStillOurs()
        writeAll(disk, fd, records.bytes)
      } catch (error) {
        throw poison(error, isDiskFull(error) && halt !== null && recordHalt(halt))
      }
      try {
        sync(records)
      } catch (error) {
        throw poison(error, false)
      }
    },
    close() {
      if (closed) return
      closed = true
      disk.close(fd)
    },
  }
}
