import {shorten} from '#src/checks/judge.ts'
import {within} from '#src/net/deadline.ts'
import {type HttpLine, openHttpLine} from '#src/net/http-line.ts'
import {trustOf} from '#src/net/trust.ts'
import {joinSafe, type Safe, safe} from '#src/text/safe.ts'
import {say} from '#src/text/say.ts'
import {type Driver, type Finding, type Look, notPassed, pass} from './driver.ts'
import {addressOf, failureOf} from './failure.ts'
import {urlOf} from './http/address.ts'
import {inTime} from './in-time.ts'
import {ask} from './prometheus/ask.ts'
import {judgeAlone, judgeBeside, type Options, type Series, seriesOf} from './prometheus/judge-series.ts'

const MOST_SHOWN = 20

const evidenceOf = (look: Look, query: string, series: Series): readonly Safe[] => {
  const lines = [...series]
    .slice(0, MOST_SHOWN)
    .map(([name, value]) => say`${shorten(name)} = ${safe(`${value}`)}`)
  const rest = series.size - lines.length
  return [
    shorten(query, 300),
    ...lines,
    ...(rest > 0 ? [say`... +${rest}`] : []),
    ...(series.size === 0 ? [look.texts.netSights['series-empty']()] : []),
  ]
}

const judge = (look: Look, options: Options, series: Series, warnings: readonly Safe[]): Finding => {
  const {expect, compare, except, query} = options
  const values = Object.fromEntries(series)
  const judged = [
    ...(expect === undefined ? [] : judgeAlone(look, series, expect)),
    ...(compare === undefined ? [] : judgeBeside(look, series, compare, except ?? [])),
  ]
  const evidence = [...judged.map(each => each.said), ...evidenceOf(look, query, series), ...warnings]
  // A failure says more than what could not be looked at.
  const missed = judged.find(each => each.reason === 'mismatch') ?? judged.find(each => each.reason !== null)
  if (missed?.reason) return notPassed(missed.reason, missed.said, {values, evidence})
  const summary = joinSafe(
    judged.map(each => each.said),
    '; ',
  )
  const warning = judged.find(each => each.warning !== undefined)?.warning ?? warnings[0] ?? null
  return pass(summary, {values, evidence, warning})
}

const lookAt = async (look: Look, options: Options, line: HttpLine, server: URL): Promise<Finding> => {
  const words = look.texts.netSights
  if (options.present !== undefined) {
    const present = await ask(look, line, server, options.present)
    if (!present.ok) return present.finding
    if (present.samples.length === 0)
      return notPassed('no-data', words['nothing-measured']({query: shorten(options.present)}))
  }
  const asked = await ask(look, line, server, options.query)
  if (!asked.ok) return asked.finding
  const series = inTime(look, () => seriesOf(asked.samples, options))
  if (look.purpose === 'look') return inTime(look, () => judge(look, options, series, asked.warnings))
  const evidence = evidenceOf(look, options.query, series)
  return pass(words['series-taken']({count: series.size}), {values: Object.fromEntries(series), evidence})
}

/** What Prometheus says to a query, by itself or beside the baseline. */
export const prometheus: Driver = async look => {
  const options = look.options as Options
  let address = shorten(options.url.replace(/\/\/[^/]*@/, '//'))
  let line: HttpLine | null = null
  try {
    const server = urlOf(options.url, undefined)
    address = addressOf(server.hostname, server.port || (server.protocol === 'https:' ? 443 : 80))
    const trust = () => trustOf(options.ca, look.cwd)
    if (options.ca !== undefined && options.ca !== '') await within(look.deadline, trust())
    line = openHttpLine(look.deadline, trust)
    return await lookAt(look, options, line, server)
  } catch (error) {
    return failureOf(look, error, {address, stage: line?.stage() ?? 'connect'})
  } finally {
    await line?.close()
  }
}
