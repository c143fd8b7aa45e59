import {createContext, Script} from 'node:vm'
import {formatDuration} from '#src/text/duration.ts'
import type {Look, ResolvedOptions} from './driver.ts'
import {codeOf, Trouble} from './trouble.ts'

/** What one turn of matching may take; also what a pattern that never ends holds up everything else. */
const MOST = 500

let room: {act: () => unknown} | null = null
const script = new Script('act()')

/** The keys of a probe's options under which a regular expression may stand. */
export const patternKeys: ReadonlySet<string> = new Set([
  'body',
  'capture',
  'except',
  'level',
  'matches',
  'record',
])

const holdsPattern = (value: unknown): boolean =>
  Array.isArray(value)
    ? value.some(holdsPattern)
    : typeof value === 'object' &&
      value !== null &&
      Object.entries(value).some(
        ([key, held]) => (patternKeys.has(key) && held !== undefined) || holdsPattern(held),
      )

/**
 * Does what tests patterns of the probes file on foreign text, all at once, and gives its value. A pattern that goes on
 * trying for ever is interrupted, which V8 does for a script alone; then it is Trouble. With the options of a look that
 * hold no pattern nothing is interrupted: each guard is a thread that begins and ends.
 */
export const inTime = <T>(
  {texts, options}: Pick<Look, 'texts'> & {readonly options?: ResolvedOptions},
  act: () => T,
): T => {
  if (options !== undefined && !holdsPattern(options)) return act()
  room ??= createContext({act}) as {act: () => unknown}
  room.act = act
  try {
    return script.runInContext(room, {timeout: MOST}) as T
  } catch (error) {
    if (codeOf(error) !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error
    const limit = formatDuration(MOST, texts.language)
    throw new Trouble('not-configured', texts.netSights['pattern-slow']({limit}))
  } finally {
    room.act = () => undefined
  }
}
