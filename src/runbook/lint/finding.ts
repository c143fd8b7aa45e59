import type {FaultDetail} from '../faults.ts'
import type {Position} from '../types.ts'

/** What lint sees in a sound runbook, before it is known whose file it is. */
export interface Finding {
  readonly at: Position
  readonly detail: FaultDetail
  /** It stands in the probes file. */
  readonly inProbes?: true
}
