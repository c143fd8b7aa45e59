import {constants} from 'node:os'
import {type Disk, realDisk} from '#src/durable/disk.ts'

export type DiskOperation = keyof Disk

export interface DiskCall {
  readonly op: DiskOperation
  readonly path: string
  /** How many bytes a write took. */
  readonly taken: number
  readonly failed: boolean
}

/** The `nth` call of an operation (counted from 1), and with `persists` each later one, fails without effect. */
export interface DiskFault {
  readonly op: DiskOperation
  readonly nth: number
  readonly code: 'EIO' | 'ENOSPC' | 'EDQUOT' | 'EROFS' | 'EINVAL'
  readonly persists?: boolean
}

export interface FaultyDiskOptions {
  readonly faults?: readonly DiskFault[]
  /** At most so many bytes are taken by one write to a file of this path. */
  readonly maxWrite?: (path: string) => number
  /** Called before each operation that is about to succeed. */
  readonly before?: (call: {op: DiskOperation; path: string}) => void
}

export const diskError = (code: DiskFault['code'], op: string): Error =>
  Object.assign(new Error(`${code}: injected, ${op}`), {code, errno: -constants.errno[code], syscall: op})

/** The real disk, recorded, with faults where they are wanted. */
export const createFaultyDisk = (options: FaultyDiskOptions = {}): {disk: Disk; calls: DiskCall[]} => {
  const {faults = [], maxWrite = () => Number.POSITIVE_INFINITY, before} = options
  const calls: DiskCall[] = []
  const counts = new Map<DiskOperation, number>()
  const paths = new Map<number, string>()

  const call = <T>(op: DiskOperation, path: string, run: () => T): T => {
    const nth = (counts.get(op) ?? 0) + 1
    counts.set(op, nth)
    const fault = faults.find(each => each.op === op && (each.persists ? nth >= each.nth : nth === each.nth))
    if (fault !== undefined) {
      calls.push({op, path, taken: 0, failed: true})
      throw diskError(fault.code, op)
    }
    before?.({op, path})
    const result = run()
    calls.push({op, path, taken: op === 'write' ? Number(result) : 0, failed: false})
    return result
  }
  const of = (fd: number): string => paths.get(fd) ?? `fd ${fd}`

  const disk: Disk = {
    open: (path, flags, mode) =>
      call('open', path, () => {
        const fd = realDisk.open(path, flags, mode)
        paths.set(fd, path)
        return fd
      }),
    close: fd => call('close', of(fd), () => realDisk.close(fd)),
    read: (fd, into, from) => call('read', of(fd), () => realDisk.read(fd, into, from)),
    write: (fd, bytes, offset) =>
      call('write', of(fd), () =>
        realDisk.write(fd, bytes.subarray(0, Math.min(bytes.length, offset + maxWrite(of(fd)))), offset),
      ),
    fsync: fd => call('fsync', of(fd), () => realDisk.fsync(fd)),
    fdatasync: fd => call('fdatasync', of(fd), () => realDisk.fdatasync(fd)),
    ftruncate: (fd, size) => call('ftruncate', of(fd), () => realDisk.ftruncate(fd, size)),
    fchmod: (fd, mode) => call('fchmod', of(fd), () => realDisk.fchmod(fd, mode)),
    fstat: fd => call('fstat', of(fd), () => realDisk.fstat(fd)),
    lstat: path => call('lstat', path, () => realDisk.lstat(path)),
    rename: (from, to) => call('rename', to, () => realDisk.rename(from, to)),
    link: (existing, path) => call('link', path, () => realDisk.link(existing, path)),
    unlink: path => call('unlink', path, () => realDisk.unlink(path)),
    mkdir: (path, mode) => call('mkdir', path, () => realDisk.mkdir(path, mode)),
  }
  return {disk, calls}
}
