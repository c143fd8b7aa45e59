import {joinSafe, type Safe, safe} from '#src/text/safe.ts'
import {say} from '#src/text/say.ts'
import {closest} from '#src/text/words.ts'

const MOST_NAMES = 30

/** What a fault about an unknown name says besides it: the names there are, and the one most likely meant. */
export const suggest = (
  written: string,
  known: readonly string[],
): {readonly known: Safe; readonly suggestion: Safe | null} => {
  const near = closest(written, known)
  const shown = joinSafe(known.slice(0, MOST_NAMES).map(safe), ', ')
  return {
    known: known.length > MOST_NAMES ? say`${shown}, …` : shown === '' ? say`–` : shown,
    suggestion: near === null ? null : safe(near),
  }
}
