import type {OpenSession} from '#src/app/held-session.ts'
import type {Item} from '#src/runbook/types.ts'
import {findItem} from '#src/runbook/walk.ts'
import {nextOpen} from '#src/session/cursor.ts'
import type {AttemptNumber} from '#src/session/events.ts'
import {itemState} from '#src/session/item-state.ts'
import {attemptOf, hasLostOutcome, lastAttempt} from '#src/session/state.ts'
import {safe} from '#src/text/safe.ts'
import type {Desk} from './desk.ts'
import {failedLines, unknownLines} from './item-lines.ts'
import {isTakenAtOnce, readWords} from './words.ts'

/**
 * While a command that was started or found running here goes on, no prompt is printed: what only looks is done at once,
 * everything else waits in its place. Leaving is possible at any moment and never ends the command.
 */
export const followRunning = async (
  desk: Desk,
  leave: AbortSignal,
  handle: (line: string) => Promise<unknown>,
): Promise<void> => {
  const {following} = desk
  if (following === null) return
  const over = desk.commands.whenOver(following)
  const either = new AbortController()
  const stop = (): void => either.abort()
  leave.addEventListener('abort', stop, {once: true})
  void over.then(stop)
  for (;;) {
    const line = await desk.reader.nextUnless(either.signal)
    if (line === 'aborted' || line === null) break
    const typed = readWords(line)
    if (typed.kind === 'word' && isTakenAtOnce(typed.word) && typed.word !== 'quit') {
      await handle(line)
      continue
    }
    desk.reader.unread(line)
    if (typed.kind === 'word' && typed.word === 'quit') break
    desk.print(desk.texts.lines['held-line']({verb: safe(line.trim())}))
    await Promise.race([over, desk.left])
    break
  }
  leave.removeEventListener('abort', stop)
  if (isUnderWay(desk, following)) return
  desk.following = null
  moveOnAfter(desk, following)
}

const isUnderWay = (desk: Desk, attempt: AttemptNumber): boolean => {
  const phase = attemptOf(desk.open.store.state().session, attempt)?.phase
  return phase === 'running' || phase === 'intended'
}

/** The item's attempt that goes on just now; a watch is nothing to wait for. */
export const underWay = (open: OpenSession, item: Item | null): AttemptNumber | null => {
  if (item?.kind !== 'command' || item.watch) return null
  const attempt = lastAttempt(open.store.state().session, item.id)
  return attempt?.phase === 'running' || attempt?.phase === 'intended' ? attempt.number : null
}

/** After a command has ended: on to the next item where all went well; where not, the operator stays with it. */
const moveOnAfter = (desk: Desk, attempt: AttemptNumber): void => {
  const {runbook, session} = desk.open.store.state()
  const id = attemptOf(session, attempt)?.item
  const item = id === undefined ? null : findItem(runbook, id)
  if (item?.kind !== 'command') return
  const state = itemState(runbook, session, item)
  desk.here = state === 'done' ? (nextOpen(runbook, session, item.id)?.id ?? item.id) : item.id
  if (state === 'failed') desk.print(...failedLines(desk.open, item, desk.texts))
  if (hasLostOutcome(session, item)) desk.print(...unknownLines(desk.open, item, desk.texts))
}
