import type {Reason} from '#src/session/reading.ts'
import type {Safe} from '#src/text/safe.ts'

/** What one path came to; a reason where it is not as it should be. */
export interface FileSight {
  readonly reason: Reason | null
  readonly said: Safe
}
