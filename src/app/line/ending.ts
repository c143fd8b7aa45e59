import {exitCodes} from '#src/errors.ts'
import type {StateWord} from '#src/i18n/en/states.ts'
import {findItem, itemsOf} from '#src/runbook/walk.ts'
import type {SuspendCause} from '#src/session/events.ts'
import {itemState} from '#src/session/item-state.ts'
import {countStates, isCounted, sessionOutcome} from '#src/session/outcome.ts'
import {joinSafe, safe} from '#src/text/safe.ts'
import {outcomeWord} from '#src/view/run-words.ts'
import {type Desk, type Left, tell} from './desk.ts'
import {exportNow} from './export.ts'

/** Leaves the session: it and its commands stay, but for watches, which end with their watcher. */
export const suspendSession = async (desk: Desk, cause: SuspendCause): Promise<Left> => {
  const {open, texts, print} = desk
  void desk.commands.endWatches()
  await open.store.dispatch({type: 'suspend', cause, item: desk.here})
  const {runbook, session} = open.store.state()
  for (const attempt of session.attempts) {
    if (attempt.phase !== 'running' && attempt.phase !== 'intended') continue
    const item = findItem(runbook, attempt.item)
    if (item?.kind === 'command' && !item.watch) print(texts.lines['running-goes-on']({item: item.title}))
  }
  print(safe(''), texts.lines.suspended({id: safe(open.id), hash: safe(open.headHash())}))
  return {exitCode: exitCodes.suspended}
}

/** Ends the session here, with the reason; everything is kept and exported. */
export const abortSession = async (desk: Desk, reason: string): Promise<Left | null> => {
  const {open, texts, print} = desk
  if (!tell(desk, await open.store.dispatch({type: 'abort', reason}))) return null
  await exportNow(desk, null)
  print(texts.lines.aborted({hash: safe(open.headHash())}))
  return {exitCode: exitCodes.failed}
}

/** The close-out: lists by name what is not simply done, then closes, where nothing is open. */
export const finishSession = async (desk: Desk): Promise<Left | null> => {
  const {open, texts, print} = desk
  closeOut(desk)
  if (!tell(desk, await open.store.dispatch({type: 'close'}))) return null
  await exportNow(desk, null)
  const {runbook, session} = open.store.state()
  const outcome = outcomeWord(texts, sessionOutcome(runbook, session))
  print(texts.lines.closed({outcome, hash: safe(open.headHash())}))
  return {exitCode: exitCodes.ok}
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
}
