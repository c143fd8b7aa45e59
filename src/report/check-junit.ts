import type {Runbook} from '#src/runbook/types.ts'
import {findSection} from '#src/runbook/walk.ts'
import type {CheckReport} from './check-json.ts'
import {type CheckRow, checkCounts} from './check-rows.ts'
import {sectionTitle} from './item-title.ts'

/** The check as JUnit's XML: a suite for each section; failed is a failure, unknown an error, the rest skipped. */
export const checkJunit = (report: CheckReport, runbook: Runbook): string => {
  const suites = new Map<string | null, CheckRow[]>()
  for (const row of report.rows) {
    const suite = suites.get(row.section)
    if (suite === undefined) suites.set(row.section, [row])
    else suite.push(row)
  }
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="${xml(report.runbook.title)}"${totals(report.rows)} time="${seconds(report.durationMs)}">`,
  ]
  for (const [id, rows] of suites) {
    const section = id === null ? null : findSection(runbook, id)
    const name = section === null ? 'rollcall' : sectionTitle(section)
    const spent = rows.reduce((sum, row) => sum + (row.reading?.durationMs ?? 0), 0)
    lines.push(
      `  <testsuite name="${xml(name)}"${totals(rows)} time="${seconds(spent)}" timestamp="${xml(report.startedAt)}">`,
      ...rows.flatMap(caseLines),
      '  </testsuite>',
    )
  }
  return `${[...lines, '</testsuites>'].join('\n')}\n`
}

const totals = (rows: readonly CheckRow[]): string => {
  const counts = checkCounts(rows)
  const skipped = counts.manual + counts['left-out']
  return ` tests="${rows.length}" failures="${counts.fail}" errors="${counts.unknown}" skipped="${skipped}"`
}

const caseLines = (row: CheckRow): readonly string[] => {
  const time = seconds(row.reading?.durationMs ?? 0)
  const place = `${row.section ?? 'probes'}.${row.id}`
  const open = `    <testcase classname="${xml(place)}" name="${xml(row.title)}" time="${time}"`
  const detail = resultLine(row)
  return detail === null ? [`${open}/>`] : [`${open}>`, detail, '    </testcase>']
}

const resultLine = (row: CheckRow): string | null => {
  const message = ` message="${xml(row.summary)}"`
  switch (row.outcome) {
    case 'pass':
      return row.reading?.warning == null
        ? null
        : `      <system-out>${xml(row.reading.warning)}</system-out>`
    case 'fail':
      return `      <failure type="${row.reading?.reason ?? ''}"${message}>${body(row)}</failure>`
    case 'unknown':
      return `      <error type="${row.reading?.reason ?? ''}"${message}>${body(row)}</error>`
    case 'manual':
    case 'left-out':
      return `      <skipped${message}/>`
  }
}

const body = (row: CheckRow): string => xml([row.summary, ...row.evidence].join('\n'))

const seconds = (milliseconds: number): string => (milliseconds / 1000).toFixed(3)

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
}

// What XML 1.0 has no way to write at all is left to the replacement character.
const xml = (text: string): string =>
  text
    .replace(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '\uFFFD')
    .replace(/[&<>"']/g, character => entities[character] ?? '')
