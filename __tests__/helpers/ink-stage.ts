import {EventEmitter} from 'node:events'
import {PassThrough} from 'node:stream'
import {Terminal} from '@xterm/headless'
import {render} from 'ink'
import type {ReactNode} from 'react'
import {createDrawing} from '#src/terminal/drawing.ts'
import type {Size} from '#src/view/look.ts'

/** A terminal without a program: what Ink draws on it, through the drawing that the program uses. */
export interface InkStage {
  readonly show: (node: ReactNode) => void
  /** The rows that are seen just now; what was drawn arrives a moment later, so poll. */
  readonly rows: () => readonly string[]
  /** Those and all that were scrolled away. */
  readonly scrollback: () => readonly string[]
  readonly bytes: () => number
  readonly close: () => void
}

export const openInkStage = (size: Size): InkStage => {
  const {columns: cols, rows} = size
  const terminal = new Terminal({cols, rows, scrollback: 1000, allowProposedApi: true, convertEol: true})
  let taken = 0
  const stream = Object.assign(new EventEmitter(), {
    isTTY: true,
    columns: cols,
    rows,
    writable: true,
    writableEnded: false,
    destroyed: false,
    writableLength: 0,
    write: (text: string, done?: () => void): boolean => {
      taken += Buffer.byteLength(text)
      terminal.write(text)
      setImmediate(() => done?.())
      return true
    },
  }) as unknown as NodeJS.WriteStream
  const drawing = createDrawing(stream, {size})
  const stdin = Object.assign(new PassThrough(), {isTTY: false}) as unknown as NodeJS.ReadStream
  let instance: ReturnType<typeof render> | null = null
  const textFrom = (from: number): readonly string[] => {
    const buffer = terminal.buffer.active
    return Array.from({length: buffer.length - from}, (_, row) =>
      (buffer.getLine(from + row)?.translateToString(true) ?? '').trimEnd(),
    )
  }
  return {
    show: node => {
      if (instance === null) {
        instance = render(node, {
          stdin,
          stdout: drawing.stream,
          exitOnCtrlC: false,
          patchConsole: false,
          incrementalRendering: true,
          maxFps: 120,
        })
      } else instance.rerender(node)
    },
    rows: () => textFrom(terminal.buffer.active.baseY),
    scrollback: () => textFrom(0),
    bytes: () => taken,
    close: () => {
      instance?.unmount()
      terminal.dispose()
    },
  }
}
