import {writeSync} from 'node:fs'
import {setTimeout as pause, setImmediate as turn} from 'node:timers/promises'
import type {Key} from '#src/view/key.ts'
import {setBlocking} from './blocking.ts'
import {lineOf} from './hang-up.ts'
import {createKeyGate} from './key-gate.ts'

export interface TerminalOptions {
  readonly stdin: NodeJS.ReadStream
  readonly stdout: NodeJS.WriteStream
  readonly onKey: (key: Key) => void
  /** The terminal hung up; called once. */
  readonly onGone: () => void
}

/** A terminal that sends its keys to us, each as it is pressed. */
export interface TakenTerminal {
  /** Gives it back as it was, when what was typed late is thrown away, so that no shell takes it for a command. */
  readonly release: () => Promise<void>
  /** Gives it back at once: nothing else can be done while the process ends. */
  readonly restore: () => void
}

const pasteOn = '\u001B[?2004h'
const pasteOff = '\u001B[?2004l'
// An unfinished frame may have switched synchronized output on.
const asItWas = `\u001B[?2026l${pasteOff}\u001B[0m\u001B[?25h`
const lateKeys = 50

/** Takes the terminal until it is released; it may be taken again afterwards, any number of times. */
export const takeTerminal = ({stdin, stdout, onKey, onGone}: TerminalOptions): TakenTerminal => {
  const input = lineOf(stdin)
  const output = lineOf(stdout)
  const wasRaw = stdin.isRaw === true
  let state: 'taken' | 'leaving' | 'released' = 'taken'
  let released: Promise<void> | null = null
  const gate = createKeyGate({
    onKey: key => {
      if (state === 'taken') onKey(key)
    },
    now: () => performance.now(),
  })
  const hear = (chunk: Uint8Array | string): void =>
    gate.feed(typeof chunk === 'string' ? Buffer.from(chunk) : chunk)
  let told = false
  const gone = (): void => {
    if (told || state !== 'taken') return
    told = true
    onGone()
  }
  const isGone = (): boolean => input.isGone() || output.isGone()
  const setRaw = (raw: boolean): void => {
    // Answers with an event where the terminal is gone, and throws where the stream is.
    try {
      stdin.setRawMode(raw)
    } catch {
      input.hangUp()
    }
  }
  const forget = (): void => {
    state = 'released'
    stdin.off('data', hear)
    process.off('exit', restore)
    stopInput()
    stopOutput()
  }

  const restore = (): void => {
    if (state === 'released') return
    forget()
    if (isGone()) return
    setRaw(wasRaw)
    try {
      // Past what is still waiting for a terminal that takes nothing: there is no time to wait for it.
      writeSync((stdout as {readonly fd?: number}).fd ?? 1, asItWas)
    } catch {
      output.hangUp()
    }
  }
  const release = async (): Promise<void> => {
    if (state !== 'taken') return
    state = 'leaving'
    gate.end()
    if (!isGone()) {
      const late = pause(lateKeys)
      await Promise.race([write(asItWas), late])
      await late
      // Where we were held up, more of it lies in the kernel: it is read before the turn ends.
      await turn()
    }
    // The process may have been ending meanwhile.
    if ((state as string) === 'released') return
    const hungUp = isGone()
    forget()
    stdin.pause()
    if (!hungUp) setRaw(wasRaw)
    if (stdout.writableLength === 0) setBlocking(stdout, true)
  }
  const write = (text: string): Promise<void> =>
    new Promise(resolve => {
      if (output.isGone() || stdout.destroyed) resolve()
      else stdout.write(text, () => resolve())
    })

  const stopInput = input.onGone(gone)
  const stopOutput = output.onGone(gone)
  process.on('exit', restore)
  setRaw(true)
  setBlocking(stdout, false)
  void write(pasteOn)
  stdin.on('data', hear)
  stdin.resume()
  // Whoever asked has not heard our answer yet.
  if (isGone()) setImmediate(gone)
  return {
    release: () => {
      released ??= release()
      return released
    },
    restore,
  }
}
