import {type Safe, safe} from '#src/text/safe.ts'
import {say} from '#src/text/say.ts'

/** Times of a session as its own wall showed them; nothing here asks what time or where it is now. */
export interface Clock {
  /** The zone's name with its offset at the start: "Europe/Istanbul (UTC+03:00)". */
  readonly zone: Safe
  readonly offset: Safe
  /** "2026-11-24 03:12:05"; with its offset where that is no longer the one of the start. */
  readonly full: (at: string) => Safe
  /** The time alone where it is of the day of the start, otherwise as `full`. */
  readonly brief: (at: string) => Safe
}

interface WallTime {
  readonly date: string
  readonly time: string
  readonly offset: string
}

/** What the journal writes. Anything else is shown as it stands: other forms would be read in the zone of the process. */
const written = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z$/

const formatIn = (timeZone: string): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat('en-US-u-ca-gregory-nu-latn', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  })

const zoneOf = (timeZone: string): {readonly name: string; readonly format: Intl.DateTimeFormat} => {
  try {
    return {name: timeZone, format: formatIn(timeZone)}
  } catch {
    // A zone that this host's data does not know: the times are still true in UTC.
    return {name: 'UTC', format: formatIn('UTC')}
  }
}

const two = (value: number): string => String(value).padStart(2, '0')

const offsetOf = (minutes: number): string => {
  const size = Math.abs(minutes)
  return `UTC${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`
}

/** Parts rather than a formatted text: how ICU puts them together differs from version to version. */
const wallTime = (format: Intl.DateTimeFormat, at: string): WallTime | null => {
  const instant = written.test(at) ? Date.parse(at) : Number.NaN
  if (!Number.isFinite(instant)) return null
  const parts = new Map(format.formatToParts(instant).map(({type, value}) => [type, value]))
  const part = (type: Intl.DateTimeFormatPartTypes): number => Number(parts.get(type))
  const [year, month, day] = [part('year'), part('month'), part('day')]
  const [hour, minute, second] = [part('hour'), part('minute'), part('second')]
  const shown = Date.UTC(year, month - 1, day, hour, minute, second)
  return {
    date: `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`,
    time: `${two(hour)}:${two(minute)}:${two(second)}`,
    offset: offsetOf(Math.round((shown - instant) / 60_000)),
  }
}

/** A clock for a session that was started then; a zone nobody knows is UTC, and says so. Never throws. */
export const clockOf = (timeZone: string, start: string): Clock => {
  const {name, format} = zoneOf(timeZone)
  const base = wallTime(format, start)
  const offset = safe(base?.offset ?? 'UTC')
  const show = (at: string, alone: boolean): Safe => {
    const wall = wallTime(format, at)
    if (wall === null) return safe(at)
    const moved = base !== null && wall.offset !== base.offset ? ` (${wall.offset})` : ''
    return safe(`${alone && wall.date === base?.date ? '' : `${wall.date} `}${wall.time}${moved}`)
  }
  return {
    zone: say`${safe(name)} (${offset})`,
    offset,
    full: at => show(at, false),
    brief: at => show(at, true),
  }
}
