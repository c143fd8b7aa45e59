/** A time as the session's clock on the wall showed it, `HH:MM:SS`; the text itself where it is no time. */
export const clockTime = (at: string, timeZone: string): string => {
  const date = new Date(at)
  if (Number.isNaN(date.getTime())) return at
  const parts = {hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23', timeZone} as const
  return new Intl.DateTimeFormat('en-GB', parts).format(date)
}
