export type Outcome = 'pass' | 'fail' | 'unknown'

/** Refused, timeout and mismatch are failures; with the others we could not look. */
export type Reason =
  | 'refused'
  | 'timeout'
  | 'mismatch'
  | 'not-configured'
  | 'blocked'
  | 'auth'
  | 'dns'
  | 'no-data'
  | 'permission'
  | 'error'

/** What a probe saw, once. */
export interface Reading {
  readonly probe: string
  readonly outcome: Outcome
  readonly reason: Reason | null
  /** One line in the operator's language, e.g. "2/2 workers". */
  readonly summary: string
  readonly warning: string | null
  readonly beganAt: string
  readonly durationMs: number | null
  readonly blockedBy: string | null
  readonly values: Readonly<Record<string, string | number | boolean | null>>
}
