import {createHash} from 'node:crypto'
import {type FileHandle, open, readdir, stat} from 'node:fs/promises'
import {basename, dirname, join} from 'node:path'
import {type Deadline, within} from '#src/net/deadline.ts'

/** Of what is new only the end is read: in so much of it nobody misses a record that keeps coming. */
const MOST_BYTES = 16 * 1024 * 1024
const CHUNK = 256 * 1024
/** So much before a place is remembered, to know the file again after it was truncated and written anew. */
const MARK = 256

/** A place in a log file, as the baseline remembers it. */
export interface Place {
  readonly inode: number
  readonly offset: number
  readonly mark: string
}

export interface Span {
  readonly text: string
  /** Whether what came before it was left out because it was too much. */
  readonly isCut: boolean
}

/** What became of the file since the place was noted. */
export type Fate = 'same' | 'rotated' | 'truncated' | 'lost'

const readSpan = async (
  handle: FileHandle,
  from: number,
  to: number,
  deadline: Deadline,
  most = MOST_BYTES,
): Promise<Span> => {
  const start = Math.max(from, to - most)
  const chunks: Buffer[] = []
  for (let at = start; at < to; ) {
    const buffer = Buffer.allocUnsafe(Math.min(CHUNK, to - at))
    const {bytesRead} = await within(deadline, handle.read(buffer, 0, buffer.length, at))
    if (bytesRead === 0) break
    chunks.push(buffer.subarray(0, bytesRead))
    at += bytesRead
  }
  const text = Buffer.concat(chunks).toString('utf8')
  // Cut in the middle of a line, its rest would pass for one.
  return start > from ? {text: text.slice(text.indexOf('\n') + 1), isCut: true} : {text, isCut: false}
}

const withFile = async <T>(
  path: string,
  act: (handle: FileHandle, size: number, inode: number) => Promise<T>,
) => {
  // A FIFO would be waited for; what is no file is not opened.
  if (!(await stat(path)).isFile()) throw new NotAFile()
  const handle = await open(path, 'r')
  try {
    const {size, ino} = await handle.stat()
    return await act(handle, size, ino)
  } finally {
    await handle.close()
  }
}

export class NotAFile extends Error {
  override readonly name = 'NotAFile'
}

const markBefore = async (handle: FileHandle, offset: number, deadline: Deadline): Promise<string> => {
  const from = Math.max(0, offset - MARK)
  const {text} = await readSpan(handle, from, offset, deadline)
  return createHash('sha256').update(text).digest('hex').slice(0, 16)
}

/** The end of the file as it is now, and the last of it to tell how often records came. */
export const noteEnd = (path: string, deadline: Deadline): Promise<{place: Place; tail: Span}> =>
  withFile(path, async (handle, size, inode) => ({
    place: {inode, offset: size, mark: await markBefore(handle, size, deadline)},
    tail: await readSpan(handle, 0, size, deadline, MOST_BYTES / 2),
  }))

/** All that was written since a place was noted, also into the file that has been rotated away since. */
export const readFrom = (
  path: string,
  place: Place,
  deadline: Deadline,
): Promise<{span: Span; fate: Fate; bytes: number}> =>
  withFile(path, async (handle, size, inode) => {
    if (inode === place.inode) {
      const isSame = size >= place.offset && (await markBefore(handle, place.offset, deadline)) === place.mark
      const from = isSame ? place.offset : 0
      return {
        span: await readSpan(handle, from, size, deadline),
        fate: isSame ? 'same' : 'truncated',
        bytes: size,
      }
    }
    const current = await readSpan(handle, 0, size, deadline)
    const before = await rotatedAway(path, place, deadline)
    if (before === null) return {span: current, fate: 'lost', bytes: size}
    return {
      span: {text: joined(before.text, current.text), isCut: before.isCut || current.isCut},
      fate: 'rotated',
      bytes: size,
    }
  })

/** The file's last records, with those of its predecessor where it was rotated after the moment. */
export const readSince = (
  path: string,
  since: Date,
  deadline: Deadline,
): Promise<{span: Span; fate: Fate; bytes: number}> =>
  withFile(path, async (handle, size) => {
    const current = await readSpan(handle, 0, size, deadline)
    const previous = current.isCut ? null : await youngestBefore(path, since)
    if (previous === null) return {span: current, fate: 'same', bytes: size}
    const before = await withFile(previous, (other, bytes) => readSpan(other, 0, bytes, deadline))
    return {
      span: {text: joined(before.text, current.text), isCut: before.isCut},
      fate: 'rotated',
      bytes: size,
    }
  })

const joined = (before: string, after: string): string =>
  before === '' || before.endsWith('\n') ? before + after : `${before}\n${after}`

/** Files that stand beside it under its name and something more, as logrotate leaves them; packed ones are not read. */
const siblings = async (path: string): Promise<readonly string[]> => {
  const name = basename(path)
  const names = await readdir(dirname(path)).catch(() => [])
  return names
    .filter(each => each.startsWith(`${name}.`) || each.startsWith(`${name}-`))
    .filter(each => !/\.(gz|xz|bz2|zst|zip)$/.test(each))
    .map(each => join(dirname(path), each))
}

const rotatedAway = async (path: string, place: Place, deadline: Deadline): Promise<Span | null> => {
  for (const other of await siblings(path)) {
    const stats = await stat(other).catch(() => null)
    if (stats?.ino !== place.inode || stats.size < place.offset) continue
    return withFile(other, (handle, size) => readSpan(handle, place.offset, size, deadline))
  }
  return null
}

const youngestBefore = async (path: string, since: Date): Promise<string | null> => {
  let youngest: {readonly path: string; readonly modified: number} | null = null
  for (const other of await siblings(path)) {
    const stats = await stat(other).catch(() => null)
    if (stats?.isFile() !== true || stats.mtimeMs < since.getTime()) continue
    if (youngest === null || stats.mtimeMs > youngest.modified)
      youngest = {path: other, modified: stats.mtimeMs}
  }
  return youngest?.path ?? null
}
