import {Redis} from 'ioredis'
import type {Texts} from '#src/i18n/texts.ts'
import {type Deadline, within} from '#src/net/deadline.ts'
import {trustOf} from '#src/net/trust.ts'
import type {Safe} from '#src/text/safe.ts'
import {connectionTrouble} from '../failure.ts'
import {readServerUrl, type ServerUrl, shownServer} from '../server-url.ts'
import {lookUpHost, messageOf, serverNameOf, Trouble} from '../trouble.ts'
import {replyTrouble} from './replies.ts'

/** More than any answer that we ask for; what sends more is not what we asked. */
const MOST_BYTES = 32 * 1024 * 1024
const MOST_DATABASES = 1_000_000

export interface RedisAddress {
  readonly url: ServerUrl
  readonly port: number
  readonly database: number
  readonly server: Safe
  readonly ca: string
  /** Where a relative path leads from. */
  readonly cwd: string
}

/** A connection that has logged in and chosen its database. */
export interface RedisLine {
  /** One command; its error is trouble that says what the server had against it. */
  readonly ask: (command: string, ...parts: readonly (string | number | Buffer)[]) => Promise<unknown>
  /** As `ask`, the answer's texts as bytes. */
  readonly askBytes: (command: string, ...parts: readonly (string | number | Buffer)[]) => Promise<unknown>
  /** Sent with the URL, though the server asks for no password. */
  readonly needlessPassword: boolean
  /** Frees the socket at once. */
  readonly close: () => void
}

/** The server that the options name; the database number is the URL's path. */
export const redisAddress = (
  text: unknown,
  ca: unknown,
  {cwd, texts}: {readonly cwd: string; readonly texts: Texts},
): RedisAddress => {
  const url = typeof text === 'string' ? readServerUrl(text.trim(), ['redis', 'rediss']) : null
  const database = url === null || url.path === '' ? '0' : url.path
  if (url === null || url.host === '' || !/^\d{1,6}$/.test(database) || Number(database) > MOST_DATABASES)
    throw new Trouble('not-configured', texts.dataSights['bad-redis-url']())
  const port = url.port ?? 6379
  return {
    url,
    port,
    database: Number(database),
    server: shownServer(url.host, port),
    ca: typeof ca === 'string' ? ca : '',
    cwd,
  }
}

const create = async (address: RedisAddress): Promise<Redis> => {
  const {url, port, ca} = address
  const encrypted = url.scheme === 'rediss' || ca !== ''
  const tls = encrypted
    ? {...serverNameOf(url.host), secureContext: await trustOf(ca, address.cwd)}
    : undefined
  return new Redis({
    host: url.host,
    port,
    // Both families: a name may stand for either.
    family: 0,
    ...(tls === undefined ? {} : {tls}),
    lazyConnect: true,
    enableReadyCheck: false,
    enableOfflineQueue: false,
    disableClientInfo: true,
    retryStrategy: () => null,
    reconnectOnError: () => false,
    maxRetriesPerRequest: 0,
    // The deadline is over everything.
    connectTimeout: 0,
    keepAlive: 0,
  })
}

const noPasswordSet = /without any password configured|no password is set/i

/** Password and database are ours to send: ioredis would print to the console what the server answers. */
const introduce = async (address: RedisAddress, ask: RedisLine['ask'], texts: Texts): Promise<boolean> => {
  const {user, password} = address.url
  let needless = false
  if (password !== '') {
    try {
      await ask('AUTH', ...(user === '' ? [password] : [user, password]))
    } catch (error) {
      if (!(error instanceof Error && noPasswordSet.test(error.message))) throw error
      needless = true
    }
  }
  if (address.database !== 0) {
    try {
      await ask('SELECT', address.database)
    } catch (error) {
      if (!(error instanceof Trouble) || !/\bDB index\b/i.test(error.sentence)) throw error
      throw new Trouble('mismatch', texts.dataSights['no-such-redis-db']({database: address.database}))
    }
  }
  return needless
}

/** Connects, logs in, selects the database. Whatever goes wrong is Trouble, TimeIsOver or an error of the network. */
export const openRedis = async (
  address: RedisAddress,
  deadline: Deadline,
  texts: Texts,
  onConnected: () => void = () => undefined,
): Promise<RedisLine> => {
  await lookUpHost(address.url.host, deadline)
  const at = {address: address.server, stage: 'answer'} as const
  const client = await create(address)
  let failure: unknown = null
  let received = 0
  client.on('error', error => {
    failure ??= error
  })
  client.on('connect', () => {
    onConnected()
    client.stream.on('data', (chunk: Buffer) => {
      received += chunk.length
      if (received <= MOST_BYTES) return
      failure ??= new Trouble('error', texts.dataSights['too-much']({server: address.server}))
      client.stream.destroy()
    })
  })
  const close = (): void => {
    client.disconnect()
    client.stream?.destroy()
  }
  const explained = (error: unknown): unknown => {
    if (error instanceof Error && error.name === 'ReplyError') return replyTrouble(error, texts)
    const cause = failure ?? error
    if (cause instanceof Trouble || deadline.isOver()) return cause
    // An answer that came unasked, before it ends the connection: "max number of clients reached".
    const unasked = /Last reply: ReplyError: (.+)/.exec(messageOf(cause))?.[1]
    if (unasked !== undefined) return replyTrouble(new Error(unasked), texts)
    const known = connectionTrouble(cause, at, {texts, deadline})
    if (known !== null) return known
    if (cause instanceof Error && cause.name === 'ParserError')
      return new Trouble('mismatch', texts.dataSights['not-redis']({server: address.server}))
    if (cause instanceof Error && /^Connection is closed|isn't writeable/.test(cause.message))
      return new Trouble('refused', texts.netSights.closed(at))
    return cause
  }
  const run = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await within(deadline, work())
    } catch (error) {
      throw explained(error)
    }
  }
  const ask: RedisLine['ask'] = (command, ...parts) => run(() => client.call(command, ...parts))
  try {
    await run(() => client.connect())
    const needlessPassword = await introduce(address, ask, texts)
    return {
      ask,
      askBytes: (command, ...parts) => run(() => client.callBuffer(command, ...parts)),
      needlessPassword,
      close,
    }
  } catch (error) {
    close()
    throw error
  }
}
