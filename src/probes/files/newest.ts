import {stat} from 'node:fs/promises'
import {resolve} from 'node:path'
import type {Deadline} from '#src/net/deadline.ts'
import {findFiles} from '../find-files.ts'

export interface FoundFile {
  /** Relative to the directory that the pattern is relative to. */
  readonly path: string
  readonly bytes: number
  readonly modified: Date
}

/** The newest file that matches the glob; `closed` where there is none, and a folder could not be looked into. */
export const newestMatch = async (
  match: string,
  cwd: string,
  deadline: Deadline,
): Promise<FoundFile | 'closed' | null> => {
  const {paths, closed} = await findFiles(cwd, match, deadline)
  let newest: FoundFile | null = null
  for (const path of paths) {
    // It may be gone by now.
    const stats = await stat(resolve(cwd, path)).catch(() => null)
    if (stats?.isFile() !== true) continue
    if (newest === null || stats.mtimeMs > newest.modified.getTime())
      newest = {path, bytes: stats.size, modified: stats.mtime}
  }
  return newest ?? (closed.length > 0 ? 'closed' : null)
}
