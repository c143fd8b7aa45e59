import type {EventEmitter} from 'node:events'

export interface Line {
  /** Whether the terminal hung up: nothing that is written arrives, and nothing will be read. */
  readonly isGone: () => boolean
  readonly onGone: (listener: () => void) => () => void
  readonly hangUp: () => void
}

const lines = new WeakMap<EventEmitter, Line>()

/** Watches one of the terminal's streams from now on, for good: an error that comes late must not end the program. */
export const lineOf = (stream: EventEmitter): Line => {
  const known = lines.get(stream)
  if (known !== undefined) return known
  let gone = false
  const listeners = new Set<() => void>()
  const hangUp = (): void => {
    if (gone) return
    gone = true
    for (const listener of [...listeners]) listener()
  }
  stream.on('error', hangUp)
  stream.on('close', hangUp)
  stream.on('end', hangUp)
  const line: Line = {
    isGone: () => gone,
    onGone: listener => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    hangUp,
  }
  lines.set(stream, line)
  return line
}
