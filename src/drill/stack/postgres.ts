import {type ChildProcess, spawn} from 'node:child_process'
import {once} from 'node:events'
import {chmodSync, chownSync, mkdirSync, rmSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import type {Layout} from '../layout.ts'
import type {DrillRecord} from '../record.ts'
import {databaseName} from '../site/settings.ts'
import {type Account, reachable, serverAccount} from './account.ts'
import {findPostgres} from './postgres-binaries.ts'
import type {Environment} from './service.ts'

export const superuser = 'postgres'

/** The drill's database server: made ready once, started as often as it is wanted. */
export interface PostgresServer {
  readonly program: string
  readonly initialise: () => Promise<void>
  /** Resolves when it takes connections. */
  readonly start: () => Promise<ChildProcess>
}

const initFlags = [
  '--no-sync',
  '--encoding=UTF8',
  '--locale=C',
  '--auth=scram-sha-256',
  `--username=${superuser}`,
]
// Everything it writes is thrown away with the drill.
const serverFlags = [
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
  'dynamic_shared_memory_type=mmap',
  'fsync=off',
  'full_page_writes=off',
  'shared_buffers=16MB',
  'max_connections=40',
  'autovacuum=off',
].flatMap(setting => ['-c', setting])

export const createPostgres = (layout: Layout, record: DrillRecord, env: Environment): PostgresServer => {
  const found = findPostgres()
  if (found === null) throw new Error('PostgreSQL is not installed')
  const account = serverAccount()
  const own = account ?? {}
  if (account !== null) chmodSync(layout.data, 0o711)
  const native = reachable(found, account, layout.data)
  const program = join(native, 'bin', 'postgres')
  mkdirSync(layout.postgres, {mode: 0o700})
  if (account !== null) give(layout.postgres, account)
  return {
    program,
    initialise: async () => {
      const passwordFile = join(layout.data, 'password')
      writeFileSync(passwordFile, record.passwords.superuser, {mode: 0o600})
      if (account !== null) give(passwordFile, account)
      const args = [`--pgdata=${layout.postgres}`, `--pwfile=${passwordFile}`, ...initFlags]
      const child = spawn(join(native, 'bin', 'initdb'), args, {
        ...own,
        cwd: layout.data,
        env,
        stdio: ['ignore', 'ignore', 'pipe'],
      })
      let said = ''
      child.stderr.on('data', chunk => {
        said += chunk
      })
      const [code] = await once(child, 'close')
      rmSync(passwordFile)
      if (code !== 0) throw new Error(`initdb: ${said.trim().split('\n').at(-1) ?? code}`)
    },
    start: async () => {
      const args = ['-D', layout.postgres, '-p', String(record.ports.database), ...serverFlags]
      const child = spawn(program, args, {...own, cwd: layout.data, env, stdio: ['ignore', 'ignore', 'pipe']})
      await saidReady(child)
      return child
    },
  }
}

const give = (path: string, {uid, gid}: Account): void => {
  chownSync(path, uid, gid)
  chmodSync(path, 0o700)
}

const saidReady = (child: ChildProcess): Promise<void> =>
  new Promise((resolve, reject) => {
    let said = ''
    child.stderr?.on('data', chunk => {
      if (said.length < 100_000) said += chunk
      if (said.includes('ready to accept connections')) resolve()
    })
    child.once('exit', code =>
      reject(new Error(`postgres ended (${code}): ${said.trim().split('\n').at(-1) ?? ''}`)),
    )
    child.once('error', reject)
  })

/** How its own programs and the site's reach the database. */
export const ownerConnection = ({ports, passwords}: DrillRecord) => ({
  host: '127.0.0.1',
  port: ports.database,
  user: databaseName,
  password: passwords.database,
  database: databaseName,
})

export const superuserConnection = ({ports, passwords}: DrillRecord) => ({
  host: '127.0.0.1',
  port: ports.database,
  user: superuser,
  password: passwords.superuser,
  database: 'postgres',
})
