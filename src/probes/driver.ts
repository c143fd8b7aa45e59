import type {Texts} from '#src/i18n/texts.ts'
import type {Deadline} from '#src/net/deadline.ts'
import type {Outcome, Reason} from '#src/session/reading.ts'
import type {Safe} from '#src/text/safe.ts'

export type ProbeValue = string | number | boolean | null
export type ProbeValues = Readonly<Record<string, ProbeValue>>

/** An entry of the probes file as its schema gives it, every `${NAME}` filled in. */
export type ResolvedOptions = Readonly<Record<string, unknown>>

/** What one look is given. */
export interface Look {
  /** The probe's name in the probes file. */
  readonly probe: string
  readonly options: ResolvedOptions
  /** `baseline`: only takes the numbers that later looks compare with; nothing is judged. */
  readonly purpose: 'look' | 'baseline'
  /** How often one look measures. */
  readonly samples: number
  /** Whether the look may change something: the operator has confirmed it. */
  readonly effects: boolean
  readonly deadline: Deadline
  readonly texts: Texts
  /** The session's working directory; relative paths mean it. */
  readonly cwd: string
  /** The environment of programs that are started, and nothing of ours. */
  readonly env: Readonly<Record<string, string>>
  /** What this probe's look for the baseline gave as `values`; null where none was taken. */
  readonly baseline: ProbeValues | null
  /** When what the option `since` names was over (an item's end, the session's start, the baseline); null: not yet. */
  readonly since: Date | null
  /** The options of a probe that this one borrows from (`connection`, `begin-with`). */
  readonly borrowed: (probe: string) => ResolvedOptions
  readonly now: () => Date
}

/** What was seen. A driver never throws what a site can cause: it ends by its deadline with one of these. */
export interface Finding {
  readonly outcome: Outcome
  /** Null where it passed. */
  readonly reason: Reason | null
  /** One line: the value and its limit ("2/2 workers"), or the cause in words that lead to the fix. */
  readonly summary: Safe
  readonly warning: Safe | null
  readonly values: ProbeValues
  /** The whole reading with what was expected, a line each, for the evidence panel. */
  readonly evidence: readonly Safe[]
}

export type Driver = (look: Look) => Promise<Finding>

/** It is as expected. */
export const pass = (
  summary: Safe,
  more: {
    readonly warning?: Safe | null
    readonly values?: ProbeValues
    readonly evidence?: readonly Safe[]
  } = {},
): Finding => ({
  outcome: 'pass',
  reason: null,
  summary,
  warning: more.warning ?? null,
  values: more.values ?? {},
  evidence: more.evidence ?? [],
})

const failures: ReadonlySet<Reason> = new Set(['refused', 'timeout', 'mismatch'])

/** It is not, or we could not look: which of the two follows from the reason. */
export const notPassed = (
  reason: Reason,
  summary: Safe,
  more: {readonly values?: ProbeValues; readonly evidence?: readonly Safe[]} = {},
): Finding => ({
  outcome: failures.has(reason) ? 'fail' : 'unknown',
  reason,
  summary,
  warning: null,
  values: more.values ?? {},
  evidence: more.evidence ?? [],
})
