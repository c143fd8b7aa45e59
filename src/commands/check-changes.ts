import type {Context} from '#src/app/context.ts'
import type {Check} from '#src/app/probing/check.ts'
import type {Sight} from '#src/app/probing/vantage.ts'
import {checkJson} from '#src/report/check-json.ts'
import {checkLines, rowLines} from '#src/report/check-text.ts'
import type {Reading} from '#src/session/reading.ts'

/**
 * What `--watch` prints: all of it when every probe has looked once, then what changed. As JSON each is a whole object on a
 * line of its own.
 */
export const printChanges = (
  context: Context,
  opened: Check,
  format: 'text' | 'json',
): ((sight: Sight) => void) => {
  const told = new Map<string, Reading>()
  const print = (text: string): void => void context.stdout.write(`${text}\n`)
  const printAll = (): void => {
    if (format === 'json') print(JSON.stringify(checkJson(opened.report())))
    else for (const line of checkLines(opened.report(), opened.runbook, context.texts)) print(line)
  }
  return ({reading}) => {
    const before = told.get(reading.probe)
    told.set(reading.probe, reading)
    if (told.size < opened.probes.length) return
    if (before === undefined) return printAll()
    if (!isNews(before, reading)) return
    if (format === 'json') return printAll()
    const time = context.now().toTimeString().slice(0, 8)
    for (const row of opened.report().rows.filter(each => each.probe === reading.probe))
      for (const line of rowLines(row, context.texts)) print(`${time}${line}`)
  }
}

const isNews = (before: Reading, reading: Reading): boolean =>
  before.outcome !== reading.outcome ||
  before.reason !== reading.reason ||
  (before.warning === null) !== (reading.warning === null)
