import {safe} from '#src/text/safe.ts'
import {type CheckRow, checkCounts, checkOutcome} from './check-rows.ts'

/** What was checked and when. */
export interface CheckReport {
  readonly runbook: {readonly title: string; readonly path: string; readonly sha256: string}
  readonly startedAt: string
  readonly durationMs: number
  readonly rows: readonly CheckRow[]
}

/** The check as one plain object, "schema": 1. Its fields are a contract; more may be added. */
export const checkJson = ({runbook, startedAt, durationMs, rows}: CheckReport) => {
  const counts = checkCounts(rows)
  return {
    schema: 1,
    runbook: {title: safe(runbook.title), path: safe(runbook.path), sha256: safe(runbook.sha256)},
    startedAt,
    durationMs,
    outcome: checkOutcome(counts),
    counts,
    items: rows.map(row => ({
      id: safe(row.id),
      section: row.section === null ? null : safe(row.section),
      title: row.title,
      kind: row.kind,
      probe: row.probe === null ? null : safe(row.probe),
      outcome: row.outcome,
      reason: row.reading?.reason ?? null,
      summary: row.summary,
      warning: typeof row.reading?.warning === 'string' ? safe(row.reading.warning) : null,
      durationMs: row.reading?.durationMs ?? null,
      blockedBy: typeof row.reading?.blockedBy === 'string' ? safe(row.reading.blockedBy) : null,
      values: row.reading?.values ?? {},
    })),
  }
}
