import type {Texts} from '#src/i18n/texts.ts'
import type {ItemKind, Runbook, SectionId} from '#src/runbook/types.ts'
import {probeOf} from '#src/runbook/walk.ts'
import type {Reading} from '#src/session/reading.ts'
import {type Safe, safe} from '#src/text/safe.ts'
import {titleOf} from './item-title.ts'

export type CheckOutcome = 'pass' | 'fail' | 'unknown' | 'manual' | 'left-out'

/** One line of a check: an item of the runbook, or a probe that was asked for and answers no item. */
export interface CheckRow {
  readonly id: string
  readonly section: SectionId | null
  readonly title: Safe
  readonly kind: ItemKind | 'probe'
  readonly probe: string | null
  readonly outcome: CheckOutcome
  readonly summary: Safe
  readonly reading: Reading | null
  readonly evidence: readonly Safe[]
}

/** What is known of the runbook's probes. */
export interface CheckSights {
  readonly sight: (
    probe: string,
  ) => {readonly reading: Reading; readonly evidence: readonly Safe[]} | undefined
  /** Why a probe was not looked at, where that was meant so. */
  readonly leftOut: (probe: string) => Safe | null
}

export interface CheckSelection {
  /** Null: every section. */
  readonly sections: ReadonlySet<SectionId> | null
  /** Null: every probe; otherwise only items of these, and nothing manual. */
  readonly probes: readonly string[] | null
}

/** The items of a selection in the order of the document, then the probes asked for that answer none of them. */
export const checkRows = (
  runbook: Runbook,
  selection: CheckSelection,
  sights: CheckSights,
  texts: Texts,
): readonly CheckRow[] => {
  const {sections, probes} = selection
  const rows: CheckRow[] = []
  for (const section of runbook.sections) {
    if (sections !== null && !sections.has(section.id)) continue
    for (const item of section.items) {
      const probe = probeOf(item)
      if (probes !== null && (probe === null || !probes.includes(probe))) continue
      const what = {id: item.id, section: section.id, title: titleOf(item), kind: item.kind}
      rows.push({...what, ...seen(probe, sights, texts)})
    }
  }
  const named = new Set(rows.map(row => row.probe))
  for (const probe of probes ?? []) {
    if (named.has(probe)) continue
    rows.push({id: probe, section: null, title: safe(probe), kind: 'probe', ...seen(probe, sights, texts)})
  }
  return rows
}

type Seen = Pick<CheckRow, 'probe' | 'outcome' | 'summary' | 'reading' | 'evidence'>

const seen = (probe: string | null, sights: CheckSights, {probing}: Texts): Seen => {
  const nothing = {probe, reading: null, evidence: []}
  if (probe === null) return {...nothing, outcome: 'manual', summary: probing['by-hand']()}
  const why = sights.leftOut(probe)
  if (why !== null) return {...nothing, outcome: 'left-out', summary: why}
  const sight = sights.sight(probe)
  if (sight === undefined) return {...nothing, outcome: 'unknown', summary: probing['time-over']()}
  const {reading, evidence} = sight
  return {probe, outcome: reading.outcome, summary: safe(reading.summary), reading, evidence}
}

export type CheckCounts = Readonly<Record<CheckOutcome, number>>

export const checkCounts = (rows: readonly CheckRow[]): CheckCounts => {
  const counts = {pass: 0, fail: 0, unknown: 0, manual: 0, 'left-out': 0}
  for (const row of rows) counts[row.outcome]++
  return counts
}

/** Fail beats unknown beats pass; where nothing was looked at, nothing is known. */
export const checkOutcome = ({pass, fail, unknown}: CheckCounts): 'pass' | 'fail' | 'unknown' =>
  fail > 0 ? 'fail' : unknown > 0 || pass === 0 ? 'unknown' : 'pass'
