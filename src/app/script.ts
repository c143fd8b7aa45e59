import {readFileSync, statSync} from 'node:fs'
import {resolve} from 'node:path'
import type {ScriptFact} from '#src/session/events.ts'
import {sha256Of} from './source-file.ts'

/**
 * The script that a command's first word names by a path, with its digest: what is approved is then what runs. Null where
 * the first word is no path to a file, such as a program found on PATH.
 */
export const scriptOf = (text: string, cwd: string): ScriptFact | null => scriptSight(text, cwd)?.fact ?? null

/** The same script as it is shown: with its first lines. */
export const scriptSight = (
  text: string,
  cwd: string,
): {readonly fact: ScriptFact; readonly head: readonly string[]} | null => {
  const path = namedPath(text)
  if (path === null) return null
  const absolute = resolve(cwd, path)
  try {
    if (!statSync(absolute).isFile()) return null
    const bytes = readFileSync(absolute)
    return {fact: {path: absolute, sha256: sha256Of(bytes)}, head: firstLines(bytes)}
  } catch {
    return null
  }
}

const headBytes = 2048
const headLines = 5

const firstLines = (bytes: Buffer): readonly string[] =>
  bytes.includes(0) ? [] : bytes.toString('utf8', 0, headBytes).trimEnd().split('\n').slice(0, headLines)

// `./x`, `../x`, `dir/x`, `/x`, also behind the name of an interpreter: `bash ./x`. Quoted and computed paths are not guessed.
const namedPath = (text: string): string | null => {
  const [first = '', second = ''] = text.trim().split(/\s+/, 2)
  if (isPlainPath(first)) return first
  return /^(ba|da|z|k)?sh$|^python3?$|^node$|^perl$/.test(first) && isPlainPath(second) ? second : null
}

const isPlainPath = (word: string): boolean =>
  /^[\w.@%+,:~/-]*\/[\w.@%+,:-]+$/.test(word) && !word.startsWith('~')
