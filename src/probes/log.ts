import {resolve} from 'node:path'
import {TimeIsOver} from '#src/net/deadline.ts'
import {formatDuration} from '#src/text/duration.ts'
import {joinSafe, type Safe, safe} from '#src/text/safe.ts'
import {formatBytes} from '#src/text/sizes.ts'
import {type Driver, type Finding, type Look, notPassed, type ProbeValues, pass} from './driver.ts'
import {type Fate, noteEnd, type Place, readFrom, readSince} from './log/read.ts'
import {type LogRecord, type RecordPatterns, recordsIn} from './log/records.ts'
import {NotAFile, type Span} from './log/span.ts'
import {codeOf, Trouble} from './trouble.ts'

interface Options {
  readonly path: string
  readonly record?: string
  readonly level: string
  readonly except?: readonly string[]
  readonly since: unknown
  readonly max: number
  readonly rate?: 'not-more'
}

const MOST_SHOWN = 10
const LONGEST_SHOWN = 300
const MINUTE = 60_000

/** New records of a log file that are of a level. */
export const log: Driver = async look => {
  const options = look.options as unknown as Options
  const {hostSights: words} = look.texts
  const shown = safe(options.path)
  const path = resolve(look.cwd, options.path)
  try {
    return await (look.purpose === 'baseline'
      ? takeBaseline(path, options, look)
      : lookAt(path, options, look))
  } catch (error) {
    if (error instanceof Trouble) return notPassed(error.reason, error.sentence)
    const code = codeOf(error)
    if (error instanceof TimeIsOver || look.deadline.isOver())
      return notPassed(
        'timeout',
        words['log-slow']({path: shown, limit: formatDuration(look.deadline.limit, look.texts.language)}),
      )
    if (error instanceof NotAFile) return notPassed('not-configured', words['not-a-file']({path: shown}))
    if (code === 'ENOENT' || code === 'ENOTDIR') return notPassed('no-data', words['no-file']({path: shown}))
    if (code === 'EACCES' || code === 'EPERM')
      return notPassed('permission', words['no-permission']({path: shown}))
    if (code !== '') return notPassed('error', words['cannot-look']({path: shown, cause: safe(code)}))
    throw error
  }
}

const patternsOf = ({record, level, except}: Options): RecordPatterns => ({
  record: record === undefined ? null : new RegExp(record, 'u'),
  level: new RegExp(level, 'u'),
  except: (except ?? []).map(each => new RegExp(each, 'u')),
})

/** Notes the end of the file, and how often such records came up to now. */
const takeBaseline = async (path: string, options: Options, look: Look): Promise<Finding> => {
  const {place, tail} = await noteEnd(path, look.deadline)
  const patterns = patternsOf(options)
  const rate = rateOf(await recordsIn(tail.text, patterns, look), look.now())
  const values = {...place, rate}
  const {hostSights} = look.texts
  const size = formatBytes(place.offset)
  const summary =
    rate === null
      ? hostSights['log-baseline-plain']({size})
      : hostSights['log-baseline']({size, rate: perMinute(rate, look)})
  return pass(summary, {values})
}

/** Such records a minute, from the first record that tells its time until now; null where none does. */
const rateOf = (records: readonly LogRecord[], now: Date): number | null => {
  const first = records.find(record => record.at !== null)
  if (first === undefined || first.at === null) return null
  const minutes = Math.max(1, (now.getTime() - first.at) / MINUTE)
  return records.filter(record => record.counts).length / minutes
}

const perMinute = (rate: number, {texts}: Look): Safe => {
  const text = rate >= 10 || Number.isInteger(rate) ? String(Math.round(rate)) : rate.toFixed(1)
  return safe(texts.language === 'tr' ? text.replace('.', ',') : text)
}

const placeOf = (baseline: ProbeValues | null): Place | null => {
  const {inode, offset, mark} = baseline ?? {}
  return typeof inode === 'number' && typeof offset === 'number' && typeof mark === 'string'
    ? {inode, offset, mark}
    : null
}

interface News {
  readonly records: readonly LogRecord[]
  readonly span: Span
  readonly fate: Fate
  readonly bytes: number
}

