import type {HttpLine} from '#src/net/http-line.ts'
import {formatDuration} from '#src/text/duration.ts'
import type {Safe} from '#src/text/safe.ts'
import {type Finding, type Look, notPassed, pass} from '../driver.ts'
import {walkFlow} from './flow.ts'
import type {HttpOptions, PlacedStep} from './step.ts'

/** The value under which this share of all values lies (nearest rank); NaN of none. */
export const percentileOf = (values: readonly number[], percentile: number): number => {
  const sorted = [...values].sort((one, other) => one - other)
  const rank = Math.ceil((percentile / 100) * sorted.length)
  return sorted[Math.max(0, rank - 1)] ?? Number.NaN
}

/** The same request again and again. What is not as expected ends it, so that no fast error page counts as fast. */
export const measureLatency = async (
  look: Look,
  line: HttpLine,
  steps: readonly PlacedStep[],
  {under, percentile}: NonNullable<HttpOptions['latency']>,
): Promise<Finding> => {
  const words = look.texts.netSights
  const time = (milliseconds: number): Safe => formatDuration(milliseconds, look.texts.language)
  const taken: number[] = []
  let evidence: readonly Safe[] = []
  // So many may be slower; with one more the percentile of all is decided, and nobody waits for the rest.
  const mayBeSlower = look.samples - Math.ceil((percentile / 100) * look.samples)
  const slower = (): number => taken.filter(each => each >= under).length
  while (taken.length < look.samples && slower() <= mayBeSlower) {
    const found = await walkFlow(look, line, steps)
    if (found.outcome !== 'pass' && !(found.reason === 'timeout' && taken.length > 0)) return found
    if (found.outcome !== 'pass') break
    evidence = found.evidence
    taken.push(Number(found.values.ms))
  }
  const value = percentileOf(taken, percentile)
  const values = {[`p${percentile}`]: value, median: percentileOf(taken, 50), slowest: Math.max(...taken)}
  const spread = words['latency-spread']({
    least: time(Math.min(...taken)),
    median: time(values.median ?? 0),
    most: time(values.slowest ?? 0),
  })
  const more = {values: {...values, samples: taken.length}, evidence: [spread, ...evidence]}
  const wanted = words['time-under']({limit: time(under)})
  if (slower() > mayBeSlower && taken.length < look.samples) {
    const {slowest = 0} = values
    const facts = {slow: slower(), count: taken.length, of: look.samples, percentile, slowest: time(slowest)}
    return notPassed(
      'mismatch',
      words['not-as-expected']({seen: words['latency-decided'](facts), wanted}),
      more,
    )
  }
  if (taken.length < look.samples) {
    const facts = {
      count: taken.length,
      of: look.samples,
      limit: time(look.deadline.limit),
      slowest: time(values.slowest ?? 0),
    }
    return notPassed('timeout', words['latency-cut'](facts), more)
  }
  const facts = {
    seen: words['latency-is']({percentile, time: time(value), count: taken.length}),
    wanted,
  }
  if (value < under) return pass(words['as-expected'](facts), more)
  return notPassed('mismatch', words['not-as-expected'](facts), more)
}
