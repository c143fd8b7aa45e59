import {randomBytes} from 'node:crypto'
import {constants} from 'node:fs'
import {dirname, join} from 'node:path'
import {type Disk, errorCode, realDisk, syncDirectoryOf, writeAll} from './disk.ts'
import {NotAPlainFile} from './plain-file.ts'
import {modesIn} from './shared-modes.ts'

export interface WriteOptions {
  /** Permission bits, exactly, whatever the umask; unless told, what the directory asks for: 0600 in any but a shared one. */
  readonly mode?: number
  readonly disk?: Disk
}

const attempt = (action: () => void): void => {
  try {
    action()
  } catch {
    // Cleaning up after an error: the first error is the one to report.
  }
}

/** A complete, fsynced file beside `path`, under a name nobody else uses. */
const writeBeside = (disk: Disk, path: string, content: {bytes: Uint8Array; mode: number}): string => {
  const temporary = join(dirname(path), `.rollcall-${randomBytes(8).toString('hex')}.tmp`)
  const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW
  const fd = disk.open(temporary, flags, 0o600)
  try {
    try {
      disk.fchmod(fd, content.mode)
      writeAll(disk, fd, content.bytes)
      disk.fsync(fd)
    } finally {
      disk.close(fd)
    }
  } catch (error) {
    attempt(() => disk.unlink(temporary))
    throw error
  }
  return temporary
}

const bytesOf = (content: Uint8Array | string): Uint8Array =>
  typeof content === 'string' ? Buffer.from(content, 'utf8') : content

/**
 * Puts a whole file in the place of `path`, or of nothing: at any moment, also after a power cut, the path holds either
 * the old content or the new. Once it has returned, the new one is on disk. Where it throws before the rename, the old
 * file is untouched and nothing is left beside it; only when the directory's fsync fails may the new one be in place.
 * A link, directory or device at `path` is refused (`NotAPlainFile`).
 */
export const replaceFile = (path: string, content: Uint8Array | string, options: WriteOptions = {}): void => {
  const {mode = modesIn(dirname(path)).kept, disk = realDisk} = options
  const present = disk.lstat(path)
  if (present !== null && !present.isFile) throw new NotAPlainFile(path)
  const temporary = writeBeside(disk, path, {bytes: bytesOf(content), mode})
  try {
    disk.rename(temporary, path)
  } catch (error) {
    attempt(() => disk.unlink(temporary))
    throw error
  }
  syncDirectoryOf(disk, path)
}

/**
 * Creates `path` whole and on disk, or leaves what is there: of any number of callers in any number of processes exactly
 * one gets `created`, and nobody ever sees half a file. Whatever stands at `path`, also a dangling link, counts as `exists`.
 * Where it throws, the file may be in place but is not known to be durable.
 */
export const createFileExclusive = (
  path: string,
  content: Uint8Array | string,
  options: WriteOptions = {},
): 'created' | 'exists' => {
  const {mode = modesIn(dirname(path)).kept, disk = realDisk} = options
  const temporary = writeBeside(disk, path, {bytes: bytesOf(content), mode})
  try {
    try {
      disk.link(temporary, path)
    } catch (error) {
      // Over NFS a repeated request can report EEXIST for the link that it made itself: two names on our file prove it.
      if (errorCode(error) !== 'EEXIST') throw error
      if (disk.lstat(temporary)?.links !== 2) return 'exists'
    }
  } finally {
    attempt(() => disk.unlink(temporary))
  }
  syncDirectoryOf(disk, path)
  return 'created'
}
