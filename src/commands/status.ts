import {type Context, openHomeOrFail} from '#src/app/context.ts'
import {listSessions} from '#src/durable/sessions.ts'
import {type ExitCode, exitCodes} from '#src/errors.ts'
import {itemsOf} from '#src/runbook/walk.ts'
import {resumeAt} from '#src/session/cursor.ts'
import {openItems} from '#src/session/outcome.ts'
import {safe} from '#src/text/safe.ts'
import {say} from '#src/text/say.ts'
import {isOpen} from './entries.ts'
import {readRecord} from './session-record.ts'

/** `rollcall status [--short]`: the newest open session in one line; exit 3 where there is one, as it waits for somebody. */
export const status = async (
  context: Context,
  _: readonly (string | undefined)[],
  options: Readonly<Record<string, unknown>>,
): Promise<ExitCode> => {
  const {cli} = context.texts
  const entry = listSessions(openHomeOrFail(context)).find(isOpen)
  if (entry === undefined) {
    if (options.short !== true) context.stdout.write(`${cli['status-none']()}\n`)
    return exitCodes.ok
  }
  const {session, loaded} = readRecord(context, entry)
  const counted = itemsOf(loaded.runbook).filter(
    item => item.kind !== 'criterion' && !(item.kind === 'manual' && item.children.length > 0),
  )
  const total = counted.length
  const settled = total - openItems(loaded.runbook, session).length
  const here = resumeAt(loaded.runbook, session)?.title ?? say``
  const line =
    options.short === true
      ? cli['status-short']({settled, total})
      : cli['status-line']({id: safe(entry.id), title: loaded.runbook.title, settled, total, here})
  context.stdout.write(`${line}\n`)
  return exitCodes.personNeeded
}
