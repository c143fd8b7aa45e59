import {type Context, openHomeOrFail} from '#src/app/context.ts'
import {listSessions} from '#src/durable/sessions.ts'
import {type ExitCode, exitCodes} from '#src/errors.ts'
import {isOpen} from './entries.ts'

/** `rollcall status [--short]`: the newest open session in one line; exit 3 where there is one, as it waits for somebody. */
export const status = async (
  context: Context,
  _: readonly (string | undefined)[],
  options: Readonly<Record<string, unknown>>,
): Promise<ExitCode> => {
  const {cli} = context.texts
  const short = options.short === true
  const entry = listSessions(openHomeOrFail(context)).find(isOpen)
  if (entry === undefined) {
    if (!short) context.stdout.write(`${cli['status-none']()}\n`)
    return exitCodes.ok
  }
  // A shell's prompt asks often, and mostly nothing is open: only then is the session read.
  const {progressLine} = await import('./progress-line.ts')
  context.stdout.write(`${progressLine(context, entry, {short})}\n`)
  return exitCodes.personNeeded
}
