import {writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {pathToFileURL} from 'node:url'

export const hour = 3_600_000

/**
 * A wall clock that is wrong by whatever was said last, for every program that is started with `env`: rollcall, its
 * runner, all of theirs. What measures time that passes is left alone, as a real clock that is set leaves it.
 */
export const wrongClock = (
  dir: string,
): {readonly env: Record<string, string>; readonly set: (by: number) => void} => {
  const offset = join(dir, 'clock-is-wrong-by')
  const module = join(dir, 'wrong-clock.mjs')
  const set = (by: number): void => writeFileSync(offset, String(by))
  set(0)
  writeFileSync(
    module,
    `import {readFileSync} from 'node:fs'
     const Right = Date
     const now = () => Right.now() + Number(readFileSync(${JSON.stringify(offset)}, 'utf8'))
     globalThis.Date = class Date extends Right {
       constructor(...args) { if (args.length === 0) super(now()); else super(...args) }
       static now() { return now() }
     }
    `,
  )
  return {env: {NODE_OPTIONS: `--import=${pathToFileURL(module).href}`}, set}
}
