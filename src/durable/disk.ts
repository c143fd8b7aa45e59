import fs from 'node:fs'
import {dirname} from 'node:path'

export interface FileFacts {
  readonly size: number
  /** Type and permission bits, as in `stat(2)`. */
  readonly mode: number
  readonly uid: number
  readonly links: number
  readonly isFile: boolean
}

/**
 * The file operations that durability stands on, one system call each and all synchronous: nothing else of the program
 * can run between a write and its fsync. Each throws as `node:fs` does. Tests pass a disk that fails on purpose.
 */
export interface Disk {
  open(path: string, flags: number, mode?: number): number
  close(fd: number): void
  read(fd: number, into: Uint8Array, from: {readonly offset: number; readonly position: number}): number
  /** May write less than asked for: use `writeAll`. */
  write(fd: number, bytes: Uint8Array, offset: number): number
  fsync(fd: number): void
  fdatasync(fd: number): void
  ftruncate(fd: number, size: number): void
  fchmod(fd: number, mode: number): void
  fstat(fd: number): FileFacts
  /** Null where there is nothing. */
  lstat(path: string): FileFacts | null
  rename(from: string, to: string): void
  link(existing: string, path: string): void
  unlink(path: string): void
  mkdir(path: string, mode: number): void
}

const facts = (stats: fs.Stats): FileFacts => ({
  size: stats.size,
  mode: stats.mode,
  uid: stats.uid,
  links: stats.nlink,
  isFile: stats.isFile(),
})

export const realDisk: Disk = {
  open: (path, flags, mode) => fs.openSync(path, flags, mode),
  close: fd => fs.closeSync(fd),
  read: (fd, into, {offset, position}) => fs.readSync(fd, into, offset, into.length - offset, position),
  write: (fd, bytes, offset) => fs.writeSync(fd, bytes, offset),
  fsync: fd => fs.fsyncSync(fd),
  fdatasync: fd => fs.fdatasyncSync(fd),
  ftruncate: (fd, size) => fs.ftruncateSync(fd, size),
  fchmod: (fd, mode) => fs.fchmodSync(fd, mode),
  fstat: fd => facts(fs.fstatSync(fd)),
  lstat: path => {
    const stats = fs.lstatSync(path, {throwIfNoEntry: false})
    return stats === undefined ? null : facts(stats)
  },
  rename: (from, to) => fs.renameSync(from, to),
  link: (existing, path) => fs.linkSync(existing, path),
  unlink: path => fs.unlinkSync(path),
  mkdir: (path, mode) => fs.mkdirSync(path, {mode}),
}

/** The code of a failed system call (`ENOSPC`, `EIO`), or null for any other error. */
export const errorCode = (error: unknown): string | null =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null

/** Writes until every byte is out. A disk that takes nothing and reports nothing counts as failed. */
export const writeAll = (disk: Disk, fd: number, bytes: Uint8Array): void => {
  let offset = 0
  while (offset < bytes.length) {
    const written = disk.write(fd, bytes, offset)
    if (written <= 0)
      throw Object.assign(new Error('EIO: the disk took no byte and reported no error, write'), {code: 'EIO'})
    offset += written
  }
}

/** Everything that is in the file now; a file that grows meanwhile is read up to its present size. */
export const readAll = (disk: Disk, fd: number): Buffer => {
  const bytes = Buffer.allocUnsafe(disk.fstat(fd).size)
  let offset = 0
  while (offset < bytes.length) {
    const read = disk.read(fd, bytes, {offset, position: offset})
    if (read === 0) break
    offset += read
  }
  return bytes.subarray(0, offset)
}

/**
 * Makes the names in a file's directory durable: without it a new or renamed file can be gone after a power cut. Some
 * network and FUSE file systems have no such operation (EINVAL, ENOTSUP); there nobody can do better.
 */
export const syncDirectoryOf = (disk: Disk, path: string): void => {
  const fd = disk.open(dirname(path), fs.constants.O_RDONLY | fs.constants.O_DIRECTORY)
  try {
    disk.fsync(fd)
  } catch (error) {
    if (errorCode(error) !== 'EINVAL' && errorCode(error) !== 'ENOTSUP') throw error
  } finally {
    disk.close(fd)
  }
}
