import {timeOf} from './times.ts'

/** Of a record what patterns see and what is shown; a traceback is longer than anybody reads. */
const MOST_LINE = 4_096
const MOST_RECORD = 65_536

export interface LogRecord {
  /** Its first line, cut where it is endless. */
  readonly first: string
  /** All its lines, cut likewise. */
  readonly text: string
  /** When it was written, or the one before it where it does not say; null: nobody says. */
  readonly at: number | null
  readonly step: number
}

export interface RecordPatterns {
  /** Where a record begins; null: every line is one. */
  readonly record: RegExp | null
  readonly level: RegExp
  readonly except: readonly RegExp[]
}

/** The records of a text of lines; a traceback belongs to the record that it stands under. Lines before the first are none. */
export const recordsIn = (text: string, {record}: Pick<RecordPatterns, 'record'>): readonly LogRecord[] => {
  const records: LogRecord[] = []
  let lines: string[] = []
  let size = 0
  let last = {at: null as number | null, step: 1}
  const end = (): void => {
    const [first] = lines
    if (first === undefined) return
    const time = timeOf(first)
    if (time !== null) last = time
    records.push({first, text: lines.join('\n'), ...last})
    lines = []
    size = 0
  }
  for (const each of linesOf(text)) {
    const line = each.slice(0, MOST_LINE)
    if (record === null ? line.trim() !== '' : record.test(line)) {
      end()
      lines = [line]
      size = line.length
    } else if (lines.length > 0 && size < MOST_RECORD) {
      lines.push(line)
      size += line.length
    }
  }
  end()
  return records
}

function* linesOf(text: string): Iterable<string> {
  for (let from = 0; from < text.length; ) {
    const at = text.indexOf('\n', from)
    const to = at === -1 ? text.length : at
    yield text.slice(from, text[to - 1] === '\r' && to > from ? to - 1 : to)
    from = to + 1
  }
}

/** Whether a record is one of those that count: its first line is of the level, and no exception is made for it. */
export const counts = (record: LogRecord, {level, except}: RecordPatterns): boolean =>
  level.test(record.first) && !except.some(pattern => pattern.test(record.text))
