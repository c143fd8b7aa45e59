import {join, resolve} from 'node:path'
import type {OpenSession} from '#src/app/held-session.ts'
import {errorCode} from '#src/durable/disk.ts'
import {replaceFile} from '#src/durable/replace.ts'
import {ensureDirectory} from '#src/durable/shared-modes.ts'
import {safe} from '#src/text/safe.ts'
import type {Desk} from './desk.ts'

/** The checklist as it stands, as Markdown. Its events were masked before they became events: `verify` makes the same bytes. */
export const markdownOf = async (open: OpenSession): Promise<string> => {
  const {exportMarkdown} = await import('#src/report/markdown.ts')
  const {runbook} = open.store.state()
  return exportMarkdown({runbook, events: open.store.events(), headHash: open.headHash()})
}

/** Writes the checklist to a file, or into the session's own exports where none is named, and says where. */
export const exportNow = async (desk: Desk, file: string | null): Promise<void> => {
  const {open, texts, print} = desk
  // A relative path means the session's directory, also when that is gone.
  const cwd = open.store.state().session.facts?.cwd ?? '/'
  const path = file === null ? join(open.dir, 'exports', `${open.id}.md`) : resolve(cwd, file)
  try {
    if (file === null) ensureDirectory(join(open.dir, 'exports'))
    replaceFile(path, await markdownOf(open), file === null ? {} : {mode: 0o600})
    print(texts.lines.exported({path: safe(path)}))
  } catch (error) {
    const cause = safe(errorCode(error) ?? (error instanceof Error ? error.message : String(error)))
    print(texts.lines['export-failed']({path: safe(path), cause}))
  }
}
