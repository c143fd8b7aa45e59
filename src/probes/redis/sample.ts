import {createHash} from 'node:crypto'
import type {Deadline} from '#src/net/deadline.ts'
import {TimeIsOver} from '#src/net/deadline.ts'
import type {RedisLine} from './connection.ts'

/** A key's name (base64 where it is no UTF-8) and a digest of its value. */
export interface Remembered {
  readonly key: string
  readonly encoded: boolean
  readonly digest: string
}

const LARGEST_VALUE = 256 * 1024
const SCAN_STEP = 500
const MOST_SCANS = 2_000
const AT_ONCE = 100

const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value)

/** The digest of a key's value; null where there is no such key. One too big to be fetched is told by its size alone. */
const digestOf = async (line: RedisLine, key: Buffer): Promise<string | null> => {
  const size = await line.ask('MEMORY', 'USAGE', key)
  if (size === null) return null
  if (Number(size) > LARGEST_VALUE) return `size:${Number(size)}`
  const dump = await line.askBytes('DUMP', key)
  return Buffer.isBuffer(dump) ? createHash('sha256').update(dump).digest('hex').slice(0, 16) : null
}

/** Many at once, in order; they go out in the same writes. */
const digestsOf = async (line: RedisLine, keys: readonly Buffer[]): Promise<readonly (string | null)[]> => {
  const digests: (string | null)[] = []
  for (let at = 0; at < keys.length; at += AT_ONCE)
    digests.push(...(await Promise.all(keys.slice(at, at + AT_ONCE).map(key => digestOf(line, key)))))
  return digests
}

/** Up to `count` keys that match. SCAN, in bounded steps: KEYS would hold up everyone else. */
const findKeys = async (
  line: RedisLine,
  match: string,
  count: number,
  deadline: Deadline,
): Promise<readonly Buffer[]> => {
  const found = new Map<string, Buffer>()
  let cursor = '0'
  for (let scans = 0; scans < MOST_SCANS; scans++) {
    if (deadline.isOver()) throw new TimeIsOver()
    const answer = await line.askBytes('SCAN', cursor, 'MATCH', match, 'COUNT', SCAN_STEP)
    if (!isList(answer)) break
    const keys = isList(answer[1]) ? answer[1].filter(key => Buffer.isBuffer(key)) : []
    for (const key of keys) if (found.size < count) found.set(key.toString('latin1'), key)
    cursor = String(answer[0])
    if (cursor === '0' || found.size >= count) break
  }
  return [...found.values()]
}

const named = (key: Buffer, digest: string): Remembered => {
  const text = key.toString('utf8')
  const encoded = !Buffer.from(text, 'utf8').equals(key)
  return {key: encoded ? key.toString('base64') : text, encoded, digest}
}

export const takeSample = async (
  line: RedisLine,
  match: string,
  count: number,
  deadline: Deadline,
): Promise<readonly Remembered[]> => {
  const keys = await findKeys(line, match, count, deadline)
  const digests = await digestsOf(line, keys)
  return keys.flatMap((key, index) => {
    const digest = digests[index]
    return digest === null || digest === undefined ? [] : [named(key, digest)]
  })
}

export interface SampleNow {
  readonly gone: number
  readonly changed: number
  readonly kept: readonly string[]
  readonly notKept: readonly string[]
}

/** What became of the keys that were remembered. */
export const lookUpSample = async (line: RedisLine, sample: readonly Remembered[]): Promise<SampleNow> => {
  const keys = sample.map(each => Buffer.from(each.key, each.encoded ? 'base64' : 'utf8'))
  const digests = await digestsOf(line, keys)
  const state = (index: number): 'gone' | 'changed' | 'kept' => {
    const now = digests[index]
    if (now === null || now === undefined) return 'gone'
    return now === sample[index]?.digest ? 'kept' : 'changed'
  }
  const states = sample.map((each, index) => ({key: each.key, state: state(index)}))
  const withState = (wanted: string) => states.filter(each => each.state === wanted).map(each => each.key)
  return {
    gone: withState('gone').length,
    changed: withState('changed').length,
    kept: withState('kept'),
    notKept: states.filter(each => each.state !== 'kept').map(each => each.key),
  }
}

/** As one value of the baseline, and back. */
export const writeSample = (sample: readonly Remembered[]): string =>
  JSON.stringify(sample.map(({key, encoded, digest}) => [key, digest, encoded ? 1 : 0]))

export const readSample = (written: unknown): readonly Remembered[] | null => {
  if (typeof written !== 'string') return null
  try {
    const list: unknown = JSON.parse(written)
    if (!isList(list)) return null
    return list.flatMap(entry => {
      if (!isList(entry) || typeof entry[0] !== 'string' || typeof entry[1] !== 'string') return []
      return [{key: entry[0], digest: entry[1], encoded: entry[2] === 1}]
    })
  } catch {
    return null
  }
}
