import {type Safe, safe} from './safe.ts'

const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** Node's timers take 32 bits and fire at once beyond them: a longer duration must not be accepted anywhere. */
const LONGEST = 2 ** 31 - 1

const written = /^(?:(\d{1,10})h)?(?:(\d{1,10})m)?(?:(\d{1,10})s)?(?:(\d{1,10})ms)?$/

/**
 * Milliseconds of a duration as the probes file writes it: `500ms`, `5s`, `2m`, `1h`, or several from the greatest unit
 * down, `1m30s`. Null for anything else, a number without unit and more than 24 days (2³¹−1 ms) included.
 */
export const parseDuration = (text: string): number | null => {
  const parts = written.exec(text)
  if (!parts || text === '') return null
  const [hours = 0, minutes = 0, seconds = 0, rest = 0] = parts.slice(1).map(part => Number(part ?? 0))
  const total = hours * HOUR + minutes * MINUTE + seconds * SECOND + rest
  return total <= LONGEST ? total : null
}

const units = {
  en: {day: 'd', hour: 'h', minute: 'min', second: 's', point: '.'},
  tr: {day: 'gün', hour: 'sa', minute: 'dk', second: 'sn', point: ','},
} as const

/**
 * A span of milliseconds in its two greatest units: "450 ms", "1.8 s", "2 min 5 s", "3 d 4 h"; "1,8 sn", "2 dk 5 sn" in
 * Turkish. Cut, never rounded up, so that nothing is said to have lasted as long as a limit that it kept.
 */
export const formatDuration = (ms: number, language: 'tr' | 'en'): Safe => {
  if (!Number.isFinite(ms)) return safe('?')
  const unit = units[language]
  const span = Math.floor(Math.abs(ms))
  const pair = (size: number, name: string, smaller: number, smallerName: string): string => {
    const rest = Math.floor((span % size) / smaller)
    return `${Math.floor(span / size)} ${name}${rest > 0 ? ` ${rest} ${smallerName}` : ''}`
  }
  const words = (): string => {
    if (span < SECOND) return `${span} ms`
    if (span < 10 * SECOND) {
      const tenths = Math.floor((span % SECOND) / 100)
      return `${Math.floor(span / SECOND)}${tenths > 0 ? unit.point + tenths : ''} ${unit.second}`
    }
    if (span < MINUTE) return `${Math.floor(span / SECOND)} ${unit.second}`
    if (span < HOUR) return pair(MINUTE, unit.minute, SECOND, unit.second)
    if (span < DAY) return pair(HOUR, unit.hour, MINUTE, unit.minute)
    return pair(DAY, unit.day, HOUR, unit.hour)
  }
  return safe(ms < 0 && span > 0 ? `-${words()}` : words())
}
