import {setImmediate} from 'node:timers/promises'
import {within} from '#src/net/deadline.ts'
import type {Look} from '../driver.ts'
import {inTime} from '../in-time.ts'
import {timeOf} from './times.ts'

/** Of a record what patterns see and what is shown; a traceback is longer than anybody reads. */
const MOST_LINE = 4_096
const MOST_RECORD = 65_536
const LINES_A_TURN = 1_000

export interface LogRecord {
  /** All its lines, cut where they are endless; empty where it does not count, since nobody looks at it then. */
  readonly text: string
  /** When it was written, or the one before it where it does not say; null: nobody says. */
  readonly at: number | null
  readonly step: number
  /** Its first line is of the level, and no exception is made for it. */
  readonly counts: boolean
}

export interface RecordPatterns {
  /** Where a record begins; null: every line is one. */
  readonly record: RegExp | null
  readonly level: RegExp
  readonly except: readonly RegExp[]
}

/** Lines one after the other, gathered into records; what they count for is judged as each of them ends. */
const gather = ({record, level, except}: RecordPatterns) => {
  const records: LogRecord[] = []
  let lines: string[] = []
  let size = 0
  let last = {at: null as number | null, step: 1}
  const end = (): void => {
    const [first] = lines
    if (first === undefined) return
    const time = timeOf(first)
    if (time !== null) last = time
    const text = lines.join('\n')
    const counts = level.test(first) && !except.some(pattern => pattern.test(text))
    records.push({text: counts ? text : '', counts, ...last})
    lines = []
    size = 0
  }
  const add = (whole: string): void => {
    const line = whole.slice(0, MOST_LINE)
    if (record === null ? line.trim() !== '' : record.test(line)) {
      end()
      lines = [line]
      size = line.length
    } else if (lines.length > 0 && size < MOST_RECORD) {
      lines.push(line)
      size += line.length
    }
  }
  return {add, end, records}
}

/**
 * The records of a text of lines; a traceback belongs to the record that it stands under. Lines before the first are none.
 * Many lines are many turns of the event loop: whoever types meanwhile is not held up.
 */
export const recordsIn = async (
  text: string,
  patterns: RecordPatterns,
  look: Pick<Look, 'texts' | 'deadline'>,
): Promise<readonly LogRecord[]> => {
  const gathered = gather(patterns)
  const lines = linesOf(text)
  const some = (): boolean => {
    for (let count = 0; count < LINES_A_TURN; count++) {
      const next = lines.next()
      if (next.done === true) {
        gathered.end()
        return true
      }
      gathered.add(next.value)
    }
    return false
  }
  // With the options left out: what tells a record and its level is a pattern also where the file names none.
  while (!inTime({texts: look.texts}, some)) await within(look.deadline, setImmediate())
  return gathered.records
}

function* linesOf(text: string): Generator<string, void> {
  for (let from = 0; from < text.length; ) {
    const at = text.indexOf('\n', from)
    const to = at === -1 ? text.length : at
    yield text.slice(from, text[to - 1] === '\r' && to > from ? to - 1 : to)
    from = to + 1
  }
}
