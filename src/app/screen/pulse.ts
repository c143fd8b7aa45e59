import type {ScreenStore} from './screen-store.ts'

/** Keeps what counts time on the screen going: the clock, an age, the moment a confirmation is armed, a spinner. */
export interface Pulse {
  /** Called when the view has changed: something may have to be drawn earlier now. */
  readonly viewChanged: () => void
  readonly stop: () => void
}

const everySecond = 1000
const spinnerEvery = 200

export const createPulse = (
  screen: ScreenStore,
  {armAfter, isRunning}: {readonly armAfter: number; readonly isRunning: () => boolean},
): Pulse => {
  let arming: NodeJS.Timeout | null = null
  let armed: number | null = null
  const clock = setInterval(() => {
    if (!isRunning()) screen.touch()
  }, everySecond)
  const spinner = setInterval(() => {
    if (isRunning()) screen.touch()
  }, spinnerEvery)
  return {
    viewChanged: () => {
      const {paintedAt, mode} = screen.view()
      if (mode.kind !== 'form' || paintedAt === null || paintedAt === armed) return
      armed = paintedAt
      if (arming !== null) clearTimeout(arming)
      arming = setTimeout(() => screen.draw(), armAfter)
    },
    stop: () => {
      clearInterval(clock)
      clearInterval(spinner)
      if (arming !== null) clearTimeout(arming)
    },
  }
}
