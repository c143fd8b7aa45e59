import type {Texts} from '#src/i18n/texts.ts'
import type {Item} from '#src/runbook/types.ts'
import {probeOf} from '#src/runbook/walk.ts'
import type {Situation} from '#src/session/decide.ts'
import {dangerRuns} from '#src/session/decide-reading.ts'
import {type ItemState, itemState} from '#src/session/item-state.ts'
import {factsRequired} from '#src/session/session-facts.ts'
import {recordOf} from '#src/session/state.ts'
import type {Safe} from '#src/text/safe.ts'
import {say} from '#src/text/say.ts'

/**
 * What an item looks like just now. Beside its state, of what a probe answers: `waiting` (it fails and has time left, or
 * too few in a row), `looking` (once, as confirmed), `preview` (seen, but too early to count), `stale` (it stood when it was
 * last looked at, which this process has not done), `to-acknowledge` (it passed, and the operator has to say that they saw).
 */
export type ShownState = ItemState | 'waiting' | 'looking' | 'preview' | 'stale' | 'to-acknowledge'

/** The journal's word and the newest look together: green only where both agree, bad news as soon as there is any. */
export const shownState = (situation: Situation, item: Item): ShownState => {
  const {runbook, session, live} = situation
  const state = itemState(runbook, session, item)
  const probe = probeOf(item)
  const isSeen = item.kind === 'sensed' || item.kind === 'criterion'
  if (probe === null || !isSeen || factsRequired(runbook, probe).length > 0) return state
  const {settlement} = recordOf(session, item.id)
  if (settlement !== null) return state
  if (live.looking.has(probe)) return 'looking'
  const reading = live.readings.get(probe)
  const {sensed} = recordOf(session, item.id)
  // It has passed and counts; what is open is the operator's acknowledgement.
  const isPassed = state === 'open' && sensed?.outcome === 'pass'
  if (!isPassed && (state === 'open' || (state === 'unknown' && sensed === null))) {
    if (live.waiting.has(probe)) return 'waiting'
    return reading === undefined || reading.outcome === 'unknown' || live.touching.has(probe)
      ? state
      : 'preview'
  }
  if (!isPassed && state !== 'done' && state !== 'clear') return state
  if (reading === undefined) return 'stale'
  // What fails and could not be journaled as such fails all the same.
  const fallen = reading.outcome === 'fail' && !live.waiting.has(probe) && !dangerRuns(runbook, session)
  if (fallen) return state === 'clear' ? 'raised' : 'failed'
  return isPassed ? 'to-acknowledge' : state
}

/** The state in words; of a tick that was lost, until when it stood. */
export const shownWord = (
  situation: Situation,
  item: Item,
  at: {readonly texts: Texts; readonly clock: (at: string) => Safe},
): Safe => {
  const {texts} = at
  const state = shownState(situation, item)
  const {passedAt} = recordOf(situation.session, item.id)
  switch (state) {
    case 'waiting':
    case 'looking':
    case 'to-acknowledge':
      return texts.screen[`shown-${state}`]()
    case 'preview': {
      // What it says sounds like a failure, and the word must not hide that.
      const probe = probeOf(item)
      const fails = probe !== null && situation.live.readings.get(probe)?.outcome === 'fail'
      return fails ? texts.screen['shown-preview-fails']() : texts.screen['shown-preview']()
    }
    case 'stale':
      return passedAt === null
        ? texts.screen['shown-stale']()
        : texts.screen['shown-stale-since']({at: at.clock(passedAt)})
    case 'failed':
      return item.kind !== 'sensed' || passedAt === null
        ? texts.states.failed
        : texts.screen['was-fine']({state: texts.states.failed, at: at.clock(passedAt)})
    default:
      return say`${texts.states[state]}`
  }
}
