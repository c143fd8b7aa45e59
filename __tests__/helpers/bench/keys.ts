import type {Site} from './site.ts'
import {cursorBefore, openTty, shows, silence, type Tty} from './tty.ts'

export const down = '\u001B[B'
export const up = '\u001B[A'
const escapeKey = '\u001B'
// Longer than the pause that the program wants between two actions, and than what it takes to arm a confirmation.
const between = 500

/** Sits down at the program on this site; its flood, where it has one, is running when this resolves. */
export const sitDown = async (program: string, site: Site, home: string, floods: boolean): Promise<Tty> => {
  const tty = openTty(program, [...site.args, '--home', home], site)
  try {
    if (!floods) {
      await tty.until(cursorBefore(site.first[0]))
      return tty
    }
    await tty.until(cursorBefore('Write without'))
    await silence(between)
    tty.write('\r')
    await tty.until(shows('armed'))
    await silence(between)
    tty.write('\r')
    await tty.until(shows('GET /invoices'))
    await silence(between)
    const from = tty.bytes()
    tty.write(escapeKey)
    await tty.until(cursorBefore('Write without'), from)
    tty.write(down)
    await tty.until(cursorBefore(site.first[0]), from)
    return tty
  } catch (error) {
    site.endFlood()
    await tty.kill()
    throw error
  }
}

export interface Pressed {
  /** From the key to the frame that answers it. */
  readonly ours: readonly number[]
  /** From the key to its echo by a program that does nothing else. */
  readonly raw: readonly number[]
}

/** Moves between the first two items, each key when the one before is answered and a while later, and beside it a raw echo. */
export const pressKeys = async (
  tty: Tty,
  echo: Tty,
  {site, presses}: {readonly site: Site; readonly presses: number},
): Promise<Pressed> => {
  const ours: number[] = []
  const raw: number[] = []
  for (let at = 0; at < presses; at++) {
    const goesDown = at % 2 === 0
    const from = tty.bytes()
    const began = performance.now()
    tty.write(goesDown ? down : up)
    ours.push((await tty.until(cursorBefore(site.first[goesDown ? 1 : 0]), from)) - began)
    const echoFrom = echo.bytes()
    const echoBegan = performance.now()
    echo.write('x')
    raw.push((await echo.until(text => text.includes('x'), echoFrom)) - echoBegan)
    // Not in step with what comes by itself.
    await silence(20 + ((at * 7919) % 53))
  }
  return {ours, raw}
}
