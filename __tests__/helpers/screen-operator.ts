import {setTimeout as silence} from 'node:timers/promises'
import {onTestFinished} from 'vitest'
import {pause} from '#src/view/haste.ts'
import {type OperatorOptions, program} from './operator.ts'
import {bytesOfKey} from './screen-keys.ts'
import {openTerminal, type ScreenTerminal} from './screen-terminal.ts'
import {trusting} from './trusting.ts'

export interface ScreenOptions extends Omit<OperatorOptions, 'account'> {
  readonly columns?: number
  readonly rows?: number
}

export interface Look {
  /** Looks at what was scrolled away too. */
  readonly scrollback?: boolean
}

/** An operator at the screen: presses keys and looks at what stands there, never at the clock. */
export interface ScreenOperator extends Omit<ScreenTerminal, 'write' | 'onChange' | 'taken'> {
  /** Waits until this stands on the screen; answers with its rows. */
  readonly sees: (what: string | RegExp, look?: Look) => Promise<readonly string[]>
  /** Waits until one of these stands on the screen; answers which, the first of them that does. */
  readonly seesOneOf: (...whats: readonly (string | RegExp)[]) => Promise<number>
  /** Waits until this stands there no more. */
  readonly gone: (what: string | RegExp) => Promise<readonly string[]>
  /** Each key is a write of its own: a name as `enter`, `ctrl-c`, or a character. */
  readonly press: (...keys: readonly string[]) => void
  /** Writes a text as it is, in one piece. */
  readonly sends: (text: string) => void
  /** Types one character after the other, each when the one before stands on the screen. */
  readonly types: (text: string, how?: {readonly unseen?: boolean}) => Promise<void>
  /** The silence that the program wants between two actions. It is the pace of the operator, not a wait for anything. */
  readonly breathes: () => Promise<void>
  /** The silence after which a key is a command again, and no part of what was typed before it. */
  readonly lifts: () => Promise<void>
}

export const patience = 20_000

const tailShown = 10
// What comes closer together than this is taken for a paste.
const aBurst = 30
const squeeze = (text: string): string => text.replace(/\s+/g, '')

/** Looks at a terminal for an operator. */
export const lookAt = (terminal: ScreenTerminal): ScreenOperator => {
  const {write, onChange, taken, ...rest} = terminal

  const until = async (isSo: () => boolean, what: () => string): Promise<void> => {
    if (isSo()) return
    const cut = AbortSignal.timeout(patience)
    await new Promise<void>((done, fail) => {
      const end = (): void => {
        stop()
        cut.removeEventListener('abort', giveUp)
      }
      const giveUp = (): void => {
        end()
        fail(new Error(`never ${what()}${terminal.hasLeft() ? ' (it has left)' : ''} on:\n${frame()}`))
      }
      const look = (): void => {
        if (isSo()) {
          end()
          done()
        } else if (terminal.hasLeft()) giveUp()
      }
      const stop = onChange(look)
      cut.addEventListener('abort', giveUp)
      look()
    })
  }
  const frame = (): string => {
    const line = '-'.repeat(terminal.emulator.cols)
    return [line, ...terminal.screen(), line].join('\n')
  }
  const rows = (look: Look): readonly string[] =>
    look.scrollback === true ? terminal.scrollback() : terminal.screen()
  const shows = (what: string | RegExp, look: Look = {}): boolean => {
    const text = rows(look).join('\n')
    return typeof what === 'string' ? text.includes(what) : what.test(text)
  }
  const name = (what: string | RegExp): string =>
    typeof what === 'string' ? JSON.stringify(what) : String(what)

  return {
    ...rest,
    sees: async (what, look = {}) => {
      await until(
        () => shows(what, look),
        () => `saw ${name(what)}`,
      )
      return rows(look)
    },
    seesOneOf: async (...whats) => {
      const found = (): number => whats.findIndex(what => shows(what))
      await until(
        () => found() !== -1,
        () => `saw one of ${whats.map(name).join(', ')}`,
      )
      return found()
    },
    gone: async what => {
      await until(
        () => !shows(what),
        () => `without ${name(what)}`,
      )
      return terminal.screen()
    },
    press: (...keys) => {
      for (const key of keys) write(bytesOfKey(key))
    },
    sends: write,
    types: async (text, {unseen = false} = {}) => {
      let typed = ''
      for (const character of text) {
        const before = taken()
        write(character)
        typed += character
        const tail = squeeze(typed.slice(-tailShown))
        await until(
          () => taken() > before && (unseen || squeeze(terminal.screen().join('')).includes(tail)),
          () => `the echo of ${JSON.stringify(typed)}`,
        )
      }
    },
    breathes: () => silence(pause + 50),
    lifts: () => silence(aBurst + 20),
  }
}

/** Sits down at the built program in a terminal of 80×24 or the given size. It is ended with the test at the latest. */
export const sitAtScreen = (args: readonly string[], options: ScreenOptions): ScreenOperator => {
  const {cwd, home, env = {}, ...size} = options
  const terminal = openTerminal(process.execPath, ['--', program, ...trusting(args), '--home', home], {
    cwd,
    ...size,
    env: {
      PATH: process.env.PATH ?? '',
      HOME: home,
      LC_ALL: 'C.UTF-8',
      TZ: 'UTC',
      TERM: 'xterm-256color',
      ROLLCALL_TARGET_SCOPE: home,
      // What is audited byte by byte shall hold no bell that something else could hide behind.
      ROLLCALL_BELL: '0',
      ...env,
    },
  })
  return sitBefore(terminal)
}

/** Sits down before a terminal; what runs in it is ended with the test at the latest. */
export const sitBefore = (terminal: ScreenTerminal): ScreenOperator => {
  onTestFinished(async () => {
    if (!terminal.hasLeft()) terminal.signal('SIGKILL')
    await terminal.leaves
    terminal.emulator.dispose()
  })
  return lookAt(terminal)
}
