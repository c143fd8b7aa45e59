import type {Texts} from '#src/i18n/texts.ts'
import {type Deadline, pause} from '#src/net/deadline.ts'
import {safe} from '#src/text/safe.ts'
import type {RedisLine} from '../redis/connection.ts'
import type {Aspect} from '../redis/info.ts'

export interface QueueLimits {
  readonly max?: number
  readonly growth?: number
}

// kombu keeps a list for each step of priority; that of 0 has the queue's own name.
const PRIORITIES = ['', '\u0006\u00163', '\u0006\u00166', '\u0006\u00169'] as const
const BETWEEN = 1_000

const lengthOf = async (line: RedisLine, key: string): Promise<number> => {
  const lengths = await Promise.all(PRIORITIES.map(step => line.ask('LLEN', key + step)))
  return lengths.reduce<number>((sum, each) => sum + Number(each), 0)
}

export interface QueueLengths {
  readonly name: string
  readonly lengths: readonly number[]
}

/** The queues' lengths, `samples` times, evenly spread; growth takes two at least. */
export const measureQueues = async (
  line: RedisLine,
  queues: Readonly<Record<string, QueueLimits>>,
  options: {readonly keyprefix: string; readonly samples: number; readonly deadline: Deadline},
): Promise<readonly QueueLengths[]> => {
  const {keyprefix, deadline} = options
  const names = Object.keys(queues)
  const grows = Object.values(queues).some(each => each.growth !== undefined)
  const samples = Math.max(options.samples, grows ? 2 : 1)
  const between = samples < 2 ? 0 : Math.min(BETWEEN, (deadline.remaining() * 0.5) / (samples - 1))
  const measured: (readonly number[])[] = []
  for (let sample = 0; sample < samples; sample++) {
    if (sample > 0) await pause(deadline, between)
    measured.push(await Promise.all(names.map(name => lengthOf(line, keyprefix + name))))
  }
  return names.map((name, index) => ({name, lengths: measured.map(each => each[index] ?? 0)}))
}

export const judgeQueue = ({name, lengths}: QueueLengths, limits: QueueLimits, texts: Texts): Aspect => {
  const words = texts.dataSights
  const queue = safe(name)
  const first = lengths[0] ?? 0
  const last = lengths.at(-1) ?? 0
  if (limits.max !== undefined && last > limits.max)
    return {holds: false, said: words['celery-queue-long']({queue, length: last, most: limits.max})}
  if (limits.growth !== undefined && last - first > limits.growth)
    return {holds: false, said: words['celery-queue-grows']({queue, first, last, most: limits.growth})}
  return {holds: true, said: words['celery-queue']({queue, length: last})}
}
