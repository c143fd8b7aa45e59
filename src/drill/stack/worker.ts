import {setTimeout as delay} from 'node:timers/promises'
import {Redis} from 'ioredis'

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
  const [heard, line, tasks] = [connect(broker), connect(broker), connect(broker)]
  heard.on('pmessage', (_pattern, _channel, message: string) => {
    const ping = pingIn(message)
    if (ping?.method === 'ping') void reply(line, name, ping).catch(() => undefined)
  })
  await heard.psubscribe('/0.celery.pidbox')
  let isOver = false
  const work = async (): Promise<void> => {
    while (!isOver) await tasks.brpop('celery', 5).catch(() => delay(1_000, undefined, {ref: false}))
  }
  void work()
  return () => {
    isOver = true
    for (const each of [heard, line, tasks]) each.disconnect()
  }
}

const connect = (broker: string): Redis => {
  const line = new Redis(broker, {maxRetriesPerRequest: null, enableReadyCheck: false})
  return line.on('error', () => undefined)
}

const reply = async (line: Redis, name: string, ping: Ping): Promise<void> => {
  const {exchange, routing_key: client} = ping.reply_to ?? {}
  const members = await line.smembers(`_kombu.binding.${exchange}`)
  const queue = members
    .map(member => member.split(SEPARATOR))
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
  await line.lpush(queue, JSON.stringify(answer))
}
