import type {ColorLevel} from './theme.ts'

export interface RichMode {
  readonly kind: 'rich'
  readonly symbols: 'unicode' | 'ascii'
  readonly color: ColorLevel
}

export type LinesReason = 'asked-for' | 'dumb-terminal' | 'no-terminal' | 'no-size'

/** How the program can speak with the operator. */
export type ScreenMode = RichMode | {readonly kind: 'lines'; readonly why: LinesReason}

type Environment = Readonly<Record<string, string | undefined>>

export interface Circumstances {
  readonly env: Environment
  readonly stdin: {readonly isTTY?: boolean}
  readonly stdout: {readonly isTTY?: boolean; readonly columns?: number; readonly rows?: number}
  /** Lines were asked for. */
  readonly plain: boolean
  /** False where no colour was asked for. */
  readonly color: boolean
}

/** Decides before any library of the screen is loaded: some of them read the environment as they are loaded. */
export const screenMode = ({env, stdin, stdout, plain, color}: Circumstances): ScreenMode => {
  if (plain) return {kind: 'lines', why: 'asked-for'}
  if (!stdin.isTTY || !stdout.isTTY) return {kind: 'lines', why: 'no-terminal'}
  if (env.TERM === 'dumb') return {kind: 'lines', why: 'dumb-terminal'}
  if (!stdout.columns || !stdout.rows) return {kind: 'lines', why: 'no-size'}
  return {
    kind: 'rich',
    symbols: speaksUtf8(env) && env.TERM !== 'linux' ? 'unicode' : 'ascii',
    color: color && !env.NO_COLOR ? colorLevel(env) : 0,
  }
}

/** In the order of POSIX: the first that is not empty counts, and none at all is the C locale. */
const speaksUtf8 = ({LC_ALL, LC_CTYPE, LANG}: Environment): boolean =>
  /(?:^|\.)utf-?8(?:@|$)/i.test(LC_ALL || LC_CTYPE || LANG || '')

const allColors: ReadonlySet<string> = new Set(['xterm-kitty', 'xterm-ghostty', 'wezterm', 'alacritty'])

const colorLevel = ({TERM = '', COLORTERM = ''}: Environment): ColorLevel => {
  if (COLORTERM === 'truecolor' || COLORTERM === '24bit' || allColors.has(TERM)) return 3
  if (/-direct$/.test(TERM)) return 3
  if (/256/.test(TERM)) return 2
  if (TERM === '' || /^vt|-m(?:ono)?$/.test(TERM)) return 0
  return 1
}

/** Tells the screen's libraries what was decided. To be called before they are loaded, on the process's own environment. */
export const prepareEnvironment = (env: Record<string, string | undefined>, mode: RichMode): void => {
  env.FORCE_COLOR = String(mode.color)
  // NO_COLOR was considered above; with both set, node would warn on the screen.
  delete env.NO_COLOR
  // Ink draws no frames where it takes the place for a build server, which it finds out as it is loaded.
  env.CI = '0'
  env.CONTINUOUS_INTEGRATION = '0'
  env.NODE_ENV = 'production'
}
