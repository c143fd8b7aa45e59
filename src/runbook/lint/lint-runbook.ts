import type {Fault} from '../faults.ts'
import type {Runbook} from '../types.ts'
import {contactFindings} from './contacts.ts'
import {dangerFindings} from './dangers.ts'
import {rehearsalFindings} from './rehearsal.ts'
import {duplicateTitles, emptySections, lateKillers, longSections} from './sections.ts'
import {unusedFindings} from './unused.ts'
import {wishedStates} from './wished-state.ts'
import {writtenSecrets} from './written-secrets.ts'

export interface LintContext {
  readonly file: string
  /** The probes file; null where there is none. */
  readonly probesFile: string | null
  /** The date, YYYY-MM-DD. */
  readonly today: string
}

/**
 * What of a sound runbook is not ready for a real night, or surely not meant: warnings, in the order of each file, those of
 * the runbook first.
 */
export const lintRunbook = (runbook: Runbook, {file, probesFile, today}: LintContext): readonly Fault[] => {
  const found = [
    ...unusedFindings(runbook),
    ...contactFindings(runbook),
    ...emptySections(runbook),
    ...longSections(runbook),
    ...lateKillers(runbook),
    ...wishedStates(runbook),
    ...writtenSecrets(runbook),
    ...rehearsalFindings(runbook, today),
    ...runbook.sections.flatMap(duplicateTitles),
    ...dangerFindings(runbook),
  ].toSorted((a, b) => a.at.line - b.at.line || a.at.column - b.at.column)
  const own = found.filter(finding => finding.inProbes !== true)
  const inProbes = found.filter(finding => finding.inProbes === true)
  return [
    ...own.map(({at, detail}): Fault => ({severity: 'warning', file, at, detail})),
    ...inProbes.map(({at, detail}): Fault => ({severity: 'warning', file: probesFile ?? file, at, detail})),
  ]
}
