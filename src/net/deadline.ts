import {setMaxListeners} from 'node:events'
import {setTimeout as delay} from 'node:timers/promises'

/** One absolute end for everything that a look does; the steps share it, none begins it anew. */
export interface Deadline {
  /** Aborted when the time is over, or when nobody wants the look any more. */
  readonly signal: AbortSignal
  /** Milliseconds that are left; never negative. */
  readonly remaining: () => number
  /** The whole time, in milliseconds, for the sentence that it was over. */
  readonly limit: number
  readonly isOver: () => boolean
  /** Frees the timer; the look has ended. */
  readonly end: () => void
}

/** The time was over. Thrown by `within`; a probe turns it into its `timeout`. */
export class TimeIsOver extends Error {
  override readonly name = 'TimeIsOver'
}

export const createDeadline = (limit: number, cancel?: AbortSignal): Deadline => {
  const endsAt = performance.now() + limit
  const controller = new AbortController()
  // Many looks share what cancels them, and one look waits for many things: node would warn of it on the terminal.
  setMaxListeners(0, controller.signal, ...(cancel === undefined ? [] : [cancel]))
  const timer = setTimeout(() => controller.abort(new TimeIsOver()), limit)
  const cancelled = (): void => controller.abort(cancel?.reason)
  if (cancel?.aborted === true) cancelled()
  cancel?.addEventListener('abort', cancelled, {once: true})
  return {
    signal: controller.signal,
    remaining: () => Math.max(0, endsAt - performance.now()),
    limit,
    isOver: () => controller.signal.aborted,
    end: () => {
      clearTimeout(timer)
      cancel?.removeEventListener('abort', cancelled)
    },
  }
}

/** What the promise gives, unless the deadline comes first: then TimeIsOver, whatever the promise does afterwards. */
export const within = async <T>(deadline: Deadline, promise: Promise<T>): Promise<T> => {
  if (deadline.signal.aborted) {
    // Nobody will hear how it ends: without this its failure would end the program.
    promise.catch(() => undefined)
    throw deadline.signal.reason
  }
  let stop = (): void => undefined
  const over = new Promise<never>((_, reject) => {
    const onAbort = (): void => reject(deadline.signal.reason)
    deadline.signal.addEventListener('abort', onAbort, {once: true})
    stop = () => deadline.signal.removeEventListener('abort', onAbort)
  })
  try {
    return await Promise.race([promise, over])
  } finally {
    stop()
  }
}

/** Waits, but not beyond the deadline. */
export const pause = (deadline: Deadline, milliseconds: number): Promise<void> =>
  within(deadline, delay(milliseconds, undefined, {signal: deadline.signal}))
