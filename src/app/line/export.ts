import {exportSession} from '#src/app/export-session.ts'
import {safe} from '#src/text/safe.ts'
import type {Desk} from './desk.ts'

/** Writes the checklist to a file, or into the session's own exports where none is named, and says where. */
export const exportNow = async ({open, texts, print}: Desk, file: string | null): Promise<void> => {
  const exported = await exportSession(open, file)
  const path = safe(exported.path)
  print(
    exported.cause === null
      ? texts.lines.exported({path})
      : texts.lines['export-failed']({path, cause: safe(exported.cause)}),
  )
}
