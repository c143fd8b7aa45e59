import {abortSession, closeSession, suspendSession} from '#src/app/leave-session.ts'
import type {StateWord} from '#src/i18n/en/states.ts'
import {itemsOf} from '#src/runbook/walk.ts'
import {closeObstacle} from '#src/session/decide-session.ts'
import type {SuspendCause} from '#src/session/events.ts'
import {itemState} from '#src/session/item-state.ts'
import {countStates, isCounted} from '#src/session/outcome.ts'
import {joinSafe, safe} from '#src/text/safe.ts'
import {closeOutExtras} from '#src/view/close-out.ts'
import {type Desk, type Left, tell} from './desk.ts'

/** Leaves the session, and says how to go on with it. */
export const suspend = async (desk: Desk, cause: SuspendCause): Promise<Left> => {
  const left = await suspendSession(desk, {cause, item: desk.here})
  desk.print(...left.lines)
  return left
}

/** Ends the session here, with the reason. */
export const abort = async (desk: Desk, reason: string): Promise<Left | null> => {
  const leaving = await abortSession(desk, reason)
  if (!leaving.ok) return refused(desk, leaving)
  desk.print(...leaving.left.lines)
  return leaving.left
}

/** The close-out: lists by name what is not simply done, then closes, where nothing is open and somebody signs for it. */
export const finish = async (desk: Desk, name: string): Promise<Left | null> => {
  closeOut(desk)
  const {runbook, session} = desk.open.store.state()
  const obstacle = closeObstacle(runbook, session)
  if (obstacle !== null) return refused(desk, {ok: false, refusal: obstacle})
  const signedBy = name === '' ? await desk.ask(desk.texts.lines['ask-sign-off']()) : name
  if (signedBy === null || signedBy.trim() === '') {
    desk.print(desk.texts.lines['not-signed']())
    return null
  }
  const leaving = await closeSession(desk, signedBy)
  if (!leaving.ok) return refused(desk, leaving)
  desk.print(...leaving.left.lines)
  return leaving.left
}

const refused = (desk: Desk, answer: Parameters<typeof tell>[1]): null => {
  tell(desk, answer)
  return null
}

const closeOut = (desk: Desk): void => {
  const {runbook, session} = desk.open.store.state()
  const {lines, states} = desk.texts
  desk.print(lines['close-out']())
  const counts = countStates(runbook, session, itemsOf(runbook))
  for (const state of Object.keys(counts) as (keyof typeof counts)[]) {
    if (counts[state] === 0) continue
    const names = itemsOf(runbook).filter(
      item => isCounted(item) && itemState(runbook, session, item) === state,
    )
    const count = counts[state]
    if (state === 'done') {
      desk.print(lines['close-done']({count, state: states.done}))
      continue
    }
    const items = joinSafe(
      names.map(item => safe(item.id)),
      ', ',
    )
    desk.print(lines['close-count']({count, state: states[state satisfies StateWord], items}))
  }
  desk.print(...closeOutExtras(desk.texts, runbook, session))
}
