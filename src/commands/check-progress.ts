import type {Context} from '#src/app/context.ts'
import type {Check} from '#src/app/probing/check.ts'
import type {Sight} from '#src/app/probing/vantage.ts'
import {joinSafe, safe} from '#src/text/safe.ts'

const MOST_NAMED = 3

/** One line that tells on a terminal who is still awaited; it is wiped away before anything is printed. */
export const showProgress = (
  context: Context,
  {probes}: Check,
  {isQuiet}: {readonly isQuiet: boolean},
): {readonly seen: (sight: Sight) => void; readonly end: () => void} => {
  const {stderr, texts, options, env} = context
  const isShown = !isQuiet && stderr.isTTY === true && options.plain !== true && env.TERM !== 'dumb'
  if (!isShown) return {seen: () => undefined, end: () => undefined}
  const awaited = new Set(probes.map(spec => spec.name))
  const draw = (): void => {
    const names = [...awaited].slice(0, MOST_NAMED).map(name => safe(name))
    const waiting = joinSafe(awaited.size > MOST_NAMED ? [...names, safe('…')] : names, ', ')
    const line = texts.probing['check-progress']({
      done: probes.length - awaited.size,
      of: probes.length,
      waiting,
    })
    stderr.write(`\r\x1b[K${line.slice(0, (stderr.columns ?? 80) - 1)}`)
  }
  draw()
  return {
    seen: ({reading}) => {
      awaited.delete(reading.probe)
      if (awaited.size > 0) draw()
      else stderr.write('\r\x1b[K')
    },
    end: () => stderr.write('\r\x1b[K'),
  }
}
