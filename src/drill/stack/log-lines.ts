import {appendFileSync} from 'node:fs'

const two = (value: number): string => String(value).padStart(2, '0')

const clock = (at: Date): string => `${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`

/** As Python's logging writes it. */
export const djangoLine = (
  at: Date,
  level: 'INFO' | 'WARNING' | 'ERROR',
  logger: string,
  text: string,
): string =>
  `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())} ${clock(at)},${String(at.getMilliseconds()).padStart(3, '0')} ${level} ${logger} ${text}\n`

/** As nginx writes its error log. */
export const nginxLine = (at: Date, level: 'warn' | 'error', text: string): string =>
  `${at.getFullYear()}/${two(at.getMonth() + 1)}/${two(at.getDate())} ${clock(at)} [${level}] 29#29: *${at.getTime() % 100_000} ${text}\n`

/** A writer of whole lines to the end of a file. */
export const logTo =
  (path: string) =>
  (line: string): void =>
    appendFileSync(path, line)
