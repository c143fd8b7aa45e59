import type {Context} from '#src/app/context.ts'
import {type Loaded, parseSources} from '#src/app/load.ts'
import {readCopies} from '#src/app/session-copies.ts'
import {eventsOf} from '#src/app/usable-journal.ts'
import {errorCode} from '#src/durable/disk.ts'
import {type JournalContent, readJournal} from '#src/durable/journal.ts'
import {NotAPlainFile} from '#src/durable/plain-file.ts'
import {journalPath, type SessionEntry} from '#src/durable/sessions.ts'
import {exitCodes, OperatorError} from '#src/errors.ts'
import {sentence} from '#src/i18n/code.ts'
import type {Texts} from '#src/i18n/texts.ts'
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

/** A session's journal as it is on disk; throws an OperatorError where nothing is in it, or it cannot be read. */
export const readJournalOf = ({texts}: Context, entry: SessionEntry): JournalContent => {
  const content = contentOf(journalPath(entry.directory), texts)
  if (content !== null && (content.events.length > 0 || content.end.kind === 'corrupt')) return content
  const id = safe(entry.id)
  throw new OperatorError([sentence(texts.opening, {code: 'session-unstarted', id})], exitCodes.failed)
}

const contentOf = (path: string, texts: Texts): JournalContent | null => {
  try {
    return readJournal(path)
  } catch (error) {
    const cause = error instanceof NotAPlainFile ? 'not a plain file' : errorCode(error)
    if (cause === null) throw error
    if (cause === 'ENOENT') return null
    const facts = {path: safe(path), cause: safe(cause)}
    throw new OperatorError([sentence(texts.opening, {code: 'cannot-read', ...facts})], exitCodes.failed)
  }
}

/** Reads a session, also one that is held by somebody or damaged (then its good part). Throws an OperatorError for none. */
export const readRecord = (context: Context, entry: SessionEntry): SessionRecord => {
  const {texts} = context
  const content = readJournalOf(context, entry)
  const id = safe(entry.id)
  if (content.events.length === 0) {
    throw new OperatorError(
      [sentence(texts.opening, {code: 'session-damaged', id, line: 1})],
      exitCodes.failed,
    )
  }
  const events = eventsOf(content.events, entry.id, texts)
  const session = replay(emptySession, events)
  if (session.facts === null)
    throw new OperatorError([sentence(texts.opening, {code: 'session-foreign', id})])
  const loaded = parseSources(readCopies(entry.directory, session.facts, texts), texts)
  return {content, events, session, loaded}
}
