import {type Context, openOwnHome} from '#src/app/context.ts'
import {listSessions} from '#src/durable/sessions.ts'
import {type ExitCode, exitCodes} from '#src/errors.ts'
import {safe} from '#src/text/safe.ts'
import {describeEntry} from './entries.ts'

/** `rollcall sessions [--json]`: all sessions of the home, the newest first. */
export const sessions = async (
  context: Context,
  _: readonly (string | undefined)[],
  options: Readonly<Record<string, unknown>>,
): Promise<ExitCode> => {
  const {cli} = context.texts
  const entries = listSessions(openOwnHome(context))
  if (options.json === true) {
    const rows = entries.map(entry => {
      const described = describeEntry(entry)
      const target = described.target === null ? null : safe(described.target)
      return {id: entry.id, state: entry.state, ...described, target}
    })
    context.stdout.write(`${JSON.stringify({schema: 1, sessions: rows}, null, 2)}\n`)
    return exitCodes.ok
  }
  if (entries.length === 0) context.stdout.write(`${cli['no-sessions']()}\n`)
  for (const entry of entries) {
    const {title, operator, target} = describeEntry(entry)
    const facts = {id: safe(entry.id), state: cli[`state-${entry.state}`](), title, operator}
    context.stdout.write(`${cli['session-line']({...facts, target: safe(target ?? '')})}\n`)
  }
  return exitCodes.ok
}
