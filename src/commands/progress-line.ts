import type {Context} from '#src/app/context.ts'
import type {SessionEntry} from '#src/durable/sessions.ts'
import {itemsOf} from '#src/runbook/walk.ts'
import {resumeAt} from '#src/session/cursor.ts'
import {isCounted, openItems} from '#src/session/outcome.ts'
import {type Safe, safe} from '#src/text/safe.ts'
import {say} from '#src/text/say.ts'
import {readRecord} from './session-record.ts'

/** How far a session is, in one line; throws an OperatorError where it cannot be read. */
export const progressLine = (
  context: Context,
  entry: SessionEntry,
  {short}: {readonly short: boolean},
): Safe => {
  const {cli} = context.texts
  const {session, loaded} = readRecord(context, entry)
  const total = itemsOf(loaded.runbook).filter(isCounted).length
  const settled = total - openItems(loaded.runbook, session).length
  if (short) return cli['status-short']({settled, total})
  const here = resumeAt(loaded.runbook, session)?.title ?? say``
  return cli['status-line']({id: safe(entry.id), title: loaded.runbook.title, settled, total, here})
}
