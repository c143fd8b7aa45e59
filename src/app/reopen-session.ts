import type {Home} from '#src/durable/home.ts'
import {hostFacts} from '#src/durable/host.ts'
import {openJournal} from '#src/durable/journal.ts'
import {headsOf} from '#src/durable/journal-format.ts'
import {journalPath} from '#src/durable/sessions.ts'
import {readPin} from '#src/durable/share-pin.ts'
import {isShared} from '#src/durable/shared-modes.ts'
import {exitCodes} from '#src/errors.ts'
import type {Texts} from '#src/i18n/texts.ts'
import type {Change, SessionFacts} from '#src/session/events.ts'
import {replay} from '#src/session/reduce.ts'
import {emptySession, type Session} from '#src/session/state.ts'
import {safe} from '#src/text/safe.ts'
import {changesSince} from './changes.ts'
import type {Context} from './context.ts'
import {haltEvent, holdSession, type Opening, type OpenSession} from './held-session.ts'
import {parseSources} from './load.ts'
import {diskCause, problem} from './problem.ts'
import {readCopies} from './session-copies.ts'
import {lockSession} from './session-lock.ts'
import {readSource} from './source-file.ts'
import {eventsOf, usable} from './usable-journal.ts'
import {gatherValues, knownInputs} from './values.ts'
import {toolVersion} from './version.ts'
import {canEnter} from './working-directory.ts'

export interface Reopened {
  readonly open: OpenSession
  /** What is not as it was; the `resume` intent, which the caller dispatches first, journals it. */
  readonly changes: readonly Change[]
  readonly repairedBytes: number
}

/**
 * Opens a session again, where it was: takes its lock, repairs a torn journal, replays it, enters its directory. Throws
 * an OperatorError where the session cannot go on; its files are then as they were.
 */
export const reopenSession = async (
  context: Context,
  entry: {readonly id: string; readonly dir: string; readonly takeOver: boolean},
  opening: Opening,
): Promise<Reopened> => {
  try {
    return await reopen(context, entry, opening)
  } catch (error) {
    const cause = diskCause(error)
    if (cause === null) throw error
    throw problem(context.texts, {code: 'session-unwritable', id: safe(entry.id), cause: safe(cause)})
  }
}

const reopen = async (
  context: Context,
  entry: {readonly id: string; readonly dir: string; readonly takeOver: boolean},
  opening: Opening,
): Promise<Reopened> => {
  const {id, dir} = entry
  const lock = await lockSession(dir, {...opening, id, takeOver: entry.takeOver}, context.texts)
  try {
    const opened = openJournal(journalPath(dir), {halt: haltEvent(context, opening.operator)})
    const {journal, records, repairedBytes} = usable(opened, id, context.texts)
    checkPin(opening.home, {id, dir}, records, context.texts)
    const events = eventsOf(records, id, context.texts)
    const session = replay(emptySession, events)
    const facts = openFacts(session, id, context.texts)
    const loaded = parseSources(readCopies(dir, facts, context.texts), context.texts)
    const cwdExists = canEnter(facts.cwd)
    // Every relative path in the runbook means the directory that the session was started in.
    if (cwdExists) process.chdir(facts.cwd)
    const values = gatherValues(context, loaded.runbook, {cwd: facts.cwd, known: knownInputs(session)})
    const place = hostFacts()
    const changes = changesSince(facts, {
      tool: toolVersion(),
      operator: opening.operator,
      host: place.hostname,
      bootId: place.bootId,
      cwdExists,
      // As they would stand in the journal: with every secret masked.
      variables: values.secrets.redactFacts(values.variables.facts()),
      runbookSha256: digestOf(facts.runbook.path),
      probesSha256: facts.probes === null ? null : digestOf(facts.probes.path),
    })
    const open = holdSession(context, {
      id,
      dir,
      loaded,
      opening,
      lock,
      journal,
      place,
      facts,
      session,
      events,
      values,
    })
    return {open, changes, repairedBytes}
  } catch (error) {
    await lock.release()
    throw error
  }
}

/** What the owner has recorded before a session was shared, nobody of the group may have written anew. */
const checkPin = (
  home: Home,
  {id, dir}: {readonly id: string; readonly dir: string},
  records: readonly unknown[],
  texts: Texts,
): void => {
  if (home.owner !== null || !isShared(dir)) return
  const pin = readPin(home, id)
  if (pin === null || headsOf(records).includes(pin)) return
  throw problem(texts, {code: 'history-rewritten', id: safe(id)}, exitCodes.failed)
}

const openFacts = (session: Session, id: string, texts: Texts): SessionFacts => {
  if (session.facts === null) throw problem(texts, {code: 'session-foreign', id: safe(id)})
  if (session.phase !== 'open') throw problem(texts, {code: 'session-ended', id: safe(id)})
  return session.facts
}

const digestOf = (path: string): string | null => {
  const read = readSource(path)
  return 'code' in read ? null : read.sha256
}
