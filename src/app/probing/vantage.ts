import type {Texts} from '#src/i18n/texts.ts'
import type {ProbeValues} from '#src/probes/driver.ts'
import type {ProbeSpec} from '#src/runbook/types.ts'
import type {Reading} from '#src/session/reading.ts'
import type {Safe} from '#src/text/safe.ts'
import type {Lookup} from './resolve-probe.ts'

/** From where looks are taken: everything that is not the probe's own. */
export interface Vantage {
  readonly texts: Texts
  readonly now: () => Date
  /** The values of variables, just now. */
  readonly lookup: Lookup
  readonly spec: (probe: string) => ProbeSpec | null
  readonly cwd: string
  readonly env: Readonly<Record<string, string>>
  /** This host's name. */
  readonly host: string
  readonly redact: (text: string) => string
  readonly baseline: (probe: string) => ProbeValues | null
  /** When an item was over (a command's start, where `start`), the session began, the baseline was taken; null: not yet. */
  readonly moment: (what: Moment) => Date | null
  /** Whether anything ever answered this probe: then silence at a default address is news. */
  readonly hasAnswered: (probe: string) => boolean
  /** False: nobody has trusted this content, so no program that it names is run. */
  readonly mayRun?: boolean
  /** Nobody wants the looks any more. */
  readonly cancel?: AbortSignal
}

export type Moment =
  | {readonly kind: 'session-start'}
  | {readonly kind: 'baseline'}
  | {readonly kind: 'item-end'; readonly item: string}
  | {readonly kind: 'item-start'; readonly item: string}

export interface LookRequest {
  readonly purpose: 'look' | 'baseline'
  /** Whether the operator has confirmed that looking may change something. */
  readonly effects: boolean
}

/** What one look gave: the reading, and the lines behind it. */
export interface Sight {
  readonly reading: Reading
  readonly evidence: readonly Safe[]
}
