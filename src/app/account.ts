import {userInfo} from 'node:os'

/** The account that commands run as. */
export const accountName = (): string => {
  try {
    return userInfo().username
  } catch {
    // An account without an entry in passwd, as containers have.
    return `uid ${process.getuid?.() ?? '?'}`
  }
}
