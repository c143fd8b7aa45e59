import {userInfo} from 'node:os'
import {type Home, openHome} from '#src/durable/home.ts'
import {OperatorError} from '#src/errors.ts'
import {sentence} from '#src/i18n/code.ts'
import type {Language} from '#src/i18n/locale.ts'
import type {Texts} from '#src/i18n/texts.ts'
import {safe} from '#src/text/safe.ts'

/** The options that every verb takes. */
export interface CommonOptions {
  readonly probes?: string
  readonly envFile?: readonly string[]
  readonly set?: readonly string[]
  readonly operator?: string
  readonly lang?: Language
  readonly plain?: boolean
  readonly color?: boolean
  readonly bell?: boolean
  readonly screenReader?: boolean
  readonly home?: string
  /** This content may be run: of the verbs that open one. */
  readonly trust?: boolean
}

/** What a verb is run in: the caller's environment as it was, the streams, the language. */
export interface Context {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly stdin: NodeJS.ReadStream
  readonly stdout: NodeJS.WriteStream
  readonly stderr: NodeJS.WriteStream
  readonly options: CommonOptions
  readonly texts: Texts
  readonly now: () => Date
}

/** The home, ours or one that lets us through to a shared session; or an OperatorError that says why it cannot be used. */
export const openAnyHome = (context: Context): Home => {
  const {home} = context.options
  const opened = openHome({env: context.env, ...(home === undefined ? {} : {flag: home})})
  if (opened.kind === 'open') return opened.home
  throw new OperatorError([sentence(context.texts.home, opened.problem)])
}

/** The home, which must be our own: for whatever lists its sessions or begins one. */
export const openOwnHome = (context: Context): Home => {
  const home = openAnyHome(context)
  if (home.owner === null) return home
  const facts = {path: safe(home.path), owner: safe(home.owner)}
  throw new OperatorError([sentence(context.texts.home, {code: 'home-shared', ...facts})])
}

/** Who acts: `--operator`, else whoever called sudo, else the name kept in the settings, else the login. */
export const operatorName = async (context: Context, home: Home): Promise<string> => {
  const named = context.options.operator?.trim() ?? ''
  // Another account's settings are closed to us, and name somebody else.
  if (home.owner !== null) return named || context.env.SUDO_USER || login(context)
  const {openSettings} = await import('#src/settings.ts')
  const settings = unlessItFails(() => openSettings(home.path))
  if (named !== '') {
    unlessItFails(() => settings?.set('operator', named))
    return named
  }
  return context.env.SUDO_USER || settings?.get('operator') || login(context)
}

/** A preference that can be neither read nor kept must not stop a session. */
const unlessItFails = <T>(act: () => T): T | null => {
  try {
    return act()
  } catch {
    return null
  }
}

const login = (context: Context): string => {
  try {
    return userInfo().username
  } catch {
    // An account without an entry in passwd, as containers have.
    return context.env.USER || context.env.LOGNAME || `uid ${process.getuid?.() ?? '?'}`
  }
}
