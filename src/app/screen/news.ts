import {findItem} from '#src/runbook/walk.ts'
import {nextOpen} from '#src/session/cursor.ts'
import type {EventOf, SessionEvent} from '#src/session/events.ts'
import {itemState} from '#src/session/item-state.ts'
import {formatDuration} from '#src/text/duration.ts'
import {type Safe, safe} from '#src/text/safe.ts'
import {goTo, type ScreenDesk, tellNews} from './screen-desk.ts'

/** What happens by itself is told as it happens: commands that end, ticks that are lost. */
export const tellEvents = (desk: ScreenDesk, events: readonly SessionEvent[]): void => {
  for (const event of events) {
    switch (event.type) {
      case 'command-ended':
        moveOnBehindOutput(desk, event)
        tellNews(desk, endedNews(desk, event))
        break
      case 'command-not-started':
        tellNews(desk, notStartedNews(desk, event))
        break
      case 'command-unknown':
        tellNews(desk, desk.screen.texts().lines['outcome-unknown']({attempt: event.attempt}))
        break
      default:
    }
  }
}

/**
 * While its output covers the list, the cursor goes on to the next item behind it. Where the list is seen nothing moves
 * under anybody's fingers.
 */
const moveOnBehindOutput = (desk: ScreenDesk, event: EventOf<'command-ended'>): void => {
  const {mode, here} = desk.screen.view()
  if (mode.kind !== 'output' || mode.attempt !== event.attempt) return
  if (here.kind !== 'item' || here.item !== event.item) return
  const {runbook, session} = desk.open.store.state()
  const item = findItem(runbook, event.item)
  if (item === null || itemState(runbook, session, item) !== 'done') return
  const next = nextOpen(runbook, session, item.id)
  goTo(desk, next === null ? {kind: 'close-out'} : {kind: 'item', item: next.id})
}

const endedNews = (desk: ScreenDesk, {item, exit}: EventOf<'command-ended'>): Safe => {
  const {lines, language, desk: words} = desk.screen.texts()
  const lasted = formatDuration(exit.durationMs, language)
  const how =
    exit.cause === 'timeout'
      ? lines['ended-timeout']({lasted})
      : exit.exitCode === null
        ? lines['ended-signal']({signal: safe(exit.signal ?? '?'), lasted})
        : lines['ended-exit']({exitCode: exit.exitCode, lasted})
  return words['item-news']({item: titleOf(desk, item), how})
}

const notStartedNews = (desk: ScreenDesk, {item, why}: EventOf<'command-not-started'>): Safe => {
  const {lines, desk: words} = desk.screen.texts()
  const how =
    why === 'script-changed' || why === 'target-held' || why === 'cannot-start'
      ? lines[`not-started-${why}`]()
      : lines['not-started']({why: safe(why)})
  return words['item-news']({item: titleOf(desk, item), how})
}

const titleOf = (desk: ScreenDesk, id: string): Safe =>
  findItem(desk.open.store.state().runbook, id)?.title ?? safe(id)
