import {join} from 'node:path'
import {errorCode} from '#src/durable/disk.ts'
import {replaceFile} from '#src/durable/replace.ts'
import type {Texts} from '#src/i18n/texts.ts'
import {shellWord} from '#src/runbook/shell/resolved-text.ts'
import type {CommandItem} from '#src/runbook/types.ts'
import {joinSafe, type Safe, safe} from '#src/text/safe.ts'
import type {OpenSession} from './held-session.ts'

export interface Copied {
  /** A piece of shell text that does what the command would do here, but for its secrets. */
  readonly text: string
  /** What is to be told of it. */
  readonly line: Safe
}

/**
 * The command for somewhere else: in a subshell, so that it leaves nothing behind in the shell it is pasted into, with its
 * values; a secret is never copied, and without it nothing runs. Also kept in a file, for terminals without a clipboard.
 */
export const copyCommand = (open: OpenSession, item: CommandItem, {runs}: Texts): Copied => {
  const shown = open.variables.shown(item)
  const secrets = shown.filter(({secret}) => secret).map(({env}) => env)
  const cwd = open.store.state().session.facts?.cwd ?? '/'
  const text = [
    '(',
    `cd ${shellWord(cwd)} || exit`,
    ...shown.map(({env, value, secret}) =>
      secret
        ? `: "\${${env}?${runs['copy-comment']({name: safe(env)}).replace(/["$`\\}]/g, '')}}"; export ${env}`
        : `export ${env}=${shellWord(value ?? '')}`,
    ),
    item.shell.interpreter === 'bash' ? 'set -e -o pipefail' : 'set -e',
    open.redact(item.shell.text),
    ')',
    '',
  ].join('\n')
  const path = join(open.dir, 'copied.sh')
  try {
    replaceFile(path, text)
  } catch (error) {
    return {text, line: runs['copy-failed']({cause: safe(errorCode(error) ?? String(error))})}
  }
  const names = joinSafe(
    secrets.map(name => safe(name)),
    ', ',
  )
  const where = {path: safe(path)}
  return {text, line: secrets.length === 0 ? runs.copied(where) : runs['copied-secret']({...where, names})}
}

// What terminals take in one piece; more is refused by some of them without a word.
const mostCopied = 74_994

/** The sequence that puts a text on the clipboard of the terminal that the operator sits at, also over SSH; null: too long. */
export const clipboardSequence = (text: string): string | null => {
  const encoded = Buffer.from(text).toString('base64')
  return encoded.length > mostCopied ? null : `\u001B]52;c;${encoded}\u0007`
}
