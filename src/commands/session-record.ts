import type {Context} from '#src/app/context.ts'
import {type Loaded, parseSources} from '#src/app/load.ts'
import {eventsOf} from '#src/app/open-session.ts'
import {readCopies} from '#src/app/session-copies.ts'
import {type JournalContent, readJournal} from '#src/durable/journal.ts'
import {journalPath, type SessionEntry} from '#src/durable/sessions.ts'
import {OperatorError} from '#src/errors.ts'
import {sentence} from '#src/i18n/code.ts'
import type {SessionEvent} from '#src/session/events.ts'
import {replay} from '#src/session/reduce.ts'
import {emptySession, type Session} from '#src/session/state.ts'
import {safe} from '#src/text/safe.ts'

/** A session as a reader sees it: without its lock, and without touching anything. */
export interface SessionRecord {
  readonly content: JournalContent
  readonly events: readonly SessionEvent[]
  readonly session: Session
  readonly loaded: Loaded
}

/** Reads a session, also one that is held by somebody or damaged (then its good part). Throws an OperatorError for none. */
export const readRecord = (context: Context, entry: SessionEntry): SessionRecord => {
  const {texts} = context
  const content = readJournal(journalPath(entry.directory))
  const id = safe(entry.id)
  if (content.events.length === 0) {
    throw new OperatorError([sentence(texts.opening, {code: 'session-unstarted', id})])
  }
  const events = eventsOf(content.events, entry.id, texts)
  const session = replay(emptySession, events)
  if (session.facts === null)
    throw new OperatorError([sentence(texts.opening, {code: 'session-foreign', id})])
  const loaded = parseSources(readCopies(entry.directory, session.facts, texts), texts)
  return {content, events, session, loaded}
}
