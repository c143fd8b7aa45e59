import {errorCode} from '#src/durable/disk.ts'
import {openHome} from '#src/durable/home.ts'
import {OperatorError} from '#src/errors.ts'
import {sentence} from '#src/i18n/code.ts'
import {type Safe, safe} from '#src/text/safe.ts'
import type {Context} from './context.ts'
import type {OpenSession} from './held-session.ts'

/** After the journal failed: goes on in a new one below that directory. Null where it worked, else why not, in lines. */
export const continueSession = async (
  context: Context,
  open: OpenSession,
  directory: string,
): Promise<readonly Safe[] | null> => {
  const opened = openHome({flag: directory, env: context.env})
  if (opened.kind === 'refused') return [sentence(context.texts.home, opened.problem)]
  try {
    await open.continueIn(opened.home)
    return null
  } catch (error) {
    if (error instanceof OperatorError) return error.lines
    const cause = safe(errorCode(error) ?? (error instanceof Error ? error.message : String(error)))
    return [sentence(context.texts.opening, {code: 'cannot-continue', path: safe(directory), cause})]
  }
}
