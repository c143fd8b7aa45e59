export interface Watchdog {
  /** Something was written. */
  readonly heard: () => void
  readonly stop: () => void
}

/**
 * Says when something has been silent for that long, then again each time twice as long. It ends nothing: a restore may
 * well work for an hour without a word.
 */
export const createWatchdog = (after: number, onSilent: (forMs: number) => void): Watchdog => {
  let timer: NodeJS.Timeout
  const wait = (next: number, before: number): void => {
    timer = setTimeout(() => {
      onSilent(next)
      wait(next * 2, next)
    }, next - before)
    timer.unref()
  }
  wait(after, 0)
  return {
    heard: () => {
      clearTimeout(timer)
      wait(after, 0)
    },
    stop: () => clearTimeout(timer),
  }
}
