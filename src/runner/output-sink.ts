import {createHash} from 'node:crypto'
import {constants} from 'node:fs'
import {type Disk, realDisk} from '#src/durable/disk.ts'
import {modesIn} from '#src/durable/shared-modes.ts'
import {listSegments, segmentPath} from './output-segments.ts'

export interface OutputLimits {
  /** Bytes kept of the beginning. */
  readonly head: number
  /** Bytes of each of the two segments that rotate behind it. */
  readonly tail: number
}

export const outputLimits: OutputLimits = {head: 32 * 2 ** 20, tail: 16 * 2 ** 20}

/** How much of the end is told with the exit record, in bytes. */
const recentLimit = 8192

/** A disk that fills and empties again and again would otherwise leave a file for each time. */
const mostSegments = 16

export interface OutputFacts {
  /** All that the command wrote, redacted, whether it was kept or not. */
  readonly bytes: number
  readonly sha256: string
  /** What could not be written because the disk was full or failed. */
  readonly dropped: number
  readonly recent: Buffer
}

/** Keeps a stream's beginning and end on disk within fixed bounds. It never throws and never blocks the stream. */
export interface OutputSink {
  write(bytes: Buffer): void
  /** Brings what was kept to disk and says what went through. */
  close(): OutputFacts
}

interface Open {
  readonly fd: number
  readonly start: number
  size: number
}

/** Writes as much as the disk takes. */
const writeSome = (disk: Disk, fd: number, bytes: Buffer): number => {
  let written = 0
  try {
    while (written < bytes.length) {
      const taken = disk.write(fd, bytes, written)
      if (taken <= 0) break
      written += taken
    }
  } catch {
    // Full or failed: the caller counts the rest as dropped and goes on, so that the command is not held up.
  }
  return written
}

/** A copy of the last bytes of both: the chunk's memory is its giver's. */
const endOf = (before: Buffer, chunk: Buffer): Buffer =>
  chunk.length >= recentLimit
    ? Buffer.from(chunk.subarray(-recentLimit))
    : Buffer.concat([before.subarray(chunk.length - recentLimit), chunk])

const quietly = (action: () => void): void => {
  try {
    action()
  } catch {
    // The output is evidence, not truth: its files may fail while the command's outcome is still recorded.
  }
}

/** A sink in this directory; where there are segments already, it goes on behind the last of them. */
export const createOutputSink = (
  dir: string,
  {limits = outputLimits, disk = realDisk}: {readonly limits?: OutputLimits; readonly disk?: Disk} = {},
): OutputSink => {
  const kept = listSegments(dir).map(({start, size}) => ({start, size}))
  const last = kept.at(-1)
  const hash = createHash('sha256')
  let offset = last === undefined ? 0 : last.start + last.size
  let bytes = 0
  let dropped = 0
  let recent: Buffer = Buffer.alloc(0)
  let open: Open | null = null

  const closeSegment = (): void => {
    if (open === null) return
    const {fd, start, size} = open
    open = null
    quietly(() => disk.close(fd))
    if (size > 0) kept.push({start, size})
    else quietly(() => disk.unlink(segmentPath(dir, start)))
  }

  const prune = (): void => {
    const tails = kept.filter(segment => segment.start > 0)
    let sum = tails.reduce((total, segment) => total + segment.size, 0)
    while (tails.length > 1 && (sum > limits.tail || tails.length >= mostSegments)) {
      const oldest = tails.shift()
      if (oldest === undefined) return
      sum -= oldest.size
      kept.splice(kept.indexOf(oldest), 1)
      quietly(() => disk.unlink(segmentPath(dir, oldest.start)))
    }
  }

  const openSegment = (): Open | null => {
    prune()
    const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_APPEND | constants.O_NOFOLLOW
    const mode = modesIn(dir).kept
    try {
      const fd = disk.open(segmentPath(dir, offset), flags, 0o600)
      if (mode !== 0o600) quietly(() => disk.fchmod(fd, mode))
      return {fd, start: offset, size: 0}
    } catch {
      return null
    }
  }

  const put = (part: Buffer): void => {
    open ??= openSegment()
    const written = open === null ? 0 : writeSome(disk, open.fd, part)
    if (open !== null) open.size += written
    offset += part.length
    dropped += part.length - written
    // What follows a hole stands in a segment of its own, whose name tells where the hole ends.
    if (written < part.length) closeSegment()
  }

  const room = (): number => {
    if (open === null) return offset === 0 ? limits.head : limits.tail
    return (open.start === 0 ? limits.head : limits.tail) - open.size
  }

  return {
    write: chunk => {
      if (chunk.length === 0) return
      bytes += chunk.length
      hash.update(chunk)
      recent = endOf(recent, chunk)
      let rest = chunk
      while (rest.length > 0) {
        if (room() <= 0) closeSegment()
        const part = rest.subarray(0, room())
        put(part)
        rest = rest.subarray(part.length)
      }
    },
    close: () => {
      closeSegment()
      for (const segment of kept) {
        quietly(() => {
          const fd = disk.open(segmentPath(dir, segment.start), constants.O_RDONLY | constants.O_NOFOLLOW)
          quietly(() => disk.fdatasync(fd))
          disk.close(fd)
        })
      }
      return {bytes, sha256: hash.digest('hex'), dropped, recent}
    },
  }
}
