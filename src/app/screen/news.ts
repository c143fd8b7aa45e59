import type {ItemId} from '#src/runbook/types.ts'
import {findItem} from '#src/runbook/walk.ts'
import {nextOpen} from '#src/session/cursor.ts'
import type {EventOf, SessionEvent} from '#src/session/events.ts'
import {itemState} from '#src/session/item-state.ts'
import {type Attempt, lastAttempt, messageOf, recordOf} from '#src/session/state.ts'
import {formatDuration} from '#src/text/duration.ts'
import {type Safe, safe} from '#src/text/safe.ts'
import {say} from '#src/text/say.ts'
import {messageOutcome} from '#src/view/message-words.ts'
import {exitWords, notStartedWords} from '#src/view/run-words.ts'
import {goTo, type ScreenDesk, tellNews} from './screen-desk.ts'

/** What happens by itself is told as it happens: commands that end, ticks that are lost. */
export const tellEvents = (desk: ScreenDesk, events: readonly SessionEvent[]): void => {
  for (const event of events) {
    switch (event.type) {
      case 'command-ended':
        moveOnBehindOutput(desk, event.item)
        tellNews(desk, itemNews(desk, event.item, exitWords(desk.screen.texts(), event.exit)))
        break
      case 'command-not-started':
        tellNews(desk, itemNews(desk, event.item, notStartedWords(desk.screen.texts(), event)))
        break
      case 'command-unknown':
        tellNews(desk, desk.screen.texts().lines['outcome-unknown']({attempt: event.attempt}))
        break
      case 'message-sent':
      case 'message-failed':
      case 'message-unknown': {
        const message = messageOf(desk.open.store.state().session, event.message)
        if (message !== null)
          tellNews(desk, safe(desk.open.redact(messageOutcome(desk.screen.texts(), message))))
        break
      }
      case 'sensed':
        // A command is done when what it did was looked at.
        moveOnBehindOutput(desk, event.item)
        tellSensed(desk, event)
        break
      default:
    }
  }
}

/**
 * While its output covers the list, the cursor goes on to the next item behind it. Where the list is seen nothing moves
 * under anybody's fingers.
 */
const moveOnBehindOutput = (desk: ScreenDesk, id: ItemId): void => {
  const {mode, here} = desk.screen.view()
  const {runbook, session} = desk.open.store.state()
  if (mode.kind !== 'output' || mode.attempt !== lastAttempt(session, id)?.number) return
  if (here.kind !== 'item' || here.item !== id) return
  const item = findItem(runbook, id)
  if (item === null || itemState(runbook, session, item) !== 'done') return
  const next = nextOpen(runbook, session, item.id)
  goTo(desk, next === null ? {kind: 'close-out'} : {kind: 'item', item: next.id})
}

/** What a probe says of a command that ended, and a tick that is lost; that something is well is seen where it stands. */
const tellSensed = (desk: ScreenDesk, {item: id, reading}: EventOf<'sensed'>): void => {
  const {runbook, session} = desk.open.store.state()
  const item = findItem(runbook, id)
  // One cause, one alarm: what is blocked by something dead is not told beside it.
  const isSilent = reading.reason === 'not-configured' || reading.reason === 'blocked'
  if (item === null || isSilent) return
  const isLost = item.kind === 'sensed' && recordOf(session, id).passedAt !== null
  const isVerified = item.kind === 'command' && !item.watch
  if (!isVerified && !(isLost && reading.outcome !== 'pass')) return
  const {lines} = desk.screen.texts()
  const outcome = lines[`reading-${reading.outcome}`]()
  tellNews(desk, itemNews(desk, id, say`${outcome}: ${safe(reading.summary)}`))
}

const itemNews = (desk: ScreenDesk, id: string, how: Safe): Safe => {
  const item = findItem(desk.open.store.state().runbook, id)?.title ?? safe(id)
  return desk.screen.texts().desk['item-news']({item, how})
}

/** A command has written nothing for long. */
export const tellSilence = (desk: ScreenDesk, {item}: Pick<Attempt, 'item'>, forMs: number): void => {
  const {runs, language} = desk.screen.texts()
  const title = findItem(desk.open.store.state().runbook, item)?.title ?? safe(item)
  tellNews(desk, runs['silent-news']({item: title, time: formatDuration(forMs, language)}))
}

/** A command runs on although it was asked to end. */
export const tellStubborn = (desk: ScreenDesk): void =>
  tellNews(desk, desk.screen.texts().runs['stop-stubborn']())
