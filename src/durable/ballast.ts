import {randomBytes} from 'node:crypto'
import {constants} from 'node:fs'
import {dirname, join} from 'node:path'
import {type Disk, writeAll} from './disk.ts'

const ballastBytes = 64 * 1024

const ballastOf = (journalPath: string): string => join(dirname(journalPath), 'ballast')

/**
 * Lays 64 KiB beside a journal, to be given up when the disk is full. Where there is no room for it, or it cannot be
 * laid, the journal is none the worse. Random bytes: a file system that compresses would keep nothing for zeros.
 */
export const layBallast = (disk: Disk, journalPath: string): void => {
  const path = ballastOf(journalPath)
  try {
    if (disk.lstat(path) !== null) return
    const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW
    const fd = disk.open(path, flags, 0o600)
    try {
      writeAll(disk, fd, randomBytes(ballastBytes))
      disk.fsync(fd)
    } catch {
      disk.unlink(path)
    } finally {
      disk.close(fd)
    }
  } catch {
    // Without ballast a full disk may leave no record of the halt, and that is all.
  }
}

/** Gives the ballast's space back to the disk, so that one small record fits. */
export const dropBallast = (disk: Disk, journalPath: string): void => {
  try {
    disk.unlink(ballastOf(journalPath))
  } catch {
    // It was never laid or is gone already; the record may fit all the same.
  }
}
