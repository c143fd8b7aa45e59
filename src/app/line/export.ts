import {exportLine} from '#src/app/leave-session.ts'
import type {Desk} from './desk.ts'

/** Writes the checklist to a file, or into the session's own exports where none is named, and says where. */
export const exportNow = async (desk: Desk, file: string | null): Promise<void> =>
  desk.print(await exportLine(desk, file))
