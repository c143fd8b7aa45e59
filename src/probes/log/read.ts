import type {Deadline} from '#src/net/deadline.ts'
import {fileOfPlace, readBefore, siblings} from './rotated.ts'
import {MOST_BYTES, markBefore, readSpan, type Span, withFile} from './span.ts'

/** A place in a log file, as the baseline remembers it. */
export interface Place {
  readonly inode: number
  readonly offset: number
  readonly mark: string
}

/** What became of the file since the place was noted; `lost`: of what was written between, some may be missing. */
export type Fate = 'same' | 'rotated' | 'truncated' | 'lost'

/** The end of the file as it is now, and the last of it to tell how often records came. */
export const noteEnd = (path: string, deadline: Deadline): Promise<{place: Place; tail: Span}> =>
  withFile(path, async (handle, size, inode) => ({
    place: {inode, offset: size, mark: await markBefore(handle, size, deadline)},
    tail: await readSpan(handle, 0, size, deadline, MOST_BYTES / 2),
  }))

/** All that was written since a place was noted, also into files that have been rotated away since. */
export const readFrom = (
  path: string,
  place: Place,
  deadline: Deadline,
): Promise<{span: Span; fate: Fate; bytes: number}> =>
  withFile(path, async (handle, size, inode) => {
    const isSame =
      inode === place.inode &&
      size >= place.offset &&
      (await markBefore(handle, place.offset, deadline)) === place.mark
    if (isSame) return {span: await readSpan(handle, place.offset, size, deadline), fate: 'same', bytes: size}
    const current = await readSpan(handle, 0, size, deadline)
    const others = await siblings(path)
    const then = await fileOfPlace(others, place, deadline)
    if (then === null) return {span: current, fate: inode === place.inode ? 'truncated' : 'lost', bytes: size}
    const between = others.filter(other => other !== then && other.modified > then.modified)
    const span = await readBefore(current, [{...then, from: place.offset}, ...between], deadline)
    return {span, fate: between.some(other => other.isPacked) ? 'lost' : 'rotated', bytes: size}
  })

/** The file's last records, with those of the files that were rotated away after the moment. */
export const readSince = (
  path: string,
  since: Date,
  deadline: Deadline,
): Promise<{span: Span; fate: Fate; bytes: number}> =>
  withFile(path, async (handle, size) => {
    const current = await readSpan(handle, 0, size, deadline)
    const before = (await siblings(path)).filter(other => other.modified >= since.getTime())
    if (before.length === 0) return {span: current, fate: 'same', bytes: size}
    const span = await readBefore(current, before, deadline)
    return {span, fate: before.some(other => other.isPacked) ? 'lost' : 'rotated', bytes: size}
  })
