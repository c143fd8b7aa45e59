import type {Key} from '#src/view/key.ts'

/** Keys in the order they were pressed. One is acted on only when what the one before it asked for is done. */
export interface KeyQueue {
  readonly add: (key: Key) => void
  /** The next key; null when the signal comes first. */
  readonly next: (signal: AbortSignal) => Promise<TimedKey | null>
}

export interface TimedKey {
  readonly key: Key
  /** When it came: while it waited, the screen may have become another one. */
  readonly at: number
}

// Nobody has that many keys in mind; what a stuck key piles up while something is slow must not act for minutes after it.
const mostWaiting = 256

/** `now`: milliseconds of a clock that nobody sets. */
export const createKeyQueue = (now: () => number): KeyQueue => {
  const waiting: TimedKey[] = []
  let wake: (() => void) | null = null
  return {
    add: key => {
      if (waiting.length < mostWaiting) waiting.push({key, at: now()})
      wake?.()
    },
    next: async signal => {
      for (;;) {
        if (signal.aborted) return null
        const timed = waiting.shift()
        if (timed !== undefined) return timed
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
