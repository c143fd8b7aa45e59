import {join} from 'node:path'
import {clipboardSequence} from '#src/app/copy-command.ts'
import type {OpenSession} from '#src/app/held-session.ts'
import {errorCode} from '#src/durable/disk.ts'
import {replaceFile} from '#src/durable/replace.ts'
import {ensureDirectory} from '#src/durable/shared-modes.ts'
import type {Texts} from '#src/i18n/texts.ts'
import {type Safe, safe, safeBlock} from '#src/text/safe.ts'

/**
 * Copies a text: to the terminal's clipboard where there is a terminal, and always into a file of the session, since no
 * terminal says whether it took it. Answers with what is to be told.
 */
export const copyText = (
  open: OpenSession,
  {name, text}: {readonly name: string; readonly text: string},
  terminal: ((sequence: string) => void) | null,
  {telling}: Texts,
): {readonly ok: boolean; readonly line: Safe} => {
  const path = join(open.dir, 'exports', `${name}.txt`)
  const shown = safeBlock(open.redact(text))
  const sequence = clipboardSequence(shown)
  const toTerminal = terminal !== null && sequence !== null
  if (toTerminal) terminal(sequence)
  try {
    ensureDirectory(join(open.dir, 'exports'))
    replaceFile(path, shown)
  } catch (error) {
    const cause = safe(errorCode(error) ?? String(error))
    return {ok: false, line: telling['copy-failed']({path: safe(path), cause})}
  }
  return {ok: true, line: telling[toTerminal ? 'copied' : 'copied-file']({path: safe(path)})}
}
