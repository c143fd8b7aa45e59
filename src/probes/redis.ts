import {randomUUID} from 'node:crypto'
import type {Texts} from '#src/i18n/texts.ts'
import {joinSafe, type Safe, safe} from '#src/text/safe.ts'
import {type Driver, type Finding, type Look, notPassed, type ProbeValues, pass} from './driver.ts'
import type {RedisLine} from './redis/connection.ts'
import {
  type Aspect,
  judgeMemory,
  judgePersistence,
  judgeRole,
  type RedisInfo,
  readInfo,
} from './redis/info.ts'
import {lookOverRedis} from './redis/look-over.ts'
import {lookUpSample, readSample, type SampleNow, takeSample, writeSample} from './redis/sample.ts'
import {Trouble} from './trouble.ts'

const MOST_KEYS_SHOWN = 10

interface Sample {
  readonly match: string
  readonly count: number
  readonly expect: 'gone-or-changed' | 'kept'
}

interface Options {
  readonly url?: unknown
  readonly ca?: unknown
  readonly role?: string
  readonly memory?: number
  readonly persistence?: boolean
  readonly writable?: boolean
  readonly sample?: Sample
}

/** LPUSHX to a key that nobody has: refused where writes are, and else nothing is changed. */
const judgeWritable = async (line: RedisLine, texts: Texts): Promise<Aspect> => {
  await line.ask('LPUSHX', `rollcall:nobody-has-this-key:${randomUUID()}`, '')
  return {holds: true, said: texts.dataSights['redis-takes-writes']()}
}

const shownKeys = (keys: readonly string[]): Safe =>
  joinSafe(
    keys.slice(0, MOST_KEYS_SHOWN).map(key => safe(key.slice(0, 80))),
    ', ',
  )

const judgeSample = (now: SampleNow, expect: Sample['expect'], total: number, texts: Texts): Aspect => {
  const words = texts.dataSights
  const wrong = expect === 'kept' ? now.notKept : now.kept
  const facts = {total, gone: now.gone, changed: now.changed, kept: now.kept.length}
  return {holds: wrong.length === 0, said: words['redis-sample'](facts)}
}

const evidenceOf = (info: RedisInfo): readonly Safe[] =>
  [
    'redis_version',
    'role',
    'used_memory_human',
    'maxmemory_human',
    'rdb_last_bgsave_status',
    'rdb_last_save_time',
    'aof_enabled',
    'aof_last_write_status',
    'connected_clients',
    'uptime_in_seconds',
  ].flatMap(name => {
    const value = info.get(name)
    return value === undefined ? [] : [safe(`${name}: ${value.slice(0, 100)}`)]
  })

const valuesOf = (info: RedisInfo): ProbeValues => ({
  version: info.get('redis_version') ?? null,
  role: info.get('role') ?? null,
  'used-memory': Number(info.get('used_memory') ?? 0),
})

const settle = (
  aspects: readonly Aspect[],
  more: {readonly values: ProbeValues; readonly evidence: readonly Safe[]},
): Finding => {
  const failed = aspects.filter(aspect => !aspect.holds)
  const evidence = [...aspects.map(aspect => aspect.said), ...more.evidence]
  if (failed.length > 0)
    return notPassed(
      'mismatch',
      joinSafe(
        failed.map(aspect => aspect.said),
        ' · ',
      ),
      {...more, evidence},
    )
  const warnings = aspects.flatMap(aspect => (aspect.warning === undefined ? [] : [aspect.warning]))
  return pass(
    joinSafe(
      aspects.map(aspect => aspect.said),
      ' · ',
    ),
    {...more, evidence, warning: warnings.length === 0 ? null : joinSafe(warnings, ' · ')},
  )
}

const lookWithSample = async (look: Look, sample: Sample, line: RedisLine): Promise<Finding> => {
  const words = look.texts.dataSights
  if (look.purpose === 'baseline') {
    const taken = await takeSample(line, sample.match, sample.count, look.deadline)
    const values = {sampled: taken.length, sample: writeSample(taken)}
    if (taken.length === 0)
      return notPassed('no-data', words['redis-no-keys']({match: safe(sample.match)}), {values})
    const evidence = [shownKeys(taken.map(each => each.key))]
    return pass(words['redis-remembered']({total: taken.length}), {values, evidence})
  }
  const before = readSample(look.baseline?.sample)
  if (before === null) return notPassed('no-data', words['redis-no-sample']())
  if (before.length === 0)
    return notPassed('no-data', words['redis-no-keys-then']({match: safe(sample.match)}))
  const now = await lookUpSample(line, before)
  const aspect = judgeSample(now, sample.expect, before.length, look.texts)
  const wrong = sample.expect === 'kept' ? now.notKept : now.kept
  return settle([aspect], {
    values: {sampled: before.length, gone: now.gone, changed: now.changed, kept: now.kept.length},
    evidence: [
      sample.expect === 'kept' ? words['redis-expect-kept']() : words['redis-expect-gone'](),
      ...(wrong.length === 0 ? [] : [words['redis-wrong-keys']({keys: shownKeys(wrong)})]),
    ],
  })
}

const lookAt = async (look: Look, options: Options, line: RedisLine): Promise<Finding> => {
  const {texts} = look
  const aspects: Aspect[] = [{holds: true, said: texts.dataSights['redis-answers']()}]
  const warning = line.needlessPassword ? texts.dataSights['redis-needs-no-password']() : null
  if (warning !== null) aspects.push({holds: true, said: warning, warning})
  const pong = await line.ask('PING')
  if (pong !== 'PONG') throw new Trouble('mismatch', texts.dataSights['redis-no-pong']())
  if (options.sample !== undefined) {
    const sampled = await lookWithSample(look, options.sample, line)
    if (sampled.outcome !== 'pass' || look.purpose === 'baseline') return sampled
    aspects.push({holds: true, said: sampled.summary})
  }
  const wantsInfo =
    (options.role ?? 'any') !== 'any' || options.memory !== undefined || options.persistence === true
  const info = wantsInfo ? readInfo(String(await line.ask('INFO'))) : new Map<string, string>()
  if (wantsInfo && options.role !== undefined) aspects.push(judgeRole(info, options.role, texts))
  if (options.memory !== undefined) aspects.push(judgeMemory(info, options.memory, texts))
  if (options.persistence === true) aspects.push(judgePersistence(info, texts))
  // A server that is the wrong one, or cannot save, tells more about itself than its refusal of writes does.
  const failed = aspects.some(aspect => !aspect.holds)
  if (options.writable === true && !failed) aspects.push(await judgeWritable(line, texts))
  return settle(aspects, {values: wantsInfo ? valuesOf(info) : {}, evidence: evidenceOf(info)})
}

/** Whether a Redis server answers, is what it should be, saves, takes writes, and what became of a sample of its keys. */
export const redis: Driver = look => {
  const options = look.options as Options
  return lookOverRedis(look, {url: options.url, ca: options.ca}, line => lookAt(look, options, line))
}
