import {join} from 'node:path'
import {errorCode, realDisk} from './disk.ts'
import type {Home} from './home.ts'
import {readPlainFile} from './plain-file.ts'
import {replaceFile} from './replace.ts'
import {ensureDirectory} from './shared-modes.ts'

const pinPath = (home: Home, id: string): string => join(home.path, 'shared', id)

/** Keeps the head that a session had when it was shared, where the group cannot get at it. */
export const writePin = (home: Home, id: string, headHash: string): void => {
  ensureDirectory(join(home.path, 'shared'))
  replaceFile(pinPath(home, id), headHash)
}

/** That head; null where the session was never shared from this home. Throws as `node:fs` does. */
export const readPin = (home: Home, id: string): string | null => {
  try {
    return readPlainFile(realDisk, pinPath(home, id)).toString('latin1')
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null
    throw error
  }
}
