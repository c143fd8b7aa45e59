import {readdir} from 'node:fs/promises'
import {join} from 'node:path'
import {type Deadline, TimeIsOver} from '#src/net/deadline.ts'
import {namePattern} from '#src/text/glob.ts'
import {codeOf} from './trouble.ts'

const MOST_FOLDERS = 20_000

export interface FoundFiles {
  /** Relative to the directory, or absolute where the glob is. */
  readonly paths: readonly string[]
  /** Folders that we may not read: what is in them is not known. */
  readonly closed: readonly string[]
}

/** The files below `root` that match; `**` stands for any folders. Hidden ones are only found by their name. */
export const findFiles = async (root: string, glob: string, deadline: Deadline): Promise<FoundFiles> => {
  const base = glob.startsWith('/') ? '/' : ''
  const paths: string[] = []
  const closed: string[] = []
  let folders = 0
  const entriesOf = (folder: string) =>
    readdir(join(base === '' ? root : base, folder), {withFileTypes: true}).catch((error: unknown) => {
      if (codeOf(error) === 'EACCES' || codeOf(error) === 'EPERM') closed.push(folder)
      return []
    })
  const walk = async (folder: string, parts: readonly string[]): Promise<void> => {
    const [part, ...rest] = parts
    if (deadline.isOver()) throw new TimeIsOver()
    if (part === undefined || ++folders > MOST_FOLDERS) return
    if (part === '**') await walk(folder, rest)
    const pattern = part === '**' ? /^/ : namePattern(part)
    for (const entry of part === '..' ? [] : await entriesOf(folder)) {
      if (!pattern.test(entry.name) || (entry.name.startsWith('.') && !part.startsWith('.'))) continue
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`
      // A link to a folder is followed where it is named, and not where any folder would do: it may lead back.
      const isFolder = entry.isDirectory() || (entry.isSymbolicLink() && part !== '**' && rest.length > 0)
      if (isFolder && entry.name !== 'node_modules') await walk(path, part === '**' ? parts : rest)
      else if (rest.length === 0 && !entry.isDirectory()) paths.push(`${base}${path}`)
    }
    if (part === '..') await walk(folder === '' ? '..' : `${folder}/..`, rest)
  }
  await walk(
    '',
    glob.split('/').filter(part => part !== '' && part !== '.'),
  )
  return {paths, closed}
}
