import {watch as watchFile} from 'node:fs'
import {clockTime} from '#src/app/clock-time.ts'
import {type Context, openAnyHome} from '#src/app/context.ts'
import {eventsOf} from '#src/app/usable-journal.ts'
import {readJournal} from '#src/durable/journal.ts'
import {journalPath} from '#src/durable/sessions.ts'
import {type ExitCode, exitCodes} from '#src/errors.ts'
import {clockOf} from '#src/report/clock.ts'
import {describeEvent} from '#src/report/timeline.ts'
import {safe} from '#src/text/safe.ts'
import {isOpen, pickEntry} from './entries.ts'
import {readRecord} from './session-record.ts'

// Notifications can be missing on some file systems; so a slow look stands behind them.
const lookAgainAfter = 1000

/** `rollcall watch [ID]`: prints a session's events, and each new one as it comes; read-only. */
export const watch = async (context: Context, [id]: readonly (string | undefined)[]): Promise<ExitCode> => {
  const entry = pickEntry(context, openAnyHome(context), {id, fits: isOpen})
  const {cli} = context.texts
  const {loaded, session} = readRecord(context, entry)
  const path = journalPath(entry.directory)
  const say = (line: string): void => void context.stdout.write(`${line}\n`)
  say(cli.watching({id: safe(entry.id)}))
  const zone = session.facts?.timeZone ?? 'UTC'
  let told = 0
  const tellNews = (): boolean => {
    const events = eventsOf(readJournal(path).events, entry.id, context.texts)
    const clock = clockOf(zone, events[0]?.at ?? '')
    for (const event of events.slice(told)) {
      const at = safe(clockTime(event.at, zone))
      const what = describeEvent(event, loaded.runbook, context.texts.language, clock)
      say(cli['watch-line']({at, by: safe(event.by), what}))
    }
    told = events.length
    return events.some(event => event.type === 'session-closed' || event.type === 'session-aborted')
  }
  if (tellNews()) {
    say(cli['watch-over']())
    return exitCodes.ok
  }
  return new Promise(resolve => {
    const leave = (code: ExitCode): void => {
      watcher.close()
      clearInterval(timer)
      resolve(code)
    }
    const look = (): void => {
      if (!tellNews()) return
      say(cli['watch-over']())
      leave(exitCodes.ok)
    }
    const watcher = watchFile(path, look)
    watcher.on('error', () => undefined)
    // Nobody reads any more, as with `| head`: there is nothing left to look on for.
    context.stdout.once('error', () => leave(exitCodes.ok))
    const timer = setInterval(look, lookAgainAfter)
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
      process.once(signal, () => leave(exitCodes.ok))
  })
}
