import type {Item} from '#src/runbook/types.ts'
import {probeOf} from '#src/runbook/walk.ts'
import {itemState} from '#src/session/item-state.ts'
import type {Reading} from '#src/session/reading.ts'
import {recordOf} from '#src/session/state.ts'
import {type Safe, safe} from '#src/text/safe.ts'
import type {ScreenInput} from '#src/view/screen-input.ts'

export interface ShownReading {
  readonly reading: Reading
  readonly summary: Safe
  /** How long ago it was begun; null where nobody looked at all. */
  readonly ageMs: number | null
  /** Whether it says more than the state does. */
  readonly shown: boolean
}

/** The newest reading of the item's probe, else the one that the journal holds. */
export const readingOf = (input: ScreenInput, item: Item): ShownReading | null => {
  const {runbook, session, live} = input.situation
  const probe = probeOf(item)
  const reading = (probe === null ? undefined : live.readings.get(probe)) ?? recordOf(session, item.id).sensed
  if (reading === null || reading === undefined) return null
  const state = itemState(runbook, session, item)
  const own = item.kind === 'sensed' || item.kind === 'criterion'
  const age = input.now.getTime() - Date.parse(reading.beganAt)
  return {
    reading,
    summary: safe(input.redact(reading.summary)),
    ageMs: reading.reason === 'not-configured' || Number.isNaN(age) ? null : Math.max(0, age),
    shown: own && (state === 'open' || state === 'unknown' || state === 'failed' || state === 'done'),
  }
}
