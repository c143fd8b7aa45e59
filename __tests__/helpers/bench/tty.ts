import {setTimeout as pause} from 'node:timers/promises'
import {type IPty, spawn} from '@lydell/node-pty'

export interface TtyOptions {
  readonly cwd: string
  readonly env: Readonly<Record<string, string>>
}

/** A program on a pseudo-terminal of 120×40, and when what it wrote came. No emulator: it would compute beside it. */
export interface Tty {
  readonly pid: number
  /** When it was started, on the clock of `performance`. */
  readonly startedAt: number
  readonly write: (text: string) => void
  /** All that was written since `from`, a count of bytes. */
  readonly since: (from: number) => string
  readonly bytes: () => number
  /** When what was written since `from` fulfilled this for the first time. */
  readonly until: (isSo: (text: string) => boolean, from?: number) => Promise<number>
  readonly kill: () => Promise<void>
  readonly left: Promise<void>
}

export const columns = 120
export const rows = 40
const patience = 30_000

export const openTty = (file: string, args: readonly string[], {cwd, env}: TtyOptions): Tty => {
  const startedAt = performance.now()
  const pty: IPty = spawn(file, [...args], {
    name: 'xterm-256color',
    cols: columns,
    rows,
    cwd,
    env: {TERM: 'xterm-256color', ...env},
    encoding: null,
  })
  const chunks: {readonly at: number; readonly text: string}[] = []
  let length = 0
  let hear: (() => void) | null = null
  pty.onData(data => {
    // Without an encoding the typings still say string, but bytes come. As latin1, an offset is a count of bytes.
    const text = Buffer.from(data as string | Buffer).toString('latin1')
    chunks.push({at: length, text})
    length += text.length
    hear?.()
  })
  const left = new Promise<void>(done => {
    pty.onExit(() => {
      done()
      hear?.()
    })
  })
  let isGone = false
  void left.then(() => {
    isGone = true
  })
  const since = (from: number): string => {
    const first = chunks.findLastIndex(chunk => chunk.at <= from)
    const text = chunks
      .slice(Math.max(0, first))
      .map(chunk => chunk.text)
      .join('')
    return text.slice(from - (chunks[Math.max(0, first)]?.at ?? 0))
  }
  return {
    pid: pty.pid,
    startedAt,
    write: text => pty.write(text),
    since,
    bytes: () => length,
    until: (isSo, from = 0) =>
      new Promise((done, fail) => {
        const timer = setTimeout(() => end('never saw it'), patience)
        const end = (fault: string | null): void => {
          hear = null
          clearTimeout(timer)
          if (fault === null) done(performance.now())
          else fail(new Error(`${fault} after:\n${JSON.stringify(since(Math.max(from, length - 4000)))}`))
        }
        hear = () => {
          if (isSo(since(from))) end(null)
          else if (isGone) end('it has left')
        }
        hear()
      }),
    left,
    kill: async () => {
      if (!isGone) process.kill(pty.pid, 'SIGKILL')
      await left
    },
  }
}

const latin = (text: string): string => Buffer.from(text, 'utf8').toString('latin1')
const frameEnd = '\u001B[?2026l'
const styles = /\u001B\[[\d;]*m/g
const cursors = [...'›❯>'].map(latin)

/** Whether a whole frame has come in which this stands. */
export const shows =
  (what: string) =>
  (text: string): boolean => {
    const at = text.replace(styles, '').lastIndexOf(latin(what))
    return at !== -1 && text.lastIndexOf(frameEnd) > text.indexOf(latin(what))
  }

/** Whether a whole frame has come whose cursor stands before this. */
export const cursorBefore =
  (title: string) =>
  (text: string): boolean => {
    const end = text.lastIndexOf(frameEnd)
    if (end === -1) return false
    const plain = text.slice(0, end).replace(styles, '')
    return cursors.some(cursor =>
      plain
        .split(cursor)
        .some((after, part) => part > 0 && after.slice(0, 24).includes(latin(title).slice(0, 8))),
    )
  }

/** A program that sends back what is typed, and does nothing else: what a terminal and node cost by themselves. */
export const openEcho = async (options: TtyOptions): Promise<Tty> => {
  const echo = openTty(
    process.execPath,
    [
      '-e',
      "process.stdin.setRawMode(true); process.stdin.on('data', data => process.stdout.write(data)); process.stdout.write('ready')",
    ],
    options,
  )
  await echo.until(text => text.includes('ready'))
  return echo
}

/** Silence for so long; what a person leaves between two actions, or a terminal to come to rest. */
export const silence = pause
