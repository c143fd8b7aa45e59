import {setTimeout as delay} from 'node:timers/promises'
import {openRedisLine, type RedisLine} from './redis-line.ts'

interface Ping {
  readonly method?: unknown
  readonly ticket?: unknown
  readonly reply_to?: {readonly exchange?: unknown; readonly routing_key?: unknown}
}

const SEPARATOR = '\u0006\u0016'

const pingIn = (message: string): Ping | null => {
  try {
    const envelope = JSON.parse(message) as {readonly body?: unknown}
    return typeof envelope.body === 'string'
      ? (JSON.parse(Buffer.from(envelope.body, 'base64').toString()) as Ping)
      : null
  } catch {
    return null
  }
}

/**
 * Answers pings in the way of a Celery worker: hears them on the control channel, looks the asker's list up and puts its
 * answer there. It takes tasks from the queue and does nothing with them. Answers with what ends it.
 */
export const runWorker = async (broker: string, name: string): Promise<() => void> => {
  const [line, tasks] = [openRedisLine(broker), openRedisLine(broker)]
  let heard: RedisLine | null = null
  await new Promise<void>(resolve => {
    const onMessage = (message: string): void => {
      const ping = pingIn(message)
      if (ping?.method === 'ping') void reply(line, name, ping).catch(() => undefined)
    }
    heard = openRedisLine(broker, {pattern: '/0.celery.pidbox', onMessage, onReady: resolve})
  })
  let isOver = false
  const work = async (): Promise<void> => {
    while (!isOver) await tasks.ask('BRPOP', 'celery', '5').catch(() => delay(1_000, undefined, {ref: false}))
  }
  void work()
  return () => {
    isOver = true
    for (const each of [heard, line, tasks]) each?.close()
  }
}

const reply = async (line: RedisLine, name: string, ping: Ping): Promise<void> => {
  const {exchange, routing_key: client} = ping.reply_to ?? {}
  const members = await line.ask('SMEMBERS', `_kombu.binding.${exchange}`)
  const queue = (Array.isArray(members) ? members : [])
    .map(member => String(member).split(SEPARATOR))
    .find(([key]) => key === client)
    ?.at(-1)
  if (queue === undefined) return
  const answer = {
    body: Buffer.from(JSON.stringify({[name]: {ok: 'pong'}})).toString('base64'),
    'content-encoding': 'utf-8',
    'content-type': 'application/json',
    headers: {ticket: ping.ticket, clock: 1},
    properties: {
      delivery_mode: 2,
      priority: 0,
      body_encoding: 'base64',
      delivery_info: {exchange, routing_key: client},
    },
  }
  await line.ask('LPUSH', queue, JSON.stringify(answer))
}
