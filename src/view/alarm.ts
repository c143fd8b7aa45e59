import type {Item, ItemId, Runbook} from '#src/runbook/types.ts'
import {findItem} from '#src/runbook/walk.ts'
import {dangerRuns} from '#src/session/decide-reading.ts'
import type {SessionEvent} from '#src/session/events.ts'
import {itemState} from '#src/session/item-state.ts'
import {decisionOpen} from '#src/session/outcome.ts'
import type {Reading} from '#src/session/reading.ts'
import {recordOf, type Session} from '#src/session/state.ts'

/** What calls somebody back who looks elsewhere: something has turned red, or a long command has ended. */
export interface Alarm {
  readonly item: ItemId
  readonly why: 'lost' | 'raised' | 'ended'
}

/** What has alarmed already, so that one cause is one alarm. */
export interface AlarmMemory {
  /** Items that have been red since their last pass. */
  readonly red: ReadonlySet<ItemId>
  /** When the last alarm was given, in milliseconds of a steady clock; null: never. */
  readonly lastAt: number | null
}

export const quiet: AlarmMemory = {red: new Set(), lastAt: null}

const longCommand = 10_000
const pauseBetween = 5_000

/** What is red of an item with its newest reading; null: nothing that anybody is called for. */
const redness = (
  {runbook, session}: {readonly runbook: Runbook; readonly session: Session},
  item: Item,
  reading: Reading,
): 'lost' | 'raised' | null => {
  const state = itemState(runbook, session, item)
  if (item.kind === 'sensed') {
    const isAnswered = state !== 'failed' && state !== 'unknown' && state !== 'open'
    const isLost = recordOf(session, item.id).passedAt !== null && reading.outcome !== 'pass'
    return isLost && !isAnswered ? 'lost' : null
  }
  if (item.kind !== 'criterion' || !decisionOpen(runbook, session)) return null
  return state === 'raised' ? 'raised' : null
}

/**
 * The alarm, if any, for what has just happened, and what is remembered of it. `session` is how it stands afterwards. While
 * a dangerous command runs nothing raises one, also no other command's end; its own does.
 */
export const alarmFor = (
  {runbook, session}: {readonly runbook: Runbook; readonly session: Session},
  events: readonly SessionEvent[],
  {memory, now}: {readonly memory: AlarmMemory; readonly now: number},
): {readonly alarm: Alarm | null; readonly memory: AlarmMemory} => {
  const red = new Set(memory.red)
  const alarms: Alarm[] = []
  for (const event of events) {
    if (event.type === 'command-ended') {
      const item = findItem(runbook, event.item)
      const isWatch = item?.kind === 'command' && item.watch
      if (event.seen === 'live' && event.exit.durationMs > longCommand && !isWatch)
        alarms.unshift({item: event.item, why: 'ended'})
    }
    if (event.type !== 'sensed') continue
    const item = findItem(runbook, event.item)
    if (item === null) continue
    const why = redness({runbook, session}, item, event.reading)
    if (why === null) red.delete(item.id)
    // One root cause, one alarm: what is only blocked by something dead is not told beside it.
    else if (event.reading.reason !== 'blocked' && !red.has(item.id)) {
      red.add(item.id)
      alarms.push({item: item.id, why})
    }
  }
  const alarm = dangerRuns(runbook, session) ? null : (alarms[0] ?? null)
  const tooSoon = memory.lastAt !== null && now - memory.lastAt < pauseBetween
  if (alarm === null || tooSoon) return {alarm: null, memory: {red, lastAt: memory.lastAt}}
  return {alarm, memory: {red, lastAt: now}}
}
