const iso = /\b(\d{4})[-/](\d\d)[-/](\d\d)[T ](\d\d):(\d\d):(\d\d)(?:[.,](\d{1,9}))?\s?(Z|[+-]\d\d:?\d\d)?/
const common = /\b(\d\d)\/([A-Z][a-z]{2})\/(\d{4}):(\d\d):(\d\d):(\d\d) ([+-]\d\d):?(\d\d)/
const months: readonly (string | undefined)[] = [
  'Jan',
  'Feb',
  'Mar',
  'Apr',
  'May',
  'Jun',
  'Jul',
  'Aug',
  'Sep',
  'Oct',
  'Nov',
  'Dec',
]
/** A time stands at the beginning of a record; further on it is what the record is about. */
const HEAD = 80

export interface RecordTime {
  readonly at: number
  /** How finely it is told, in milliseconds: a record of this second may be from before or after a moment in it. */
  readonly step: number
}

/** The time at the beginning of a record: ISO as Python and most write it, that of nginx, that of access logs. Without a zone it is this host's. */
export const timeOf = (line: string): RecordTime | null => {
  const head = line.slice(0, HEAD)
  const found = iso.exec(head)
  if (found !== null) {
    const [, year, month, day, hour, minute, second, fraction, zone] = found
    const milliseconds = fraction === undefined ? 0 : Math.floor(Number(`0.${fraction}`) * 1000)
    const parts = [
      Number(year),
      Number(month) - 1,
      Number(day),
      Number(hour),
      Number(minute),
      Number(second),
    ] as const
    const at = zone === undefined ? new Date(...parts).getTime() : Date.UTC(...parts) - offsetOf(zone)
    return Number.isFinite(at) ? {at: at + milliseconds, step: fraction === undefined ? 1000 : 1} : null
  }
  const access = common.exec(head)
  if (access === null) return null
  const [, day, name, year, hour, minute, second, hours, rest] = access
  const month = months.indexOf(name)
  if (month === -1) return null
  const utc = Date.UTC(Number(year), month, Number(day), Number(hour), Number(minute), Number(second))
  return {at: utc - offsetOf(`${hours}${rest}`), step: 1000}
}

/** Milliseconds that a zone is ahead of UTC. */
const offsetOf = (zone: string): number => {
  if (zone === 'Z') return 0
  const sign = zone.startsWith('-') ? -1 : 1
  const digits = zone.slice(1).replace(':', '')
  return sign * (Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2))) * 60_000
}
