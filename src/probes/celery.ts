import {joinSafe, type Safe, safe} from '#src/text/safe.ts'
import {type Answers, askWorkers} from './celery/ask.ts'
import {judgeQueue, measureQueues, type QueueLimits} from './celery/queues.ts'
import {type Driver, type Finding, type Look, notPassed, pass} from './driver.ts'
import type {RedisAddress, RedisLine} from './redis/connection.ts'
import type {Aspect} from './redis/info.ts'
import {lookOverRedis} from './redis/look-over.ts'
import {Trouble} from './trouble.ts'

interface Options {
  readonly broker?: unknown
  readonly ca?: unknown
  readonly keyprefix?: string
  readonly exchange?: string
  readonly workers?: {readonly min?: string; readonly 'as-before'?: boolean}
  readonly queues?: Readonly<Record<string, QueueLimits>>
}

const MOST_NAMED = 20

/** At least one, unless something else was asked; as many as answered before, where that is known. */
const expectedOf = (look: Look, {workers}: Options): number => {
  const written = workers?.min ?? '1'
  if (!/^\d{1,6}$/.test(written)) {
    const text = safe(written.slice(0, 40))
    throw new Trouble('not-configured', look.texts.dataSights['celery-bad-number']({text}))
  }
  const before = look.baseline?.workers
  const known = workers?.['as-before'] === true && typeof before === 'number'
  return Math.max(Number(written), known ? before : 0)
}

const judgeWorkers = (look: Look, answers: Answers, expected: number, where: Safe): Aspect => {
  const words = look.texts.dataSights
  const {subscribed, workers} = answers
  const answered = workers.length
  if (answered >= expected) {
    const said = words['celery-workers']({answered, expected})
    if (answered >= subscribed) return {holds: true, said}
    return {holds: true, said, warning: words['celery-half']({silent: subscribed - answered, subscribed})}
  }
  if (subscribed === 0) return {holds: false, said: where}
  if (answered === 0) return {holds: false, said: words['celery-silent']({subscribed})}
  return {holds: false, said: words['celery-workers']({answered, expected})}
}

const lookAt = async (
  look: Look,
  options: Options,
  address: RedisAddress,
  line: RedisLine,
): Promise<Finding> => {
  const words = look.texts.dataSights
  const exchange = options.exchange ?? 'celery'
  const keyprefix = options.keyprefix ?? ''
  const expected = expectedOf(look, options)
  const control = {keyprefix, exchange, expected, now: look.now}
  const answers = await askWorkers(line, address, control, look)
  const queues = options.queues ?? {}
  // For the baseline nothing is judged, so nothing has to be watched growing.
  const limits = look.purpose === 'baseline' ? {} : queues
  const measured = await measureQueues(line, look.purpose === 'baseline' ? {} : queues, {
    keyprefix,
    samples: look.samples,
    deadline: look.deadline,
  })
  const nobody = words['celery-nobody']({database: address.database, exchange: safe(exchange)})
  const workers = judgeWorkers(look, answers, expected, nobody)
  const aspects = [workers, ...measured.map(each => judgeQueue(each, limits[each.name] ?? {}, look.texts))]
  const values = {
    workers: answers.workers.length,
    subscribed: answers.subscribed,
    ...Object.fromEntries(measured.map(each => [`queue.${each.name}`, each.lengths.at(-1) ?? 0])),
  }
  const names = answers.workers.slice(0, MOST_NAMED).map(name => safe(name))
  const unknownBefore = options.workers?.['as-before'] === true && typeof look.baseline?.workers !== 'number'
  const evidence = [
    ...aspects.map(aspect => aspect.said),
    words['celery-subscribed']({subscribed: answers.subscribed}),
    ...(names.length === 0 ? [] : [words['celery-answered']({names: joinSafe(names, ', ')})]),
    ...(unknownBefore && look.purpose === 'look' ? [words['celery-no-baseline']()] : []),
    words['celery-only-pong'](),
  ]
  const failed = aspects.filter(aspect => !aspect.holds)
  const told = failed.length === 0 ? aspects : failed
  const summary = joinSafe(
    told.map(aspect => aspect.said),
    ' · ',
  )
  // The number before the change is what it is, also where it is too small.
  if (failed.length > 0 && look.purpose === 'look') return notPassed('mismatch', summary, {values, evidence})
  return pass(summary, {values, evidence, warning: workers.warning ?? null})
}

/** Celery workers, asked over the broker itself: who is subscribed, who answers, and how long the queues are. */
export const celery: Driver = look => {
  const options = look.options as Options
  return lookOverRedis(look, {url: options.broker, ca: options.ca}, (line, address) =>
    lookAt(look, options, address, line),
  )
}
