import {errorCode} from '#src/durable/disk.ts'
import {type ExitCode, exitCodes, OperatorError} from '#src/errors.ts'
import {type CodeOf, sentence} from '#src/i18n/code.ts'
import type {OpeningTexts} from '#src/i18n/en/opening.ts'
import type {Texts} from '#src/i18n/texts.ts'

/** Why a file or a session cannot be opened, as the error that tells it. */
export const problem = (
  texts: Texts,
  coded: CodeOf<OpeningTexts>,
  exitCode: ExitCode = exitCodes.usage,
): OperatorError => new OperatorError([sentence(texts.opening, coded)], exitCode)

/** What the operating system said, such as ENOSPC or EROFS; null for an error of any other kind. */
export const diskCause = (error: unknown): string | null => {
  const code = errorCode(error)
  return code !== null && /^E[A-Z0-9]+$/.test(code) ? code : null
}
