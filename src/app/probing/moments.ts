import type {Store} from '#src/app/store.ts'
import {lastAttempt, type Session} from '#src/session/state.ts'
import type {Moment} from './vantage.ts'

/** When it was, as the session's journal tells it; null: not yet. */
export const momentOf = (what: Moment, store: Store): Date | null => {
  const {session} = store.state()
  switch (what.kind) {
    case 'baseline':
      return dateOf(
        [...session.baseline.values()]
          .map(({at}) => at)
          .toSorted()
          .at(-1),
      )
    case 'session-start':
      return dateOf(store.events().find(event => event.type === 'session-started')?.at)
    case 'item-start':
      return dateOf(lastAttempt(session, what.item)?.at)
    case 'item-end':
      return dateOf(endOf(session, what.item))
  }
}

const endOf = (session: Session, item: string): string | undefined => {
  const attempt = lastAttempt(session, item)
  return attempt?.exit?.endedAt ?? attempt?.asserted?.at
}

const dateOf = (at: string | undefined): Date | null => (at === undefined ? null : new Date(at))
