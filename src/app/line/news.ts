import {findItem} from '#src/runbook/walk.ts'
import type {SessionEvent} from '#src/session/events.ts'
import {messageOf} from '#src/session/state.ts'
import {messageOutcome} from '#src/view/message-words.ts'
import {exitWords, notStartedWords} from '#src/view/run-words.ts'
import type {Desk} from './desk.ts'
import {itemLine} from './item-lines.ts'

/** What happens by itself is told as it happens: readings that change, commands that end. */
export const tellNews = (desk: Desk, events: readonly SessionEvent[]): void => {
  for (const event of events) {
    if (!('item' in event) || event.item === null || !toldByThemselves.has(event.type)) continue
    // That nothing is known yet is no news.
    if (event.type === 'sensed' && event.reading.reason === 'not-configured') continue
    const item = findItem(desk.open.store.state().runbook, event.item)
    if (item === null) continue
    desk.print(itemLine(desk.open, item, desk.texts))
    if (event.type === 'command-ended') desk.print(exitWords(desk.texts, event.exit))
    if ('message' in event) {
      const message = messageOf(desk.open.store.state().session, event.message)
      if (message !== null) desk.print(messageOutcome(desk.texts, message))
      if (event.type === 'message-unknown') desk.print(desk.texts.telling['unknown-answers']())
    }
    if (event.type === 'command-not-started') desk.print(notStartedWords(desk.texts, event))
  }
}

const toldByThemselves: ReadonlySet<SessionEvent['type']> = new Set([
  'sensed',
  'command-ended',
  'command-not-started',
  'command-unknown',
  'message-sent',
  'message-failed',
  'message-unknown',
])
