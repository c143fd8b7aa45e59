import {parseDuration} from '#src/text/duration.ts'

const MINUTE = 60_000
const mostMinutes = 25 * 60

/** Minutes as people write them, in either language. */
const inMinutes = /^(\d{1,4})\s*(?:min|dk|dakika|minutes?)$/i

const wallClock = (timeZone: string): Intl.DateTimeFormat => {
  const parts = {hour: '2-digit', minute: '2-digit', hourCycle: 'h23'} as const
  try {
    return new Intl.DateTimeFormat('en-GB', {...parts, timeZone})
  } catch {
    return new Intl.DateTimeFormat('en-GB', {...parts, timeZone: 'UTC'})
  }
}

/**
 * When something is due: after a span ("30m", "1h30m", "20 dk"), or when the wall shows a time next ("11:40"). Null where
 * the text says neither. An instant in ISO 8601.
 */
export const dueTime = (text: string, now: number, timeZone: string): string | null => {
  const written = text.trim()
  const span = parseDuration(written.replace(/\s+/g, '')) ?? spanInMinutes(written)
  if (span !== null) return span > 0 ? new Date(now + span).toISOString() : null
  const time = /^([01]?\d|2[0-3])[:.]([0-5]\d)$/.exec(written)
  if (time === null) return null
  const wanted = `${(time[1] ?? '').padStart(2, '0')}:${time[2]}`
  const clock = wallClock(timeZone)
  const next = Math.floor(now / MINUTE) * MINUTE + MINUTE
  // Minute by minute: so a day on which the clocks change is no special case.
  for (let ahead = 0; ahead < mostMinutes; ahead += 1) {
    const at = next + ahead * MINUTE
    if (clock.format(at) === wanted) return new Date(at).toISOString()
  }
  return null
}

const spanInMinutes = (text: string): number | null => {
  const minutes = inMinutes.exec(text)?.[1]
  return minutes === undefined ? null : Number(minutes) * MINUTE
}
