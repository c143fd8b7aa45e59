import type {Texts} from '#src/i18n/texts.ts'
import type {Runbook} from '#src/runbook/types.ts'
import {findSection} from '#src/runbook/walk.ts'
import {formatDuration} from '#src/text/duration.ts'
import {joinSafe, type Safe, safe} from '#src/text/safe.ts'
import {say} from '#src/text/say.ts'
import type {CheckReport} from './check-json.ts'
import {type CheckOutcome, type CheckRow, checkCounts} from './check-rows.ts'
import {sectionTitle} from './item-title.ts'

/** Of a long reading what fits under its line; all of it is in the session's evidence. */
const MOST_EVIDENCE = 12

/** The check in plain lines: the items under their sections, under each that is not well what was seen, then the sum. */
export const checkLines = (report: CheckReport, runbook: Runbook, texts: Texts): readonly Safe[] => {
  const lines: Safe[] = []
  let section: string | null | undefined
  const widths = {
    word: Math.max(0, ...report.rows.map(row => wordOf(row.outcome, texts).length)),
    id: Math.max(0, ...report.rows.map(row => row.id.length)),
  }
  for (const row of report.rows) {
    if (row.section !== section) {
      section = row.section
      const found = section === null ? null : findSection(runbook, section)
      if (found !== null) lines.push(sectionTitle(found))
    }
    lines.push(...rowLines(row, texts, widths))
  }
  return [...lines, sumLine(report, texts)]
}

/** One item's line, and what was seen where it is not well. */
export const rowLines = (
  row: CheckRow,
  texts: Texts,
  widths: {readonly word: number; readonly id: number} = {word: 0, id: 0},
): readonly Safe[] => {
  const {probing} = texts
  const {reading} = row
  const line = probing['check-line']({
    word: safe(wordOf(row.outcome, texts).padEnd(widths.word)),
    id: safe(row.id.padEnd(widths.id)),
    title: row.title,
    summary: row.summary,
  })
  const parts: Safe[] = [line]
  if (reading !== null && reading.warning !== null)
    parts.push(probing['check-warning']({warning: safe(reading.warning)}))
  if (reading !== null && reading.durationMs !== null)
    parts.push(probing['check-took']({took: formatDuration(reading.durationMs, texts.language)}))
  const evidence = row.outcome === 'fail' || row.outcome === 'unknown' ? row.evidence : []
  return [joinSafe(parts, '  '), ...evidence.slice(0, MOST_EVIDENCE).map(each => say`        ${each}`)]
}

const wordOf = (outcome: CheckOutcome, {probing}: Texts): Safe => {
  switch (outcome) {
    case 'pass':
      return probing.passed()
    case 'fail':
      return probing.failed()
    case 'unknown':
      return probing.unknown()
    case 'manual':
      return probing.manual()
    case 'left-out':
      return probing['left-out']()
  }
}

const sumLine = (report: CheckReport, {probing, language}: Texts): Safe => {
  const counts = checkCounts(report.rows)
  return probing['check-sum']({
    pass: counts.pass,
    fail: counts.fail,
    unknown: counts.unknown,
    manual: counts.manual,
    leftOut: counts['left-out'],
    took: formatDuration(report.durationMs, language),
  })
}
