import {accessSync, constants, statSync} from 'node:fs'

/** Whether commands can be run there: the directory exists, and this account may enter it. */
export const canEnter = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK)
    return statSync(path).isDirectory()
  } catch {
    return false
  }
}
