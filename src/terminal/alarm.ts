import type {Safe} from '#src/text/safe.ts'

/** How a terminal can call somebody who looks elsewhere. */
export interface AlarmMode {
  readonly bell: boolean
  /** OSC 9: a notification of the desktop. */
  readonly notification: boolean
}

type Environment = Readonly<Record<string, string | undefined>>

export const silentAlarm: AlarmMode = {bell: false, notification: false}

/**
 * A bell wherever there is a terminal, unless it was switched off. A notification only in the terminals that document
 * OSC 9 as one: elsewhere it is nothing, or, as in ConEmu and Windows Terminal, something else. Through a multiplexer
 * goes only the bell, which it knows how to pass on.
 */
export const alarmMode = ({
  env,
  isTTY,
  bell,
}: {
  readonly env: Environment
  readonly isTTY: boolean
  /** False where none was asked for. */
  readonly bell: boolean
}): AlarmMode => {
  if (!isTTY || !bell || env.ROLLCALL_BELL === '0' || env.TERM === 'dumb') return silentAlarm
  return {bell: true, notification: knowsOsc9(env)}
}

const programs: ReadonlySet<string> = new Set(['iTerm.app', 'WezTerm', 'ghostty'])
const terms: ReadonlySet<string> = new Set(['xterm-kitty', 'xterm-ghostty', 'wezterm'])

const knowsOsc9 = ({TMUX, STY, ZELLIJ, TERM = '', TERM_PROGRAM = '', LC_TERMINAL}: Environment): boolean => {
  if (TMUX || STY || ZELLIJ || /^(?:tmux|screen)/.test(TERM)) return false
  // Over SSH only TERM arrives, and what iTerm2 puts under LC_ for that reason.
  return terms.has(TERM) || programs.has(TERM_PROGRAM) || LC_TERMINAL === 'iTerm2'
}

const longest = 120

/** What is written to the terminal: nothing of it moves the cursor or shows on the screen. */
export const alarmText = ({bell, notification}: AlarmMode, message: Safe): string => {
  // Beginning with a digit it would be taken for one of ConEmu's commands.
  const osc = notification ? `\u001B]9;rollcall: ${[...message].slice(0, longest).join('')}\u001B\\` : ''
  return osc + (bell ? '\u0007' : '')
}
