import type {Change} from '#src/session/events.ts'

/** How this process came by the session. */
export type Arrival =
  | {readonly kind: 'started'}
  | {readonly kind: 'resumed'; readonly changes: readonly Change[]}
