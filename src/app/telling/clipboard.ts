import {join} from 'node:path'
import type {OpenSession} from '#src/app/held-session.ts'
import {errorCode} from '#src/durable/disk.ts'
import {replaceFile} from '#src/durable/replace.ts'
import {ensureDirectory} from '#src/durable/shared-modes.ts'
import type {Texts} from '#src/i18n/texts.ts'
import {type Safe, safe, safeBlock} from '#src/text/safe.ts'

/** More than this many bytes of base64 terminals do not take. */
const mostBytes = 100_000

/** OSC 52: what a terminal puts on its clipboard, also over SSH; null for what is too long for one. */
export const clipboardSequence = (text: string): string | null => {
  const encoded = Buffer.from(text, 'utf8').toString('base64')
  return encoded.length > mostBytes ? null : `\u001B]52;c;${encoded}\u0007`
}

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
