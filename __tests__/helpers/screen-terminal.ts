import {constants} from 'node:os'
import {setImmediate as turn} from 'node:timers/promises'
import {type IPty, spawn} from '@lydell/node-pty'
import headless, {type IBuffer, type Terminal} from '@xterm/headless'
import {errorCode} from '#src/durable/disk.ts'

export interface TerminalOptions {
  readonly cwd: string
  readonly env: Readonly<Record<string, string>>
  readonly columns?: number
  readonly rows?: number
}

/** A program in a real pseudo-terminal, and what a terminal emulator makes of all that it writes. */
export interface ScreenTerminal {
  readonly pid: number
  readonly emulator: Terminal
  /** The rows that are visible just now, without what is blank behind their text. */
  readonly screen: () => readonly string[]
  /** Every row there is: what was scrolled away, then the screen. */
  readonly scrollback: () => readonly string[]
  readonly write: (text: string) => void
  /** Called whenever something has been taken in, and at the end. */
  readonly onChange: (listener: () => void) => () => void
  /** How many pieces of output have been taken in. */
  readonly taken: () => number
  /** All that was written until now has been taken in, and a turn later nothing more had come. */
  readonly settled: () => Promise<void>
  readonly resize: (columns: number, rows: number) => void
  readonly signal: (name: NodeJS.Signals) => void
  /** The line drops: our side of the terminal is gone. */
  readonly hangUp: () => void
  /** The exit code, or the signal's name. */
  readonly leaves: Promise<number | string>
  readonly hasLeft: () => boolean
  /** Every byte that was written to the terminal. */
  readonly bytes: () => Buffer
}

const rowsOf = (buffer: IBuffer, from: number, to: number): readonly string[] =>
  Array.from({length: Math.max(0, to - from)}, (_, index) =>
    (buffer.getLine(from + index)?.translateToString(true) ?? '').trimEnd(),
  )

const signalName = (number: number): string =>
  Object.entries(constants.signals).find(([, each]) => each === number)?.[0] ?? String(number)

export const openTerminal = (
  file: string,
  args: readonly string[],
  {cwd, env, columns = 80, rows = 24}: TerminalOptions,
): ScreenTerminal => {
  const emulator = new headless.Terminal({
    cols: columns,
    rows,
    scrollback: 5000,
    allowProposedApi: true,
  })
  const name = env.TERM ?? 'xterm-256color'
  const pty: IPty = spawn(file, [...args], {name, cols: columns, rows, cwd, env: {...env}, encoding: null})
  const written: Buffer[] = []
  const listeners = new Set<() => void>()
  let come = 0
  let taken = 0
  let gone = false
  const tell = (): void => {
    for (const listener of [...listeners]) listener()
  }
  // Without an encoding the typings still say string, but bytes come.
  pty.onData(data => {
    const chunk = Buffer.from(data as string | Buffer)
    written.push(chunk)
    come += 1
    emulator.write(chunk, () => {
      taken += 1
      tell()
    })
  })
  const parsed = (): Promise<void> => new Promise(done => emulator.write('', done))
  const leaves = new Promise<number | string>(done => {
    pty.onExit(({exitCode, signal}) => {
      void parsed().then(() => {
        gone = true
        done(signal ? signalName(signal) : exitCode)
        tell()
      })
    })
  })
  return {
    pid: pty.pid,
    emulator,
    screen: () => {
      const buffer = emulator.buffer.active
      return rowsOf(buffer, buffer.baseY, buffer.baseY + emulator.rows)
    },
    scrollback: () => rowsOf(emulator.buffer.active, 0, emulator.buffer.active.length),
    write: text => pty.write(text),
    onChange: listener => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    taken: () => taken,
    settled: async () => {
      for (;;) {
        const before = come
        await parsed()
        await turn()
        if (come === before) return
      }
    },
    resize: (newColumns, newRows) => {
      emulator.resize(newColumns, newRows)
      pty.resize(newColumns, newRows)
    },
    signal: each => {
      // It may have left already, and only the news of it is under way.
      try {
        process.kill(pty.pid, each)
      } catch (error) {
        if (errorCode(error) !== 'ESRCH') throw error
      }
    },
    hangUp: () => (pty as IPty & {readonly destroy: () => void}).destroy(),
    leaves,
    hasLeft: () => gone,
    bytes: () => Buffer.concat(written),
  }
}
