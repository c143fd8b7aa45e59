import {createContext, Script} from 'node:vm'
import {formatDuration} from '#src/text/duration.ts'
import type {Look} from './driver.ts'
import {codeOf, Trouble} from './trouble.ts'

/** What one turn of matching may take; also what a pattern that never ends holds up everything else. */
const MOST = 500

let room: {act: () => unknown} | null = null
const script = new Script('act()')

/**
 * Does what tests patterns of the probes file on foreign text, all at once, and gives its value. A pattern that goes on
 * trying for ever is interrupted, which V8 does for a script alone; then it is Trouble.
 */
export const inTime = <T>({texts}: Pick<Look, 'texts'>, act: () => T): T => {
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
