import {constants} from 'node:fs'
import {type Disk, readAll} from './disk.ts'

/** The path holds a link, a directory or a device. It was left as it is: as root, replacing `/dev/null` would break the host. */
export class NotAPlainFile extends Error {
  override readonly name = 'NotAPlainFile'
  readonly path: string

  constructor(path: string) {
    super(`not a plain file: ${path}`)
    this.path = path
  }
}

/** Opens an existing plain file. A link at its name is refused by the kernel (ELOOP), what else is no file by us. */
export const openPlainFile = (disk: Disk, path: string, flags: number): number => {
  // O_NONBLOCK: a FIFO put there in the journal's stead must not hold us up for ever.
  const fd = disk.open(path, flags | constants.O_NOFOLLOW | constants.O_NONBLOCK)
  if (disk.fstat(fd).isFile) return fd
  disk.close(fd)
  throw new NotAPlainFile(path)
}

/** Everything in an existing plain file; throws as `node:fs` does, and for a link, directory or device. */
export const readPlainFile = (disk: Disk, path: string): Buffer => {
  const fd = openPlainFile(disk, path, constants.O_RDONLY)
  try {
    return readAll(disk, fd)
  } finally {
    disk.close(fd)
  }
}
