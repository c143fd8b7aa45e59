import {StringDecoder} from 'node:string_decoder'
import {commandDirectory} from '#src/app/attempt-files.ts'
import type {OpenSession} from '#src/app/held-session.ts'
import {type OutputNews, readTail} from '#src/runner/output.ts'
import type {AttemptNumber} from '#src/session/events.ts'
import {type Safe, safe} from '#src/text/safe.ts'
import {isErrorRecord} from '#src/view/error-record.ts'
import type {Output} from '#src/view/screen-input.ts'

/** The end of each attempt's output, in memory for the screen. All of it is in `output.log`. */
export interface Outputs {
  readonly of: (attempt: AttemptNumber) => Output
  readonly add: (attempt: AttemptNumber, news: OutputNews) => void
  /** Brings back the end of what an attempt wrote before this process followed it; true where there was something to bring. */
  readonly load: (attempt: AttemptNumber) => Promise<boolean>
}

const mostLines = 5000
// Lines are cut off in one go now and then, not one by one with each that comes.
const slack = 1000
const longestLine = 4096
const tailBytes = 256 * 1024

interface Kept {
  readonly lines: Safe[]
  readonly decoder: StringDecoder
  partial: string
  skipped: number
  errors: number
  missed: boolean
  heardAt: number | null
}

const nothing = {lines: [], partial: '', skipped: 0, errors: 0, missed: false, heardAt: null} as const

export const createOutputs = (open: OpenSession): Outputs => {
  const kept = new Map<AttemptNumber, Kept>()
  const keptOf = (attempt: AttemptNumber): Kept => {
    const known = kept.get(attempt)
    if (known !== undefined) return known
    const fresh = {
      lines: [],
      decoder: new StringDecoder('utf8'),
      partial: '',
      skipped: 0,
      errors: 0,
      missed: false,
      heardAt: null,
    }
    kept.set(attempt, fresh)
    return fresh
  }
  const add = (attempt: AttemptNumber, {gap, bytes}: OutputNews): void => {
    const to = keptOf(attempt)
    to.skipped += gap
    if (gap > 0) to.missed = true
    to.heardAt = performance.now()
    const parts = (to.partial + to.decoder.write(bytes)).split('\n')
    to.partial = parts.pop() ?? ''
    // What has no line end must not grow without bound; a progress bar is such a line.
    if (to.partial.length > longestLine) {
      parts.push(to.partial)
      to.partial = ''
    }
    for (const part of parts) if (isErrorRecord(part)) to.errors += 1
    const surplus = parts.splice(0, Math.max(0, parts.length - mostLines))
    for (const part of surplus) to.skipped += Buffer.byteLength(part) + 1
    for (const part of parts) to.lines.push(shown(part))
    if (to.lines.length <= mostLines + slack) return
    for (const line of to.lines.splice(0, to.lines.length - mostLines)) to.skipped += line.length + 1
  }
  return {
    add,
    of: attempt => {
      // Looking must not make it look as if everything were here.
      const {lines, partial, skipped, errors, missed, heardAt} = kept.get(attempt) ?? nothing
      return {
        lines: partial === '' ? lines : [...lines, shown(partial)],
        skipped,
        errors,
        missed,
        heardAt,
        path: safe(`${commandDirectory(open, attempt)}/output.log`),
      }
    },
    load: async attempt => {
      if (kept.has(attempt)) return false
      const text = await readTail(commandDirectory(open, attempt), tailBytes)
      if (kept.has(attempt)) return false
      add(attempt, {gap: 0, bytes: Buffer.from(text)})
      return true
    },
  }
}

/** Of a line that a program wrote over again and again, such as a progress bar, what stood there last. */
const shown = (line: string): Safe => {
  const whole = line.endsWith('\r') ? line.slice(0, -1) : line
  return safe(whole.slice(whole.lastIndexOf('\r') + 1).slice(0, longestLine))
}
