import {createHash} from 'node:crypto'
import {type FileHandle, open, stat} from 'node:fs/promises'
import {type Deadline, within} from '#src/net/deadline.ts'

/** Of what is new only the end is read: in so much of it nobody misses a record that keeps coming. */
export const MOST_BYTES = 8 * 1024 * 1024
/** Nor more lines than this: of very short ones millions would be records at once. */
const MOST_LINES = 100_000
const CHUNK = 256 * 1024
/** So much before a place is remembered, to know the file again after it was truncated and written anew. */
const MARK = 256

export interface Span {
  readonly text: string
  /** Whether what came before it was left out because it was too much. */
  readonly isCut: boolean
}

export const readSpan = async (
  handle: FileHandle,
  from: number,
  to: number,
  deadline: Deadline,
  most = MOST_BYTES,
): Promise<Span> => {
  const start = Math.max(from, to - most)
  // One buffer for all of it: joining pieces would hold everything twice.
  const buffer = Buffer.allocUnsafe(Math.max(0, to - start))
  let filled = 0
  while (filled < buffer.length) {
    const size = Math.min(CHUNK, buffer.length - filled)
    const {bytesRead} = await within(deadline, handle.read(buffer, filled, size, start + filled))
    if (bytesRead === 0) break
    filled += bytesRead
  }
  const text = buffer.toString('utf8', 0, filled)
  const first = lastLines(text, MOST_LINES)
  if (first > 0) return {text: text.slice(first), isCut: true}
  // Cut in the middle of a line, its rest would pass for one.
  return start > from ? {text: text.slice(text.indexOf('\n') + 1), isCut: true} : {text, isCut: false}
}

/** Where the last so many lines begin; 0 where there are no more. */
const lastLines = (text: string, most: number): number => {
  let at = text.length - 1
  for (let count = 0; count < most && at > 0; count += 1) at = text.lastIndexOf('\n', at - 1)
  return at + 1
}

export const withFile = async <T>(
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

export const markBefore = async (handle: FileHandle, offset: number, deadline: Deadline): Promise<string> => {
  const from = Math.max(0, offset - MARK)
  const {text} = await readSpan(handle, from, offset, deadline)
  return createHash('sha256').update(text).digest('hex').slice(0, 16)
}
