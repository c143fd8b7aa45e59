/** What the release that runs at the start does wrong. */
export interface ReleaseFaults {
  /** Every so many'th start page takes so long. */
  readonly slow: {readonly every: number; readonly milliseconds: number} | null
  readonly login: 'works' | 'broken'
  readonly einvoice: 'works' | 'broken'
}

/** A backup that lies there when the drill begins. */
export interface BackupSpec {
  readonly hoursOld: number
  /** The share of invoices and users that it lacks. */
  readonly lacks?: number
  /** Cut off before its end, as by a full disk. */
  readonly cut?: boolean
}

/** What is broken when a drill begins, what a rollback makes of it and how slowly, and what is left over. */
export interface Scenario {
  readonly name: ScenarioName
  readonly release: ReleaseFaults
  /** Days until the certificate expires; negative: since it did. */
  readonly certificateDays: number
  readonly database: 'running' | 'lost'
  readonly backups: readonly BackupSpec[]
  readonly rollback: {
    /** How long the script pauses at each of its steps, in milliseconds. */
    readonly pace: number
    /** How many runs end in the middle of restoring. */
    readonly failures: number
    /** How long after they were started workers answer again. */
    readonly workersAfter: number
  }
}

export const scenarioNames = [
  'bad-release',
  'expired-certificate',
  'data-missing',
  'lost-database',
  'failing-rollback',
  'quiet-night',
] as const

export type ScenarioName = (typeof scenarioNames)[number]

/** A release that does what it should. */
export const sound: ReleaseFaults = {slow: null, login: 'works', einvoice: 'works'}
