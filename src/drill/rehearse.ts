import {existsSync} from 'node:fs'
import {join} from 'node:path'
import type {Context} from '#src/app/context.ts'
import type {OpenSession} from '#src/app/held-session.ts'
import type {Seat} from '#src/app/seat.ts'
import {type ExitCode, exitCodes} from '#src/errors.ts'
import {sentence} from '#src/i18n/code.ts'
import {safe} from '#src/text/safe.ts'
import {attendStack} from './attend.ts'
import {debriefLines} from './debrief-lines.ts'
import {endDrill} from './end.ts'
import {forsakenMinutes} from './forsaken.ts'
import type {Layout} from './layout.ts'

interface Rehearsal {
  readonly layout: Layout
  readonly open: OpenSession
  readonly seat: Seat
  readonly isResumed: boolean
}

/**
 * Lets `walk` go through a drill's session while its stack comes up and runs, and then ends the drill with a debrief. One
 * that was only suspended waits for whoever goes on.
 */
export const rehearse = async (
  context: Context,
  {layout, open, seat, isResumed}: Rehearsal,
  walk: (ready: Promise<void>) => Promise<ExitCode>,
): Promise<ExitCode> => {
  const {texts, stdout} = context
  const {drill} = texts
  const print = (line: string): void => void stdout.write(`${open.redact(line)}\n`)
  if (!isResumed) open.store.setLive({preparing: {code: 'begins-to-come-up'}})
  const attendance = attendStack(layout, {texts, isResumed}, (news, lasting) => {
    open.store.setLive({preparing: lasting ? news : null})
    if (seat.kind === 'lines' && (!lasting || news.code !== 'coming-up')) print(sentence(drill, news))
  })
  let code: ExitCode
  try {
    code = await walk(attendance.ready)
  } finally {
    attendance.leave()
  }
  if (code === exitCodes.suspended) {
    print(drill.waits({minutes: forsakenMinutes}))
    return code
  }
  const exported = join(open.dir, 'exports', `${open.id}.md`)
  const keepsRecord = exported.startsWith(`${layout.root}/`)
  const isGone = await endDrill(layout.root, {keepsRecord})
  print('')
  for (const line of debriefLines(open, texts)) print(line)
  if (!isGone) print(drill['is-not-gone']({path: safe(layout.root)}))
  else if (keepsRecord) print(drill['record-stays']({path: safe(layout.home)}))
  if (existsSync(exported)) print(drill['export-lies']({path: safe(exported)}))
  return code
}
