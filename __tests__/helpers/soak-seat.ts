import {spawn} from 'node:child_process'
import {setTimeout as delay} from 'node:timers/promises'
import {spawn as spawnInTerminal} from '@lydell/node-pty'
import {lives} from './soak-processes.ts'

/** Thrown to whoever waits for a program that is not there any more. */
export class Gone extends Error {}

/** Thrown where what must come did not come in any reasonable time. */
export class Stuck extends Error {}

export type Medium = 'pipes' | 'terminal'

/** An operator's place at the program: types lines, sees what is printed, and can lose the line. */
export interface Seat {
  readonly medium: Medium
  readonly pid: number
  readonly types: (line: string) => void
  /** Waits for the first of these texts after what was seen before; answers with all up to its end, and which it was. */
  readonly sees: (...texts: readonly string[]) => Promise<{readonly text: string; readonly found: string}>
  /** Closes the terminal, or the pipes. */
  readonly hangUp: () => void
  readonly isGone: () => boolean
  readonly gone: Promise<void>
  /** The exit code, where it left by itself and it is known. */
  readonly exitCode: () => number | null
  readonly printed: () => string
}

export interface SeatOptions {
  readonly program: string
  readonly args: readonly string[]
  readonly cwd: string
  readonly env: Readonly<Record<string, string>>
}

const patience = 30_000

interface Line {
  readonly pid: number
  readonly write: (text: string) => void
  readonly hangUp: () => void
}

interface Ear {
  readonly hear: (text: string) => void
  readonly left: (code: number | null) => void
}

const overPipes = ({program, args, cwd, env}: SeatOptions, ear: Ear): Line => {
  const child = spawn(process.execPath, [program, ...args], {cwd, env})
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', ear.hear)
    stream.on('error', () => undefined)
  }
  child.stdin.on('error', () => undefined)
  child.on('close', code => ear.left(code))
  return {
    pid: child.pid ?? 0,
    write: text => void child.stdin.write(text),
    hangUp: () => {
      child.stdout.destroy()
      child.stderr.destroy()
      child.stdin.destroy()
    },
  }
}

const overTerminal = ({program, args, cwd, env}: SeatOptions, ear: Ear): Line => {
  const terminal = spawnInTerminal(process.execPath, [program, ...args], {cwd, env, cols: 120, rows: 40})
  terminal.onData(ear.hear)
  terminal.onExit(({exitCode, signal}) => ear.left(signal ? null : exitCode))
  return {
    pid: terminal.pid,
    write: text => terminal.write(text),
    // Its types do not tell of it: closes the master, upon which the kernel hangs the terminal up.
    hangUp: () => (terminal as typeof terminal & {destroy(): void}).destroy(),
  }
}

export const takeSeat = (medium: Medium, options: SeatOptions): Seat => {
  let printed = ''
  let seen = 0
  let wake: (() => void) | null = null
  let exitCode: number | null = null
  let isGone = false
  let tellGone = (): void => undefined
  const gone = new Promise<void>(resolve => {
    tellGone = resolve
  })
  const left = (code: number | null): void => {
    exitCode ??= code
    isGone = true
    tellGone()
    wake?.()
  }
  const ear: Ear = {
    hear: text => {
      printed += text
      wake?.()
    },
    left,
  }
  const line = medium === 'pipes' ? overPipes(options, ear) : overTerminal(options, ear)

  const first = (texts: readonly string[]) => {
    const hits = texts.map(text => ({text, at: printed.indexOf(text, seen)})).filter(hit => hit.at !== -1)
    return hits.sort((a, b) => a.at - b.at)[0]
  }
  const sees: Seat['sees'] = async (...texts) => {
    const giveUpAt = performance.now() + patience
    for (;;) {
      const hit = first(texts)
      if (hit !== undefined) {
        const text = printed.slice(seen, hit.at + hit.text.length)
        seen = hit.at + hit.text.length
        return {text, found: hit.text}
      }
      if (isGone) throw new Gone()
      const left = giveUpAt - performance.now()
      if (left <= 0) throw new Stuck(`never saw ${texts.join(' or ')} after:\n${printed.slice(seen - 2000)}`)
      await new Promise<void>(resolve => {
        const timer = setTimeout(resolve, left)
        wake = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    }
  }
  return {
    medium,
    pid: line.pid,
    types: text => {
      if (!isGone) line.write(medium === 'pipes' ? `${text}\n` : `${text}\r`)
    },
    sees,
    hangUp: () => {
      line.hangUp()
      // Whoever has closed a terminal is not told any more how its program ended.
      void endOf(line.pid).then(() => left(null))
    },
    isGone: () => isGone,
    gone,
    exitCode: () => exitCode,
    printed: () => printed,
  }
}

const endOf = async (pid: number): Promise<void> => {
  while (lives(pid)) await delay(10)
}
