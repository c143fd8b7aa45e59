import type {Key} from '#src/view/key.ts'

/** Keys in the order they were pressed. One is acted on only when what the one before it asked for is done. */
export interface KeyQueue {
  readonly add: (key: Key) => void
  /** The next key; null when the signal comes first. */
  readonly next: (signal: AbortSignal) => Promise<Key | null>
}

// Nobody has that many keys in mind; what a stuck key piles up while something is slow must not act for minutes after it.
const mostWaiting = 256

export const createKeyQueue = (): KeyQueue => {
  const waiting: Key[] = []
  let wake: (() => void) | null = null
  return {
    add: key => {
      if (waiting.length < mostWaiting) waiting.push(key)
      wake?.()
    },
    next: async signal => {
      for (;;) {
        if (signal.aborted) return null
        const key = waiting.shift()
        if (key !== undefined) return key
        await new Promise<void>(resolve => {
          wake = resolve
          signal.addEventListener('abort', wake, {once: true})
        })
        if (wake !== null) signal.removeEventListener('abort', wake)
        wake = null
      }
    },
  }
}
