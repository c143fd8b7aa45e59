import {safe} from '#src/text/safe.ts'

/** Who asks, and which question it is: all of them made up by us, never by a setting. */
export interface Ping {
  readonly client: string
  readonly ticket: string
  readonly tag: string
  /** The control exchange. */
  readonly exchange: string
  /** Until when, in seconds since 1970, an answer is of use. */
  readonly expires: number
}

/**
 * The message that asks every worker for a sign of life. A malformed one ends worker processes or leaves them deaf, so
 * it is built here alone, its bytes are tested, and of the settings only the exchange's name goes into it.
 */
export const pingEnvelope = ({client, ticket, tag, exchange, expires}: Ping): string => {
  const body = JSON.stringify({
    method: 'ping',
    arguments: {},
    destination: null,
    pattern: null,
    matcher: null,
    ticket,
    reply_to: {exchange: `reply.${exchange}.pidbox`, routing_key: client},
  })
  return JSON.stringify({
    body: Buffer.from(body, 'utf8').toString('base64'),
    'content-encoding': 'utf-8',
    'content-type': 'application/json',
    headers: {clock: 1, expires},
    properties: {
      delivery_mode: 2,
      delivery_info: {exchange: `${exchange}.pidbox`, routing_key: ''},
      priority: 0,
      body_encoding: 'base64',
      delivery_tag: tag,
    },
  })
}

const record = (value: unknown): Readonly<Record<string, unknown>> | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : null

/** The workers that a reply to this ticket is from; none where it is another's, or no pong. */
export const workersIn = (reply: string, ticket: string): readonly string[] => {
  try {
    const envelope = record(JSON.parse(reply))
    if (record(envelope?.headers)?.ticket !== ticket || typeof envelope?.body !== 'string') return []
    const encoding = record(envelope.properties)?.body_encoding
    const body = encoding === 'base64' ? Buffer.from(envelope.body, 'base64').toString('utf8') : envelope.body
    return Object.entries(record(JSON.parse(body)) ?? {}).flatMap(([worker, answer]) =>
      record(answer)?.ok === 'pong' ? [safe(worker.slice(0, 200))] : [],
    )
  } catch {
    return []
  }
}
