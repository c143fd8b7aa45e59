import {Socket} from 'node:net'
import {Client, type QueryConfig} from 'pg'
import type {Texts} from '#src/i18n/texts.ts'
import {type Deadline, within} from '#src/net/deadline.ts'
import {trustOf} from '#src/net/trust.ts'
import type {Safe} from '#src/text/safe.ts'
import {connectionTrouble} from '../failure.ts'
import {lookUpHost, serverNameOf, Trouble} from '../trouble.ts'
import {type PostgresAddress, tlsOf} from './address.ts'
import {serverTrouble} from './server-error.ts'

const MOST_BYTES = 16 * 1024 * 1024
/** The server is to give up before we do: then it can still say why. */
const AHEAD = 150

export interface Rows {
  readonly columns: readonly string[]
  /** Numbers where a double holds them exactly, booleans, else the server's text. */
  readonly rows: readonly (readonly (string | number | boolean | null)[])[]
}

export interface PostgresLine {
  /** One statement in a transaction of its own that only reads, is limited in time and is rolled back. */
  readonly read: (text: string, values?: readonly string[]) => Promise<Rows>
  readonly database: string
  readonly version: string
  readonly user: string
  readonly isSuperuser: boolean
  readonly warning: Safe | null
  /** Frees the socket at once. */
  readonly close: () => void
}

const numberTypes: ReadonlySet<number> = new Set([20, 21, 23, 26, 700, 701, 1700])
const BOOLEAN = 16

const parse = (type: number) => (text: string) => {
  if (type === BOOLEAN) return text === 't'
  if (!numberTypes.has(type)) return text
  const number = Number(text)
  return Number.isFinite(number) && Math.abs(number) <= Number.MAX_SAFE_INTEGER ? number : text
}

// Everything as text, so that what is read does not depend on the library's choice of a type.
const types = {getTypeParser: (type: number) => parse(type)} as unknown as NonNullable<QueryConfig['types']>

/** What PostgreSQL's first word can be: its answer to a login or to the wish for TLS, or an error. */
const firstBytes: ReadonlySet<string> = new Set(['R', 'E', 'N', 'S', 'v'])

/** Listens to what it should not: what another protocol says, and more than was asked for. */
const guardedSocket = (object: (fault: 'not-postgres' | 'too-much') => void): Socket => {
  const socket = new Socket()
  let received = 0
  const end = (fault: 'not-postgres' | 'too-much'): void => {
    object(fault)
    socket.destroy()
  }
  socket.on('data', chunk => {
    if (received === 0 && !firstBytes.has(String.fromCharCode(chunk[0] ?? 0))) end('not-postgres')
    received += chunk.length
    if (received > MOST_BYTES) end('too-much')
  })
  return socket
}

/** Connects and logs in. Whatever goes wrong is Trouble, TimeIsOver or an error of the network. */
export const openPostgres = async (
  address: PostgresAddress,
  deadline: Deadline,
  {cwd, texts}: {readonly cwd: string; readonly texts: Texts},
  onConnected: () => void = () => undefined,
): Promise<PostgresLine> => {
  await lookUpHost(address.host, deadline)
  const at = {address: address.server, stage: 'answer'} as const
  const tls = tlsOf(address)
  let failure: unknown = null
  const socket = guardedSocket(fault => {
    const reason = fault === 'not-postgres' ? 'mismatch' : 'error'
    failure ??= new Trouble(reason, texts.dataSights[fault]({server: address.server}))
  })
  socket.once('connect', onConnected)
  socket.on('error', error => {
    failure ??= error
  })
  const client = new Client({
    host: address.host,
    port: address.port,
    user: address.user,
    password: address.password,
    database: address.database,
    application_name: 'rollcall',
    stream: () => socket,
    ssl:
      tls === 'none'
        ? false
        : {
            // Whom the certificate has to name; without it `localhost` would be looked for.
            host: address.host,
            ...serverNameOf(address.host),
            rejectUnauthorized: tls === 'verified',
            secureContext: await trustOf(address.ca, cwd),
          },
  })
  client.on('error', error => {
    failure ??= error
  })
  const close = (): void => {
    // Told goodbye where that is possible without waiting, so that the server's log stays clean.
    if (socket.writable && !socket.connecting) socket.write(Buffer.from([0x58, 0, 0, 0, 4]))
    socket.destroySoon()
    socket.destroy()
  }
  const explained = (error: unknown): unknown => {
    if (failure instanceof Trouble || deadline.isOver()) return failure ?? error
    const known =
      serverTrouble(error, address, texts) ??
      connectionTrouble(failure ?? error, at, {texts, deadline}) ??
      connectionTrouble(error, at, {texts, deadline})
    if (known !== null) return known
    const message = error instanceof Error ? error.message : ''
    if (/does not support SSL/.test(message))
      return new Trouble('error', texts.dataSights['pg-no-tls']({server: address.server}))
    if (/terminated unexpectedly|Connection terminated/.test(message))
      return new Trouble('refused', texts.netSights.closed(at))
    return error
  }
  const run = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await within(deadline, work())
    } catch (error) {
      throw explained(error)
    }
  }
  const plain = (text: string, values: readonly string[] = []) => {
    const query = {text, values: [...values], rowMode: 'array' as const, types, queryMode: 'extended'}
    return client.query<(string | number | boolean | null)[]>(query)
  }
  const limits = () => {
    const most = Math.max(1, Math.floor(deadline.remaining() - AHEAD))
    // Waiting for a lock ends first: that it was a lock is what has to be told.
    return [String(most), String(Math.max(1, Math.floor(most * 0.8)))]
  }
  const read: PostgresLine['read'] = async (text, values) => {
    try {
      return await run(async () => {
        await plain('begin transaction read only')
        await plain(
          `select set_config('statement_timeout', $1, true), set_config('lock_timeout', $2, true),
                  set_config('row_security', 'off', true)`,
          limits(),
        )
        const result = await plain(text, values)
        return {columns: result.fields.map(field => field.name), rows: result.rows}
      })
    } finally {
      if (!deadline.isOver() && failure === null) await run(() => plain('rollback')).catch(() => undefined)
    }
  }
  try {
    await run(() => client.connect())
    const about = await read(
      `select current_database(), current_setting('server_version'), current_user, current_setting('is_superuser')`,
    )
    const [database = '', version = '', user = '', superuser = ''] = about.rows[0] ?? []
    return {
      read,
      database: String(database),
      version: String(version).split(' ')[0] ?? '',
      user: String(user),
      isSuperuser: superuser === 'on',
      warning: tls === 'unverified' ? texts.dataSights['pg-unverified']() : null,
      close,
    }
  } catch (error) {
    close()
    throw error
  }
}
