import {createHash} from 'node:crypto'
import {createReadStream} from 'node:fs'
import {resolve} from 'node:path'
import {pipeline} from 'node:stream/promises'
import type {ScriptFact} from '#src/session/events.ts'

/** SHA-256 of a script's bytes, in hex; null where it cannot be read. A relative path means one below `cwd`. */
export const hashScript = async (path: string, cwd: string): Promise<string | null> => {
  const hash = createHash('sha256')
  try {
    await pipeline(createReadStream(resolve(cwd, path)), hash)
  } catch {
    return null
  }
  return hash.digest('hex')
}

/** Is the script still what was confirmed? One that is gone or unreadable is not. */
export const isUnchanged = async (script: ScriptFact, cwd: string): Promise<boolean> =>
  (await hashScript(script.path, cwd)) === script.sha256
