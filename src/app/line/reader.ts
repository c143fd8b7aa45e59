import type {Readable} from 'node:stream'
import {StringDecoder} from 'node:string_decoder'

/** Lines as they come in. Nothing is lost while nobody waits: what was typed early stands in a queue. */
export interface LineReader {
  /** The next line without its end; null at the end of input, and from then on. */
  readonly next: () => Promise<string | null>
  /** The next line, or `aborted` when the signal comes first; the line then stays in the queue. */
  readonly nextUnless: (signal: AbortSignal) => Promise<string | null | 'aborted'>
  /** Puts a line back in front of the others. */
  readonly unread: (line: string) => void
  readonly stop: () => void
}

// Nobody types more; what has no line end must not grow in memory without bound.
const longestLine = 64 * 1024

export const createLineReader = (input: Readable): LineReader => {
  const decoder = new StringDecoder('utf8')
  const queue: string[] = []
  let partial = ''
  let ended = false
  let wake: (() => void) | null = null

  const arrived = (): void => {
    wake?.()
    wake = null
  }
  const onData = (chunk: Buffer): void => {
    const parts = (partial + decoder.write(chunk)).split('\n')
    partial = (parts.pop() ?? '').slice(0, longestLine)
    for (const part of parts) queue.push(part.replace(/\r$/, '').slice(0, longestLine))
    if (parts.length > 0) arrived()
  }
  const onEnd = (): void => {
    if (partial !== '') queue.push(partial)
    partial = ''
    ended = true
    arrived()
  }
  input.on('data', onData)
  input.on('end', onEnd)
  // A terminal that hung up reports EIO: for us the same as its end.
  input.on('error', onEnd)

  const nextUnless = async (signal: AbortSignal | null): Promise<string | null | 'aborted'> => {
    for (;;) {
      const line = queue.shift()
      if (line !== undefined) return line
      if (ended) return null
      if (signal?.aborted === true) return 'aborted'
      await new Promise<void>(resolve => {
        wake = resolve
        signal?.addEventListener('abort', arrived, {once: true})
      })
      signal?.removeEventListener('abort', arrived)
    }
  }
  return {
    next: async () => {
      const line = await nextUnless(null)
      return line === 'aborted' ? null : line
    },
    nextUnless,
    unread: line => void queue.unshift(line),
    stop: () => {
      input.off('data', onData)
      input.off('end', onEnd)
      input.off('error', onEnd)
      input.pause()
    },
  }
}
