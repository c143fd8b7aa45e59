import {exportSession} from '#src/app/export-session.ts'
import {exitCodes} from '#src/errors.ts'
import {findItem} from '#src/runbook/walk.ts'
import type {SuspendCause} from '#src/session/events.ts'
import {sessionOutcome} from '#src/session/outcome.ts'
import {type Safe, safe} from '#src/text/safe.ts'
import {outcomeWord} from '#src/view/run-words.ts'
import type {ViewState} from '#src/view/view-state.ts'
import {accepted, type Left, type ScreenDesk} from './screen-desk.ts'

/** Leaves the session: it and its commands stay, but for watches, which end with their watcher. */
export const suspendSession = async (desk: ScreenDesk, cause: SuspendCause): Promise<Left> => {
  const {open, commands, screen} = desk
  void commands.endWatches()
  const {here} = screen.view()
  await open.store.dispatch({type: 'suspend', cause, item: here.kind === 'item' ? here.item : null})
  const {lines} = screen.texts()
  const {runbook, session} = open.store.state()
  const goesOn: Safe[] = []
  for (const attempt of session.attempts) {
    if (attempt.phase !== 'running' && attempt.phase !== 'intended') continue
    const item = findItem(runbook, attempt.item)
    if (item?.kind === 'command' && !item.watch) goesOn.push(lines['running-goes-on']({item: item.title}))
  }
  const how = lines.suspended({id: safe(open.id), hash: safe(open.headHash())})
  return {exitCode: exitCodes.suspended, lines: [...goesOn, how]}
}

/** Ends the session here, with the reason; everything is kept and exported. Null where that was refused. */
export const abortSession = async (
  desk: ScreenDesk,
  reason: string,
  before: ViewState,
): Promise<Left | null> => {
  const {open, screen} = desk
  if (!accepted(desk, await open.store.dispatch({type: 'abort', reason}), before)) return null
  const {lines} = screen.texts()
  return {
    exitCode: exitCodes.failed,
    lines: [await exportLine(desk), lines.aborted({hash: safe(open.headHash())})],
  }
}

/** Closes the session, where nothing is open. Null where that was refused. */
export const closeSession = async (desk: ScreenDesk, before: ViewState): Promise<Left | null> => {
  const {open, screen} = desk
  if (!accepted(desk, await open.store.dispatch({type: 'close'}), before)) return null
  const {lines} = screen.texts()
  const {runbook, session} = open.store.state()
  const outcome = outcomeWord({lines}, sessionOutcome(runbook, session))
  return {
    exitCode: exitCodes.ok,
    lines: [await exportLine(desk), lines.closed({outcome, hash: safe(open.headHash())})],
  }
}

/** Writes the checklist into the session's own exports and says where it stands, or why it does not. */
export const exportLine = async ({open, screen}: ScreenDesk): Promise<Safe> => {
  const {lines} = screen.texts()
  const exported = await exportSession(open, null)
  const path = safe(exported.path)
  return exported.cause === null
    ? lines.exported({path})
    : lines['export-failed']({path, cause: safe(exported.cause)})
}
