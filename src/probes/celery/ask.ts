import {randomUUID} from 'node:crypto'
import type {Texts} from '#src/i18n/texts.ts'
import {createDeadline, type Deadline, TimeIsOver} from '#src/net/deadline.ts'
import {openRedis, type RedisAddress, type RedisLine} from '../redis/connection.ts'
import {pingEnvelope, workersIn} from './envelope.ts'

export interface Answers {
  /** How many worker processes listen to the channel; a stopped one still does. */
  readonly subscribed: number
  /** Who answered, by name. */
  readonly workers: readonly string[]
}

/** Whom to ask, as the workers have it. */
export interface Control {
  readonly keyprefix: string
  readonly exchange: string
  /** Enough, where not all who are subscribed answer. */
  readonly expected: number
  readonly now: () => Date
}

const SEPARATOR = '\u0006\u0016'
/** Kept of the time for taking away what was laid down. */
const FOR_CLEANING = 500
/** Once enough have answered, those that are subscribed and silent get this long. */
const GRACE = 1_000
const EXPIRES_AFTER = 60

const firstInList = (answer: unknown): string | null =>
  Array.isArray(answer) && typeof answer[1] === 'string' ? answer[1] : null

/** One reply, or null when there was none until `ends` (of performance.now) or until the waiting connection was ended. */
const nextReply = async (waiter: RedisLine, list: string, ends: number): Promise<string | null> => {
  const left = ends - performance.now()
  if (left <= 0) return null
  // Whole seconds: old servers take no others. The time itself is kept by the deadline of the connection.
  return firstInList(await waiter.ask('BRPOP', list, Math.ceil(left / 1000)))
}

const collect = async (
  address: RedisAddress,
  deadline: Deadline,
  texts: Texts,
  asked: {
    readonly list: string
    readonly ticket: string
    readonly subscribed: number
    readonly expected: number
  },
): Promise<readonly string[]> => {
  const workers = new Set<string>()
  const share = Math.max(1, deadline.remaining() - Math.min(FOR_CLEANING, deadline.remaining() * 0.3))
  // The waiting has a connection and an end of its own: a connection that waits cannot clean up.
  const time = createDeadline(share, deadline.signal)
  let waiter: RedisLine | null = null
  try {
    waiter = await openRedis(address, time, texts)
    let ends = performance.now() + share
    let grace: NodeJS.Timeout | undefined
    while (workers.size < asked.subscribed && performance.now() < ends) {
      const reply = await nextReply(waiter, asked.list, ends)
      if (reply !== null) for (const worker of workersIn(reply, asked.ticket)) workers.add(worker)
      if (workers.size >= asked.expected && grace === undefined && workers.size < asked.subscribed) {
        ends = Math.min(ends, performance.now() + GRACE)
        grace = setTimeout(() => waiter?.close(), Math.max(0, ends - performance.now()))
      }
    }
    clearTimeout(grace)
  } catch (error) {
    // The end of the time for answers, or of the grace, is no fault: what came until then counts.
    const ended = error instanceof TimeIsOver || time.isOver() || workers.size >= asked.expected
    if (!ended || deadline.isOver()) throw error
  } finally {
    waiter?.close()
    time.end()
  }
  return [...workers].sort()
}

/**
 * Asks every worker of the broker for a sign of life, as `celery inspect ping` does, and takes away what it laid down for
 * the answers, whatever happens: a late answer then leaves nothing behind.
 */
export const askWorkers = async (
  line: RedisLine,
  address: RedisAddress,
  control: Control,
  look: {readonly deadline: Deadline; readonly texts: Texts},
): Promise<Answers> => {
  const {keyprefix, exchange, expected} = control
  const [client, ticket, tag] = [randomUUID(), randomUUID(), randomUUID()]
  const queue = `${client}.reply.${exchange}.pidbox`
  const bindings = `${keyprefix}_kombu.binding.reply.${exchange}.pidbox`
  const member = [client, SEPARATOR, SEPARATOR, queue].join('')
  const list = `${keyprefix}${queue}`
  const expires = Math.floor(control.now().getTime() / 1000) + EXPIRES_AFTER
  try {
    await line.ask('SADD', bindings, member)
    const channel = `${keyprefix}/${address.database}.${exchange}.pidbox`
    const envelope = pingEnvelope({client, ticket, tag, exchange, expires})
    const subscribed = Number(await line.ask('PUBLISH', channel, envelope))
    if (subscribed === 0) return {subscribed, workers: []}
    const asked = {list, ticket, subscribed, expected}
    return {subscribed, workers: await collect(address, look.deadline, look.texts, asked)}
  } finally {
    await cleanUp(address, line, look, [
      ['SREM', bindings, member],
      ['DEL', list],
    ])
  }
}

const cleanUp = async (
  address: RedisAddress,
  line: RedisLine,
  {deadline, texts}: {readonly deadline: Deadline; readonly texts: Texts},
  commands: readonly (readonly [string, ...string[]])[],
): Promise<void> => {
  const run = async (through: RedisLine): Promise<void> => {
    for (const [command, ...parts] of commands) await through.ask(command, ...parts)
  }
  try {
    await run(line)
  } catch {
    // The connection was lost or the look called off: once more, over a connection of its own, and briefly.
    const time = createDeadline(Math.max(FOR_CLEANING / 2, deadline.remaining()))
    let again: RedisLine | null = null
    try {
      again = await openRedis(address, time, texts)
      await run(again)
    } catch {
      // The broker is gone; nothing more can be done, and the look tells of the broker.
    } finally {
      again?.close()
      time.end()
    }
  }
}
