import {readdir, stat} from 'node:fs/promises'
import {basename, dirname, join, resolve} from 'node:path'

export interface FoundFile {
  /** Relative to the directory that the pattern is relative to. */
  readonly path: string
  readonly bytes: number
  readonly modified: Date
}

/** The newest file that matches; `*` and `?` count in the last part of the path. Throws what the directory's reading throws. */
export const newestMatch = async (match: string, cwd: string): Promise<FoundFile | null> => {
  const directory = dirname(match)
  const form = wildcard(basename(match))
  let newest: FoundFile | null = null
  for (const name of await readdir(resolve(cwd, directory))) {
    if (!form.test(name)) continue
    const path = join(directory, name)
    // It may be gone by now.
    const stats = await stat(resolve(cwd, path)).catch(() => null)
    if (stats?.isFile() !== true) continue
    if (newest === null || stats.mtimeMs > newest.modified.getTime())
      newest = {path, bytes: stats.size, modified: stats.mtime}
  }
  return newest
}

const wildcard = (pattern: string): RegExp => {
  const parts = pattern
    .split(/([*?])/)
    .map(part => (part === '*' ? '.*' : part === '?' ? '.' : part.replace(/[\\^$.+()[\]{}|/]/g, '\\$&')))
  return new RegExp(`^${parts.join('')}$`, 'su')
}