const lookAt = async (path: string, options: Options, look: Look): Promise<Finding> => {
  const {hostSights: words} = look.texts
  const place = placeOf(look.baseline)
  const patterns = patternsOf(options)
  if (options.since === 'baseline') {
    if (place === null) return notPassed('no-data', words['log-no-baseline']())
    const read = await readFrom(path, place, look.deadline)
    return judge({...read, records: await recordsIn(read.span.text, patterns, look)}, options, look)
  }
  const {since} = look
  if (since === null) return notPassed('no-data', words['log-not-yet']())
  const read = await readSince(path, since, look.deadline)
  const all = await recordsIn(read.span.text, patterns, look)
  if (all.length > 0 && all.every(record => record.at === null)) {
    // Nothing tells what came after: what came after the noted place is more than that, never less.
    if (place === null) return notPassed('no-data', words['log-no-times']({path: safe(options.path)}))
    const from = await readFrom(path, place, look.deadline)
    return judge({...from, records: await recordsIn(from.span.text, patterns, look)}, options, look)
  }
  const hasPattern = all.length > 0 || read.span.text.trim() === ''
  if (!hasPattern) return notPassed('no-data', words['log-no-records']({path: safe(options.path)}))
  const limit = since.getTime()
  const records = all.filter(({at, step}) => at !== null && at + step > limit)
  return judge({...read, records}, options, look)
}

const judge = (news: News, options: Options, look: Look): Finding => {
  const {hostSights: words} = look.texts
  const {records, span, fate, bytes} = news
  const path = safe(options.path)
  if (bytes === 0 && records.length === 0) return notPassed('no-data', words['log-empty']({path}))
  // A pattern that never matches would pass for ever.
  if (records.length === 0 && fate !== 'same' && span.text.trim() !== '' && options.since === 'baseline')
    return notPassed('no-data', words['log-no-records']({path}))
  const found = records.filter(record => record.counts)
  const count = found.length
  const evidence = found.slice(0, MOST_SHOWN).map(record => shownRecord(record))
  const notes = [
    ...(fate === 'rotated' ? [words['log-rotated']()] : []),
    ...(fate === 'truncated' ? [words['log-truncated']()] : []),
    ...(fate === 'lost' ? [words['log-lost']()] : []),
    ...(span.isCut ? [words['log-cut']({read: formatBytes(Buffer.byteLength(span.text))})] : []),
  ]
  const values = {count, records: records.length}
  const more = {values, evidence: [...evidence, ...notes]}
  const warning = fate === 'lost' || fate === 'truncated' || span.isCut ? joinSafe(notes, ', ') : null
  if (count <= options.max) {
    const summary =
      count === 0
        ? words['log-clean']({records: records.length, path})
        : words['log-within']({count, max: options.max, records: records.length})
    return pass(summary, {...more, warning})
  }
  const first = evidence[0] ?? safe('')
  if (options.rate !== 'not-more')
    return notPassed('mismatch', words['log-too-many']({count, max: options.max, first}), more)
  return judgeRate(count, first, {...more, warning}, look)
}

const judgeRate = (
  count: number,
  first: Safe,
  more: {readonly values: ProbeValues; readonly evidence: readonly Safe[]; readonly warning: Safe | null},
  look: Look,
): Finding => {
  const {hostSights: words} = look.texts
  const before = look.baseline?.rate
  const {since} = look
  if (typeof before !== 'number' || since === null)
    return notPassed('no-data', words['log-rate-unknown']({count}), more)
  // In the first minute one record would already be a rate that no log has had.
  const minutes = Math.max(1, (look.now().getTime() - since.getTime()) / MINUTE)
  const rate = count / minutes
  const said = {rate: perMinute(rate, look), before: perMinute(before, look)}
  const values = {...more.values, rate, before}
  if (rate <= before) return pass(words['log-rate']({count, ...said}), {...more, values})
  return notPassed('mismatch', words['log-rate-more']({...said, first}), {...more, values})
}

const shownRecord = ({text}: LogRecord): Safe => {
  const lines = text.split('\n').filter(line => line.trim() !== '')
  const [first = ''] = lines
  const last = lines.at(-1) ?? ''
  // Of a traceback the last line names the error.
  return safe((lines.length > 1 ? `${first} ... ${last}` : first).slice(0, LONGEST_SHOWN))
}
