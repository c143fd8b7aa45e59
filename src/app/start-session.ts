import {randomBytes} from 'node:crypto'
import {hostFacts} from '#src/durable/host.ts'
import {createJournal} from '#src/durable/journal.ts'
import type {Journal} from '#src/durable/journal-writer.ts'
import type {Lock} from '#src/durable/lock.ts'
import {newSessionId} from '#src/durable/session-id.ts'
import {createSessionDirectory, journalPath} from '#src/durable/sessions.ts'
import {journalFormat, type SessionEvent, type SessionFacts} from '#src/session/events.ts'
import {replay} from '#src/session/reduce.ts'
import {emptySession} from '#src/session/state.ts'
import type {Redacted} from '#src/text/redact.ts'
import {safe} from '#src/text/safe.ts'
import type {Context} from './context.ts'
import {haltEvent, holdSession, type Opening, type OpenSession} from './held-session.ts'
import type {Loaded} from './load.ts'
import {diskCause, problem} from './problem.ts'
import {keepCopies} from './session-copies.ts'
import {lockSession} from './session-lock.ts'
import type {Trust} from './trust.ts'
import {gatherValues} from './values.ts'
import {toolVersion} from './version.ts'

/** Starts a session on a runbook. When it returns, the session's start and its copies of the files are on disk. */
export const startSession = async (
  context: Context,
  loaded: Loaded,
  opening: Opening & {readonly trust: Trust},
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
    options: {trust: opening.trust},
    envFiles: values.envFiles,
    variables: values.variables.facts(),
    language: context.texts.language,
    timeZone,
    repairs: loaded.repairs,
    ...(opening.drill === undefined ? {} : {drill: opening.drill}),
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
    facts,
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
