import {PassThrough} from 'node:stream'
import type {Source} from '#components/App.tsx'
import {createDrawing, type Drawing} from '#src/terminal/drawing.ts'
import {type TakenTerminal, takeTerminal} from '#src/terminal/terminal.ts'
import type {Theme} from '#src/terminal/theme.ts'
import type {Safe} from '#src/text/safe.ts'
import {wrapLine} from '#src/text/wrap.ts'
import type {Key} from '#src/view/key.ts'
import type {Size} from '#src/view/look.ts'

/**
 * The terminal with the screen on it. The screen is disposable: everything that it shows stands in the store, so it is
 * taken down for a resize, an editor or Ctrl+Z, and put up again.
 */
export interface Stage {
  readonly show: () => Promise<void>
  readonly redraw: () => Promise<void>
  /** Gives the terminal to the shell until it is given back; where nobody can stop us, goes on at once. */
  readonly stop: () => Promise<void>
  /** Gives the terminal to another program for as long as `use` takes. */
  readonly lend: <T>(use: () => Promise<T>) => Promise<T>
  /** Takes the screen down, gives the terminal back as it was and leaves these lines on it. */
  readonly close: (lines: readonly Safe[]) => Promise<void>
  /** Whether another program has the terminal: what it is sent by the terminal is not for us. */
  readonly isLent: () => boolean
  /** Whether the terminal takes nothing just now: another frame would only wait. */
  readonly congested: () => boolean
  /** Writes what shows nothing, between two frames: a text for the clipboard, a bell. While another program has the terminal, nothing. */
  readonly write: (text: string) => void
}

export interface StageOptions {
  readonly stdin: NodeJS.ReadStream
  readonly stdout: NodeJS.WriteStream
  readonly source: Source
  readonly theme: Theme
  readonly onKey: (key: Key) => void
  /** The terminal hung up. */
  readonly onGone: () => void
  /** A frame has reached the terminal. */
  readonly onPainted: () => void
  readonly onSize: (size: Size) => void
  /** What was printed above the screen stays there. */
  readonly onTakenDown: () => void
}

interface Mounted {
  readonly drawing: Drawing
  readonly terminal: TakenTerminal
  readonly unmount: () => void
}

const settleResize = 50

export const createStage = (options: StageOptions): Stage => {
  const {stdin, stdout, source, theme} = options
  let mounted: Mounted | null = null
  let closed = false
  let lent = false
  let resizing: NodeJS.Timeout | null = null
  let queue: Promise<unknown> = Promise.resolve()

  /** One after the other: a resize must not come between taking down and putting up. */
  const inTurn = <T>(act: () => Promise<T>): Promise<T> => {
    const done = queue.then(act)
    queue = done.catch(() => undefined)
    return done
  }

  const putUp = async (): Promise<void> => {
    if (closed || mounted !== null) return
    const {mountApp} = await import('./mount.tsx')
    const size = {columns: stdout.columns, rows: stdout.rows}
    options.onSize(size)
    const terminal = takeTerminal({stdin, stdout, onKey: options.onKey, onGone: options.onGone})
    const drawing = createDrawing(stdout, {size})
    drawing.onFlushed(options.onPainted)
    // Frames were lost on a line that took nothing: what is drawn incrementally from here on would not fit.
    drawing.onTorn(() => void redraw())
    const unmount = mountApp({stdin: neverRead(), stdout: drawing.stream, source, theme})
    mounted = {drawing, terminal, unmount}
  }

  const takeDown = async (how: 'frame' | 'screen'): Promise<void> => {
    if (mounted === null) return
    const {drawing, terminal, unmount} = mounted
    mounted = null
    unmount()
    drawing.mute()
    options.onTakenDown()
    if (how === 'screen') drawing.eraseScreen()
    else drawing.erase(drawing.size().rows - 1)
    await terminal.release()
  }

  const onResize = (): void => {
    if (resizing !== null) clearTimeout(resizing)
    resizing = setTimeout(() => {
      resizing = null
      void redraw()
    }, settleResize)
  }
  const redraw = (): Promise<void> =>
    inTurn(async () => {
      // Lines may have been broken anew by the terminal, so no count of rows is worth anything.
      await takeDown('screen')
      await putUp()
    })
  const onStop = (): void => void stop()
  const onContinue = (): void => void redraw()

  const stop = (): Promise<void> =>
    inTurn(async () => {
      await takeDown('frame')
      process.off('SIGTSTP', onStop)
      process.off('SIGCONT', onContinue)
      await stopProcessGroup()
      process.on('SIGTSTP', onStop)
      process.on('SIGCONT', onContinue)
      await putUp()
    })

  return {
    show: () =>
      inTurn(async () => {
        // Node prints its warnings over whatever stands on the terminal; the operator can do nothing about them.
        process.removeAllListeners('warning')
        stdout.on('resize', onResize)
        process.on('SIGTSTP', onStop)
        process.on('SIGCONT', onContinue)
        await putUp()
      }),
    redraw,
    stop,
    lend: use =>
      inTurn(async () => {
        await takeDown('frame')
        lent = true
        // Whoever has the terminal is stopped by Ctrl+Z, and we with it: were we to go on, the shell would not come back.
        process.off('SIGTSTP', onStop)
        process.off('SIGCONT', onContinue)
        try {
          return await use()
        } finally {
          lent = false
          process.on('SIGTSTP', onStop)
          process.on('SIGCONT', onContinue)
          await putUp()
        }
      }),
    close: lines =>
      inTurn(async () => {
        const drawing = mounted?.drawing
        await takeDown('frame')
        closed = true
        if (resizing !== null) clearTimeout(resizing)
        stdout.off('resize', onResize)
        process.off('SIGTSTP', onStop)
        process.off('SIGCONT', onContinue)
        for (const part of lines.flatMap(line => wrapLine(line, stdout.columns))) drawing?.write(`${part}\n`)
      }),
    isLent: () => lent,
    congested: () => mounted?.drawing.congested() === true,
    write: text => mounted?.drawing.write(text),
  }
}

/** Ink only draws: it gets an input that nothing ever comes from. */
const neverRead = (): NodeJS.ReadStream =>
  Object.assign(new PassThrough(), {isTTY: false}) as unknown as NodeJS.ReadStream

// Where no shell waits for us (an orphaned process group), the kernel does not stop us: then we simply go on.
const noShellAfter = 100

/** Stops the whole job, as Ctrl+Z does, so that what started us stops too; resolves when it goes on. */
const stopProcessGroup = (): Promise<void> =>
  new Promise(resolve => {
    const goOn = (): void => {
      clearTimeout(timer)
      process.off('SIGCONT', goOn)
      resolve()
    }
    const timer = setTimeout(goOn, noShellAfter)
    process.once('SIGCONT', goOn)
    process.kill(0, 'SIGTSTP')
  })
