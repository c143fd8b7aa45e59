import {type Context, openAnyHome} from '#src/app/context.ts'
import {listSessions} from '#src/durable/sessions.ts'
import {type ExitCode, exitCodes} from '#src/errors.ts'
import {isOpen, pickEntry} from './entries.ts'

/** `rollcall status [ID] [--short]`: the newest open session, or that one, in one line; exit 3 where it is open, as it waits for somebody. */
export const status = async (
  context: Context,
  [id]: readonly (string | undefined)[],
  options: Readonly<Record<string, unknown>>,
): Promise<ExitCode> => {
  const {cli} = context.texts
  const short = options.short === true
  const home = openAnyHome(context)
  const named = id !== undefined || home.owner !== null
  const entry = named ? pickEntry(context, home, {id, fits: isOpen}) : listSessions(home).find(isOpen)
  if (entry === undefined) {
    if (!short) context.stdout.write(`${cli['status-none']()}\n`)
    return exitCodes.ok
  }
  // A shell's prompt asks often, and mostly nothing is open: only then is the session read.
  const {progressLine} = await import('./progress-line.ts')
  context.stdout.write(`${progressLine(context, entry, {short})}\n`)
  return isOpen(entry) ? exitCodes.personNeeded : exitCodes.ok
}
