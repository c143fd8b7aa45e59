import type {Texts} from '#src/i18n/texts.ts'
import {safe} from '#src/text/safe.ts'
import {codeOf, messageOf, Trouble} from '../trouble.ts'
import type {PostgresAddress} from './address.ts'

/** What PostgreSQL's error code (SQLSTATE) means for the one who reads it; null where it is none. */
export const serverTrouble = (error: unknown, address: PostgresAddress, texts: Texts): Trouble | null => {
  const words = texts.dataSights
  const code = codeOf(error)
  const message = messageOf(error, [address.password])
  if (error instanceof Error && /password must be a (non-empty )?string|no password/i.test(error.message))
    return new Trouble('auth', words['pg-wants-password']({user: safe(address.user)}))
  // What does not begin as PostgreSQL's answers do.
  if (
    error instanceof Error &&
    /invalid response|Unknown (authenticat|message)|unexpected/i.test(error.message) &&
    code === ''
  )
    if (!/terminated/.test(error.message))
      return new Trouble('mismatch', words['not-postgres']({server: address.server}))
  if (!/^[0-9A-Z]{5}$/.test(code) || /^E[A-Z]{4}$/.test(code)) return null
  switch (code) {
    case '28P01':
      return new Trouble('auth', words['pg-wrong-password']({user: safe(address.user)}))
    case '28000':
      return new Trouble('auth', words['pg-not-let-in']({user: safe(address.user), message}))
    case '3D000':
      return new Trouble('mismatch', words['pg-no-database']({database: safe(address.database)}))
    case '53300':
      return new Trouble('refused', words['pg-too-many-connections']({message}))
    case '57P03':
      return new Trouble('refused', words['pg-not-ready']({message}))
    case '57P01':
    case '57P02':
      return new Trouble('refused', words['pg-shut-down']())
    case '55P03':
      return new Trouble('timeout', words['pg-locked']())
    case '57014':
      return new Trouble('timeout', words['pg-too-slow']())
    case '42501':
      return new Trouble('permission', words['pg-no-permission']({message}))
    case '25006':
      return new Trouble('error', words['pg-would-write']({message}))
    case '53100':
    case '53200':
    case 'XX001':
    case 'XX002':
    case '58030':
      return new Trouble('mismatch', words['pg-broken']({message}))
    default:
      return new Trouble('error', words['pg-error']({message, code: safe(code)}))
  }
}
