import type {Texts} from '#src/i18n/texts.ts'
import {messageOf, Trouble} from '../trouble.ts'

/** What a Redis server's error answer means for the one who reads it. */
export const replyTrouble = (error: Error, texts: Texts): Trouble => {
  const words = texts.dataSights
  const message = messageOf(error)
  const kind = /^[A-Z]+/.exec(error.message)?.[0] ?? ''
  switch (kind) {
    case 'NOAUTH':
      return new Trouble('auth', words['redis-wants-password']())
    case 'WRONGPASS':
      return new Trouble('auth', words['redis-wrong-password']())
    case 'NOPERM':
      return new Trouble('permission', words['redis-no-permission']({message}))
    case 'DENIED':
      return new Trouble('auth', words['redis-protected']())
    case 'LOADING':
      return new Trouble('mismatch', words['redis-loading']())
    case 'READONLY':
      return new Trouble('mismatch', words['redis-read-only']())
    case 'OOM':
      return new Trouble('mismatch', words['redis-out-of-memory']())
    case 'MISCONF':
      return new Trouble('mismatch', words['redis-cannot-save']())
    case 'NOREPLICAS':
      return new Trouble('mismatch', words['redis-no-replicas']())
    case 'MASTERDOWN':
      return new Trouble('mismatch', words['redis-link-down']())
    case 'BUSY':
      return new Trouble('timeout', words['redis-busy']())
    default:
      if (/invalid password/i.test(error.message)) return new Trouble('auth', words['redis-wrong-password']())
      if (/max number of clients/i.test(error.message))
        return new Trouble('refused', words['redis-too-many-clients']())
      return new Trouble('error', words['redis-error']({message}))
  }
}
