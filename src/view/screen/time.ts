import {type Safe, safe} from '#src/text/safe.ts'
import type {ScreenInput} from '#src/view/screen-input.ts'

const formats = new Map<string, Intl.DateTimeFormat>()

const formatIn = (timeZone: string): Intl.DateTimeFormat => {
  const known = formats.get(timeZone)
  if (known !== undefined) return known
  const parts = {hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23', timeZone} as const
  const format = formatOr(parts)
  formats.set(timeZone, format)
  return format
}

/** A session that was started elsewhere may name a zone that this host does not know. */
const formatOr = (parts: Intl.DateTimeFormatOptions): Intl.DateTimeFormat => {
  try {
    return new Intl.DateTimeFormat('en-GB', parts)
  } catch {
    return new Intl.DateTimeFormat('en-GB', {...parts, timeZone: 'UTC'})
  }
}

/** A time as the clock on the wall of that zone showed it; the text itself where it is no time. */
export const clockIn = (timeZone: string, at: string | Date): Safe => {
  const date = typeof at === 'string' ? new Date(at) : at
  return safe(Number.isNaN(date.getTime()) ? String(at) : formatIn(timeZone).format(date))
}

/** A time as the session's clock on the wall showed it. */
export const clock = (input: ScreenInput, at: string | Date): Safe =>
  clockIn(input.situation.session.facts?.timeZone ?? 'UTC', at)
