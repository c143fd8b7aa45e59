import {readdir, stat} from 'node:fs/promises'
import {basename, dirname, join} from 'node:path'
import type {Deadline} from '#src/net/deadline.ts'
import type {Place} from './read.ts'
import {MOST_BYTES, markBefore, readSpan, type Span, withFile} from './span.ts'

/** A file that stands beside the log under its name and something more, as logrotate leaves it. */
export interface Sibling {
  readonly path: string
  readonly inode: number
  readonly bytes: number
  readonly modified: number
  /** Packed ones are not read; that they are there is known. */
  readonly isPacked: boolean
  /** Where reading begins. */
  readonly from: number
}

/** The files that were rotated away, the oldest first. */
export const siblings = async (path: string): Promise<readonly Sibling[]> => {
  const name = basename(path)
  const found: Sibling[] = []
  for (const each of await readdir(dirname(path)).catch(() => [])) {
    if (!each.startsWith(`${name}.`) && !each.startsWith(`${name}-`)) continue
    const other = join(dirname(path), each)
    const stats = await stat(other).catch(() => null)
    if (stats?.isFile() !== true) continue
    const isPacked = /\.(gz|xz|bz2|zst|zip)$/.test(each)
    const {ino: inode, size: bytes, mtimeMs: modified} = stats
    found.push({path: other, inode, bytes, modified, isPacked, from: 0})
  }
  return found.sort((one, other) => one.modified - other.modified)
}

/** The file in which the place was noted, moved away or copied before it was truncated; null: it is not there. */
export const fileOfPlace = async (
  others: readonly Sibling[],
  place: Place,
  deadline: Deadline,
): Promise<Sibling | null> => {
  const moved = others.filter(other => other.inode === place.inode)
  // At a file's beginning there is nothing to know a copy by.
  const copies = place.offset === 0 ? [] : others.filter(other => other.inode !== place.inode)
  for (const other of [...moved, ...copies.toReversed()]) {
    if (other.isPacked || other.bytes < place.offset) continue
    const mark = await withFile(other.path, handle => markBefore(handle, place.offset, deadline))
    if (mark === place.mark) return other
  }
  return null
}

const joined = (before: string, after: string): string =>
  before === '' || before.endsWith('\n') ? before + after : `${before}\n${after}`

/** What the files hold, the oldest first, and then the newest; of too much the end. */
export const readBefore = async (
  newest: Span,
  files: readonly Sibling[],
  deadline: Deadline,
): Promise<Span> => {
  let {text, isCut} = newest
  let room = MOST_BYTES - text.length
  for (const {path, from, isPacked} of files.toReversed()) {
    if (isPacked) continue
    if (isCut || room <= 0) return {text, isCut: true}
    const span = await withFile(path, (handle, size) => readSpan(handle, from, size, deadline, room))
    room -= span.text.length
    text = joined(span.text, text)
    isCut = span.isCut
  }
  return {text, isCut}
}
