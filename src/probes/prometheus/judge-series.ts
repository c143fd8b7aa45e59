import type * as z from 'zod/mini'
import {compareWithBefore} from '#src/checks/compare.ts'
import {judgeCount, judgeValue, shorten} from '#src/checks/judge.ts'
import type {prometheusSchema} from '#src/checks/prometheus.ts'
import type {Reason} from '#src/session/reading.ts'
import {joinSafe, type Safe} from '#src/text/safe.ts'
import {say} from '#src/text/say.ts'
import type {Look, ProbeValues} from '../driver.ts'
import type {Sample} from './ask.ts'

export type Options = z.output<typeof prometheusSchema>

/** Series by name; a value that is no number stays as Prometheus writes it. */
export type Series = ReadonlyMap<string, string | number>

const MOST_NAMED = 5

const nameOf = (labels: Readonly<Record<string, string>>, wanted: readonly string[]): string => {
  const shown = wanted.filter(label => labels[label] !== undefined)
  const names = shown.length > 0 ? shown : Object.keys(labels).sort()
  return names.map(label => `${label}="${labels[label]}"`).join(', ') || '{}'
}

const readValue = (text: string): string | number => (Number.isFinite(Number(text)) ? Number(text) : text)

const isExcepted = (name: string, except: readonly string[]): boolean =>
  except.some(pattern => new RegExp(pattern, 'u').test(name))

/** Names the samples by their labels and leaves out the excepted; what the labels do not tell apart is numbered. */
export const seriesOf = (samples: readonly Sample[], {labels, except}: Options): Series => {
  const series = new Map<string, string | number>()
  for (const sample of samples) {
    const name = nameOf(sample.labels, labels ?? ['job', 'instance'])
    if (isExcepted(name, except ?? [])) continue
    let unlike = name
    for (let number = 2; series.has(unlike); number++) unlike = `${name} (${number})`
    series.set(unlike, readValue(sample.value))
  }
  return series
}

/** What of it is not as it should be; `said` is for the summary where it is. */
export interface Judged {
  readonly reason: Reason | null
  readonly said: Safe
  readonly warning?: Safe
}

const listed = (names: readonly string[]): Safe => {
  const shown = joinSafe(
    names.slice(0, MOST_NAMED).map(name => shorten(name, 80)),
    '; ',
  )
  return names.length > MOST_NAMED ? say`${shown}; +${names.length - MOST_NAMED}` : shown
}

/** Judges the answer by itself. */
export const judgeAlone = (
  look: Look,
  series: Series,
  {series: count, value}: NonNullable<Options['expect']>,
): readonly Judged[] => {
  const words = look.texts.netSights
  const judged: Judged[] = []
  if (count !== undefined) {
    const {reason, sentence} = judgeCount(count, series.size, look.texts)
    const names = reason === null || series.size === 0 ? say`` : say` (${listed([...series.keys()])})`
    judged.push({reason, said: say`${words['series-count']()}: ${sentence}${names}`})
  }
  if (value === undefined) return judged
  // No series is nothing measured, unless it was said how many there have to be.
  if (series.size === 0)
    return count === undefined ? [{reason: 'no-data', said: words['series-none']()}] : judged
  const verdicts = [...series].map(([name, each]) => ({name, verdict: judgeValue(value, each, look.texts)}))
  const missed = verdicts.find(({verdict}) => !verdict.holds) ?? verdicts[0]
  if (missed !== undefined)
    judged.push({
      reason: missed.verdict.reason,
      said:
        series.size === 1
          ? missed.verdict.sentence
          : say`${shorten(missed.name, 80)}: ${missed.verdict.sentence}`,
    })
  return judged
}

const compareValues = (
  look: Look,
  series: Series,
  before: ProbeValues,
  rule: NonNullable<NonNullable<Options['compare']>['value']>,
): readonly Judged[] => {
  const words = look.texts.netSights
  const both = [...series].filter(([name]) => Object.hasOwn(before, name))
  if (both.length === 0) return [{reason: 'no-data', said: words['series-no-common']()}]
  const compared = both.map(([name, value]) => ({name, ...compareWithBefore(rule, before[name], value)}))
  const worst =
    compared.find(({verdict}) => verdict === 'broken') ??
    compared.find(({verdict}) => verdict === 'no-before') ??
    compared[0]
  const lost = compared.find(each => each.lost)
  if (worst === undefined) return []
  const said = say`${shorten(worst.name, 80)}: ${worst.shown}`
  const reason = worst.verdict === 'broken' ? 'mismatch' : worst.verdict === 'no-before' ? 'no-data' : null
  return [
    {reason, said, ...(lost === undefined ? {} : {warning: say`${shorten(lost.name, 80)}: ${lost.shown}`})},
  ]
}

/** Judges the answer beside what the baseline holds. */
export const judgeBeside = (
  look: Look,
  series: Series,
  {series: rule, value}: NonNullable<Options['compare']>,
  except: readonly string[],
): readonly Judged[] => {
  const words = look.texts.netSights
  if (look.baseline === null) return [{reason: 'no-data', said: words['no-baseline']()}]
  const before = Object.fromEntries(
    Object.entries(look.baseline).filter(([name]) => !isExcepted(name, except)),
  )
  const judged: Judged[] = []
  if (rule !== undefined) {
    const fresh = [...series.keys()].filter(name => !Object.hasOwn(before, name))
    const gone = Object.keys(before).filter(name => !series.has(name))
    const counts = {before: Object.keys(before).length, after: series.size}
    if (rule !== 'any' && fresh.length > 0)
      judged.push({reason: 'mismatch', said: words['series-new']({names: listed(fresh), ...counts})})
    else if (rule === 'same' && gone.length > 0)
      judged.push({reason: 'mismatch', said: words['series-gone']({names: listed(gone), ...counts})})
    else judged.push({reason: null, said: words['series-as-before'](counts)})
  }
  if (value !== undefined) judged.push(...compareValues(look, series, before, value))
  return judged
}
