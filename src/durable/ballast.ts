import {randomBytes} from 'node:crypto'
import {constants} from 'node:fs'
import {dirname, join} from 'node:path'
import {type Disk, errorCode, writeAll} from './disk.ts'
import {openPlainFile} from './plain-file.ts'
import {modesIn} from './shared-modes.ts'

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
    const {changing} = modesIn(dirname(path))
    const fd = disk.open(path, flags, 0o600)
    try {
      if (changing !== 0o600) disk.fchmod(fd, changing)
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

/** In a shared session the file may be another account's: then its room can be had, not its name. */
const emptyBallast = (disk: Disk, path: string): void => {
  try {
    const fd = openPlainFile(disk, path, constants.O_WRONLY)
    try {
      disk.ftruncate(fd, 0)
    } finally {
      disk.close(fd)
    }
  } catch {
    // As if none had been laid.
  }
}

/** Gives the ballast's space back to the disk, so that one small record fits. */
export const dropBallast = (disk: Disk, journalPath: string): void => {
  try {
    disk.unlink(ballastOf(journalPath))
  } catch (error) {
    // It was never laid or is gone already: the record may fit all the same.
    if (errorCode(error) !== 'EPERM' && errorCode(error) !== 'EACCES') return
    emptyBallast(disk, ballastOf(journalPath))
  }
}
