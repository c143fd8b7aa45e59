import {readdirSync, statSync} from 'node:fs'
import {basename, dirname, join, resolve} from 'node:path'
import {namePattern} from '#src/text/glob.ts'
import type {FileFlaw} from '#src/view/form.ts'
import {dumpFlaw, lookBudget} from './dump-flaw.ts'

export interface Choice {
  readonly value: string
  /** Relative to the directory that the pattern is relative to. */
  readonly path: string
  readonly bytes: number
  readonly modified: Date
  readonly flaw: FileFlaw | null
}

interface ChoicePattern {
  readonly files: string
  readonly capture: string | null
}

/** Files that an input can be chosen from, the newest first; `*` and `?` count in the last part of the path. Never throws. */
export const listChoices = ({files, capture}: ChoicePattern, cwd: string): readonly Choice[] => {
  const directory = dirname(files)
  const form = namePattern(basename(files))
  const value = capture === null ? null : new RegExp(capture, 'u')
  const choices: Choice[] = []
  const budget = lookBudget()
  for (const name of namesIn(resolve(cwd, directory))) {
    if (!form.test(name)) continue
    const path = join(directory, name)
    const captured = value === null ? path : value.exec(path)?.[1]
    const stats = statSync(resolve(cwd, path), {throwIfNoEntry: false})
    if (captured === undefined || stats?.isFile() !== true) continue
    choices.push({
      value: captured,
      path,
      bytes: stats.size,
      modified: stats.mtime,
      flaw: dumpFlaw(resolve(cwd, path), budget),
    })
  }
  return choices.sort((a, b) => b.modified.getTime() - a.modified.getTime())
}

const namesIn = (directory: string): readonly string[] => {
  try {
    return readdirSync(directory)
  } catch {
    // No such directory, or no permission: then there is nothing to choose from, which is said.
    return []
  }
}
