import {join, resolve} from 'node:path'
import {errorCode} from '#src/durable/disk.ts'
import {replaceFile} from '#src/durable/replace.ts'
import {ensureDirectory} from '#src/durable/shared-modes.ts'
import type {OpenSession} from './held-session.ts'

/** The checklist as it stands, as Markdown. Its events were masked before they became events: `verify` makes the same bytes. */
const markdownOf = async (open: OpenSession): Promise<string> => {
  const {exportMarkdown} = await import('#src/report/markdown.ts')
  const {runbook} = open.store.state()
  return exportMarkdown({runbook, events: open.store.events(), headHash: open.headHash()})
}

export interface Exported {
  readonly path: string
  /** Why it could not be written; null where it was. */
  readonly cause: string | null
}

/** Writes the checklist to a file, or into the session's own exports where none is named. Never throws. */
export const exportSession = async (open: OpenSession, file: string | null): Promise<Exported> => {
  // A relative path means the session's directory, also when that is gone.
  const cwd = open.store.state().session.facts?.cwd ?? '/'
  const path = file === null ? join(open.dir, 'exports', `${open.id}.md`) : resolve(cwd, file)
  try {
    if (file === null) ensureDirectory(join(open.dir, 'exports'))
    replaceFile(path, await markdownOf(open), file === null ? {} : {mode: 0o600})
    return {path, cause: null}
  } catch (error) {
    return {path, cause: errorCode(error) ?? (error instanceof Error ? error.message : String(error))}
  }
}
