import {constants} from 'node:fs'
import {type FileHandle, open} from 'node:fs/promises'
import {listSegments, type Segment} from './output-segments.ts'

/** What was kept of a command's output, in its order; a gap is what was rotated away or dropped. */
export type OutputPart =
  | {readonly kind: 'bytes'; readonly bytes: Buffer}
  | {readonly kind: 'gap'; readonly length: number}

const {O_NOFOLLOW, O_NONBLOCK, O_RDONLY} = constants

const readRange = async (path: string, from: number, length: number): Promise<Buffer> => {
  let file: FileHandle
  try {
    // In a shared session a link could stand there that leads to what the group must not see.
    file = await open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK)
  } catch {
    // Rotated away since it was listed.
    return Buffer.alloc(0)
  }
  try {
    const bytes = Buffer.allocUnsafe(length)
    let done = 0
    while (done < length) {
      const {bytesRead} = await file.read(bytes, done, length - done, from + done)
      if (bytesRead === 0) break
      done += bytesRead
    }
    return bytes.subarray(0, done)
  } finally {
    await file.close()
  }
}

/** All that was kept, at most 64 MiB. Already redacted, but raw bytes: pass them through `safe()` before showing them. */
export const readOutput = async (dir: string): Promise<readonly OutputPart[]> => {
  const parts: OutputPart[] = []
  let end = 0
  for (const segment of listSegments(dir)) {
    if (segment.size === 0) continue
    if (segment.start > end) parts.push({kind: 'gap', length: segment.start - end})
    parts.push({kind: 'bytes', bytes: await readRange(segment.path, 0, segment.size)})
    end = segment.start + segment.size
  }
  return parts
}

const isContinuation = (byte: number | undefined): boolean => byte !== undefined && (byte & 0xc0) === 0x80

/** Text from bytes that may begin inside a character: its remaining bytes are left out. */
export const textOfTail = (bytes: Buffer): string => {
  let start = 0
  while (start < 3 && isContinuation(bytes[start])) start++
  return bytes.subarray(start).toString('utf8')
}

/** The last bytes of the output as text, at most `limit` of them and never from both sides of a gap. */
export const readTail = async (dir: string, limit: number): Promise<string> => {
  const pieces: Buffer[] = []
  let missing = limit
  let next: number | null = null
  for (const segment of [...listSegments(dir)].reverse()) {
    if (segment.size === 0) continue
    if (missing <= 0 || (next !== null && segment.start + segment.size !== next)) break
    const length = Math.min(missing, segment.size)
    pieces.unshift(await readRange(segment.path, segment.size - length, length))
    missing -= length
    next = segment.start
  }
  const bytes = Buffer.concat(pieces)
  return bytes.length < limit ? bytes.toString('utf8') : textOfTail(bytes)
}

/** New output since the last look. */
export interface OutputNews {
  /** Bytes that were skipped right before these. */
  readonly gap: number
  readonly bytes: Buffer
}

export interface OutputCursor {
  /** Null when there is nothing new. */
  next(): Promise<OutputNews | null>
}

const pieceLimit = 256 * 1024

/** Whoever watches a flood is shown its present end, not all of it late. */
const lagLimit = 2 ** 20

const covering = (segments: readonly Segment[], place: number): Segment | undefined =>
  segments.find(segment => segment.start + segment.size > place)

/** Reads a growing output piece by piece from its beginning, skipping what it cannot keep up with. */
export const createOutputCursor = (dir: string): OutputCursor => {
  let place = 0
  return {
    next: async () => {
      const segments = listSegments(dir)
      const last = segments.at(-1)
      const end = last === undefined ? 0 : last.start + last.size
      const from = end - place > lagLimit ? end - pieceLimit : place
      const segment = covering(segments, from)
      if (segment === undefined) return null
      const start = Math.max(from, segment.start)
      const length = Math.min(pieceLimit, segment.start + segment.size - start)
      const bytes = await readRange(segment.path, start - segment.start, length)
      if (bytes.length === 0) return null
      const gap = start - place
      place = start + bytes.length
      return {gap, bytes}
    },
  }
}
