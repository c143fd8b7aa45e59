import {EventEmitter} from 'node:events'
import type {Size} from '#src/view/look.ts'
import {lineOf} from './hang-up.ts'
import {mendFrame} from './mend-frame.ts'

/** What is drawn on, for as long as one screen stands. */
export interface Drawing {
  /** What Ink takes for the terminal. Its size never changes: for another size there is another drawing. */
  readonly stream: NodeJS.WriteStream
  /** From now on nothing that Ink draws arrives. */
  readonly mute: () => void
  readonly size: () => Size
  /** Called whenever the kernel has taken all that was drawn. */
  readonly onFlushed: (listener: () => void) => void
  /** The terminal takes nothing just now: another frame would only wait. */
  readonly congested: () => boolean
  /** Called when frames were lost, since the terminal took nothing for long, and it takes some again. */
  readonly onTorn: (listener: () => void) => void
  /** Erases so many rows above the cursor and its own; the cursor stands where they began. */
  readonly erase: (rows: number) => void
  /** Erases all that is seen; what was scrolled away stays. */
  readonly eraseScreen: () => void
  /** Writes for ourselves, even when muted. */
  readonly write: (text: string) => void
}

/** A few frames. */
const congestedFrom = 16 * 1024
/** So much may wait in memory for a terminal that takes nothing. */
const mostWaiting = 1024 * 1024

/** Draws on a stream; never throws, and drops everything once the terminal hung up. */
export const createDrawing = (stream: NodeJS.WriteStream, {size}: {readonly size: Size}): Drawing => {
  const line = lineOf(stream)
  const flushed = new Set<() => void>()
  const mended = new Set<() => void>()
  let muted = false
  let torn = false

  const isOpen = (): boolean => !line.isGone() && !stream.destroyed && !stream.writableEnded
  const taken = (): void => {
    if (!isOpen() || stream.writableLength > 0) return
    if (!torn) {
      for (const listener of flushed) listener()
      return
    }
    torn = false
    for (const listener of mended) listener()
  }
  const pass = (text: string | Uint8Array, done: () => void): boolean => {
    if (!isOpen()) {
      setImmediate(done)
      return true
    }
    try {
      return stream.write(text, done)
    } catch {
      line.hangUp()
      setImmediate(done)
      return true
    }
  }
  const draw = (text: string | Uint8Array, done: () => void): boolean => {
    if (!muted && !torn && text.length > 0 && stream.writableLength < mostWaiting) {
      return pass(text, () => {
        done()
        if (!muted) taken()
      })
    }
    // A frame that is lost makes those after it worthless, since each says only what has changed.
    if (!muted && text.length > 0) torn = true
    setImmediate(done)
    return true
  }
  const write = (text: string): void => void pass(text, () => undefined)

  const drawn = Object.assign(new EventEmitter(), {
    isTTY: true,
    columns: size.columns,
    rows: size.rows,
    writable: true,
    writableEnded: false,
    destroyed: false,
    writableLength: 0,
    write: (text: string | Uint8Array, ...rest: readonly unknown[]): boolean => {
      const done = rest.find(each => typeof each === 'function') as (() => void) | undefined
      const frame = typeof text === 'string' ? mendFrame(text, size.rows) : text
      return draw(frame, () => done?.())
    },
  })
  return {
    stream: drawn as unknown as NodeJS.WriteStream,
    mute: () => {
      muted = true
    },
    size: () => size,
    onFlushed: listener => void flushed.add(listener),
    congested: () => torn || stream.writableLength > congestedFrom,
    onTorn: listener => void mended.add(listener),
    erase: rows => write(`\r${rows > 0 ? `\u001B[${rows}A` : ''}\u001B[J`),
    eraseScreen: () => write('\u001B[H\u001B[J'),
    write,
  }
}
