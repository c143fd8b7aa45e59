// Crockford's base 32: no letter that is taken for another when an id is read out or typed.
const letters = '0123456789abcdefghjkmnpqrstvwxyz'

const idForm = /^\d{8}-\d{4}-[0-9a-z]{4}$/

/** Whether the text has the form of a session's id. What has it cannot lead out of the sessions' directory. */
export const isSessionId = (text: string): boolean => idForm.test(text)

/**
 * `YYYYMMDD-HHMM-xxxx`: the minute of the start as the wall showed it, and four letters from the first four of the
 * random bytes. Throws a RangeError for a time zone that is unknown and for fewer bytes.
 */
export const newSessionId = (now: Date, from: {timeZone: string; random: Uint8Array}): string => {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: from.timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(now)
  const part = (type: Intl.DateTimeFormatPartTypes): string =>
    parts.find(each => each.type === type)?.value ?? ''
  if (from.random.length < 4) throw new RangeError('a session id takes four random bytes')
  const suffix = Array.from(from.random.subarray(0, 4), byte => letters.charAt(byte % letters.length)).join(
    '',
  )
  const date = `${part('year').padStart(4, '0')}${part('month')}${part('day')}`
  return `${date}-${part('hour')}${part('minute')}-${suffix}`
}
