import {randomBytes} from 'node:crypto'
import {errorCode} from '#src/durable/disk.ts'
import type {Home} from '#src/durable/home.ts'
import {hostFacts} from '#src/durable/host.ts'
import {createJournal, type OpenedJournal, openJournal} from '#src/durable/journal.ts'
import {headsOf} from '#src/durable/journal-format.ts'
import type {Journal} from '#src/durable/journal-writer.ts'
import type {Lock} from '#src/durable/lock.ts'
import {newSessionId} from '#src/durable/session-id.ts'
import {createSessionDirectory, journalPath} from '#src/durable/sessions.ts'
import {readPin} from '#src/durable/share-pin.ts'
import {isShared} from '#src/durable/shared-modes.ts'
import {exitCodes, OperatorError} from '#src/errors.ts'
import {type CodeOf, sentence} from '#src/i18n/code.ts'
import type {OpeningTexts} from '#src/i18n/en/opening.ts'
import type {Texts} from '#src/i18n/texts.ts'
import {type Change, journalFormat, type SessionEvent, type SessionFacts} from '#src/session/events.ts'
import {replay} from '#src/session/reduce.ts'
import {emptySession, type Session} from '#src/session/state.ts'
import {upgrade} from '#src/session/upgrade.ts'
import type {Redacted} from '#src/text/redact.ts'
import {safe} from '#src/text/safe.ts'
import {changesSince} from './changes.ts'
import type {Context} from './context.ts'
import {haltEvent, holdSession, type Opening, type OpenSession} from './held-session.ts'
import {type Loaded, parseSources} from './load.ts'
import {keepCopies, readCopies} from './session-copies.ts'
import {lockSession} from './session-lock.ts'
import {readSource} from './source-file.ts'
import {gatherValues, knownInputs} from './values.ts'
import {toolVersion} from './version.ts'
import {canEnter} from './working-directory.ts'

/** Starts a session on a runbook. When it returns, the session's start and its copies of the files are on disk. */
export const startSession = async (
  context: Context,
  loaded: Loaded,
  opening: Opening,
): Promise<OpenSession> => {
  const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone
  const id = newSessionId(context.now(), {timeZone, random: randomBytes(4)})
  const cwd = process.cwd()
  const values = gatherValues(context, loaded.runbook, {cwd, known: new Map()})
  const place = hostFacts()
  const facts: SessionFacts = {
    format: journalFormat,
    tool: toolVersion(),
    id,
    runbook: {title: loaded.runbook.title, path: loaded.source.path, sha256: loaded.source.sha256},
    probes: loaded.probes === null ? null : {path: loaded.probes.path, sha256: loaded.probes.sha256},
    operator: opening.operator,
    host: place.hostname,
    bootId: place.bootId,
    target: loaded.runbook.settings.target?.name ?? null,
    cwd,
    options: {},
    envFiles: values.envFiles,
    variables: values.variables.facts(),
    language: context.texts.language,
    timeZone,
    repairs: loaded.repairs,
  }
  const stamp = {at: context.now().toISOString(), by: opening.operator}
  const event = values.secrets.redactEvent({...stamp, type: 'session-started', facts})
  const {dir, lock, journal} = await recordStart(context, opening, {id, loaded, event})
  const session = replay(emptySession, [event])
  return holdSession(context, {
    id,
    dir,
    loaded,
    opening,
    lock,
    journal,
    place,
    session,
    events: [event],
    values,
  })
}

/** Makes the session's directory, its lock, its copies and its journal; throws an OperatorError where the disk does not take them. */
const recordStart = async (
  context: Context,
  opening: Opening,
  start: {readonly id: string; readonly loaded: Loaded; readonly event: Redacted<SessionEvent>},
): Promise<{dir: string; lock: Lock; journal: Journal}> => {
  const {id, loaded, event} = start
  try {
    const dir = createSessionDirectory(opening.home, id)
    const lock = await lockSession(dir, {...opening, id, takeOver: false}, context.texts)
    keepCopies(dir, loaded)
    const journal = createJournal(journalPath(dir), [event], {halt: haltEvent(context, opening.operator)})
    return {dir, lock, journal}
  } catch (error) {
    const cause = diskCause(error)
    if (cause === null) throw error
    throw problem(context.texts, {code: 'cannot-record', cause: safe(cause)})
  }
}

/** What the operating system said, such as ENOSPC or EROFS; null for an error of any other kind. */
const diskCause = (error: unknown): string | null => {
  const code = errorCode(error)
  return code !== null && /^E[A-Z0-9]+$/.test(code) ? code : null
}

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

const problem = (
  texts: Texts,
  coded: CodeOf<OpeningTexts>,
  exitCode = exitCodes.usage as OperatorError['exitCode'],
) => new OperatorError([sentence(texts.opening, coded)], exitCode)

/** An opened journal with what it holds; throws an OperatorError where it cannot be written to. */
export const usable = (
  opened: OpenedJournal,
  id: string,
  texts: Texts,
): {journal: Journal; records: readonly unknown[]; repairedBytes: number} => {
  switch (opened.kind) {
    case 'open':
      return {journal: opened.journal, records: opened.events, repairedBytes: opened.repairedBytes}
    case 'unstarted':
      throw problem(texts, {code: 'session-unstarted', id: safe(id)})
    case 'corrupt': {
      const {end} = opened.content
      const line = end.kind === 'corrupt' ? end.line : 0
      throw problem(texts, {code: 'session-damaged', id: safe(id), line}, exitCodes.failed)
    }
  }
}

/** A journal's records as today's events; throws an OperatorError where this version cannot read them. */
export const eventsOf = (records: readonly unknown[], id: string, texts: Texts): readonly SessionEvent[] => {
  const upgraded = upgrade(records)
  switch (upgraded.kind) {
    case 'events':
      return upgraded.events
    case 'newer':
      throw problem(texts, {code: 'session-newer', id: safe(id), format: upgraded.format})
    case 'not-a-session':
      throw problem(texts, {code: 'session-foreign', id: safe(id)})
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
