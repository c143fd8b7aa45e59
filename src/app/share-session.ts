import {statSync} from 'node:fs'
import {errorCode} from '#src/durable/disk.ts'
import {findGroup, type Group, ourGroups} from '#src/durable/groups.ts'
import type {Home} from '#src/durable/home.ts'
import {openJournal} from '#src/durable/journal.ts'
import {JournalPoisoned} from '#src/durable/journal-writer.ts'
import {journalPath, type SessionEntry} from '#src/durable/sessions.ts'
import {openShare, prepareShare, sharedElsewhere} from '#src/durable/share.ts'
import {writePin} from '#src/durable/share-pin.ts'
import {isShared} from '#src/durable/shared-modes.ts'
import type {CodeOf} from '#src/i18n/code.ts'
import type {ShareTexts} from '#src/i18n/en/share.ts'
import type {SessionEvent} from '#src/session/events.ts'
import {replay} from '#src/session/reduce.ts'
import {emptySession} from '#src/session/state.ts'
import {createRedactor} from '#src/text/redact.ts'
import {safe} from '#src/text/safe.ts'
import type {Context} from './context.ts'
import {haltEvent} from './held-session.ts'
import {lockSession} from './session-lock.ts'
import {eventsOf, usable} from './usable-journal.ts'

export type Shared =
  | {readonly kind: 'shared'; readonly group: Group}
  | {readonly kind: 'already'; readonly group: Group}
  | {readonly kind: 'refused'; readonly problem: CodeOf<ShareTexts>}

const refused = (problem: CodeOf<ShareTexts>): Shared => ({kind: 'refused', problem})

/**
 * Opens a session to a group, journaled. The session's lock is held meanwhile, and its directory is opened last, so that
 * whatever interrupts it leaves the session closed. Throws an OperatorError where somebody holds the session (75) or its
 * journal cannot be written.
 */
export const shareSession = async (
  context: Context,
  entry: SessionEntry,
  wish: {readonly home: Home; readonly group: string; readonly operator: string},
): Promise<Shared> => {
  const {home, operator} = wish
  const {id, directory} = entry
  const shown = safe(id)
  if (process.platform !== 'linux') return refused({code: 'only-linux'})
  const group = await findGroup(wish.group)
  if (group === null) return refused({code: 'unknown-group', group: safe(wish.group)})
  const us = process.getuid?.()
  if (us !== 0 && !ourGroups().includes(group.gid)) {
    return refused({code: 'not-in-group', group: safe(group.name)})
  }
  const {uid, gid} = statSync(directory)
  if (uid !== us) return refused({code: 'not-yours', id: shown})
  const other = sharedElsewhere(home, group.gid)
  if (other !== null) return refused({code: 'one-group', id: safe(other.id), gid: other.gid})
  if (isShared(directory) && gid === group.gid) return {kind: 'already', group}
  if (entry.state !== 'open') return refused({code: 'not-open', id: shown})

  const lock = await lockSession(
    directory,
    {id, operator, takeOver: false, onSuspendRequest: () => undefined},
    context.texts,
  )
  try {
    const opened = openJournal(journalPath(directory), {halt: haltEvent(context, operator)})
    const {journal, records, repairedBytes} = usable(opened, id, context.texts)
    try {
      const session = replay(emptySession, eventsOf(records, id, context.texts))
      // A record that others can write must not lead us to directories elsewhere.
      if (session.before.length > 0) return refused({code: 'continued', id: shown})
      prepareShare(home, directory, group.gid)
      const stamp = {at: context.now().toISOString(), by: operator}
      const events: readonly SessionEvent[] = [
        ...(repairedBytes > 0 ? [{...stamp, type: 'journal-repaired', bytes: repairedBytes} as const] : []),
        {...stamp, type: 'session-shared', group: group.name, gid: group.gid},
      ]
      const {deep} = createRedactor([])
      journal.append(events.map(event => deep<SessionEvent>(event)))
      writePin(home, id, journal.headHash)
    } finally {
      journal.close()
    }
    openShare(home, directory, group.gid)
    return {kind: 'shared', group}
  } catch (error) {
    const code = error instanceof JournalPoisoned ? (error.code ?? error.message) : errorCode(error)
    if (code === null) throw error
    return refused({code: 'failed', id: shown, cause: safe(code)})
  } finally {
    await lock.release()
  }
}
