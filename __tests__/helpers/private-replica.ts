import {type ChildProcess, execFileSync, spawn} from 'node:child_process'
import {once} from 'node:events'
import {
  appendFileSync,
  chmodSync,
  chownSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import pg from 'pg'
import {reachable, serverAccount} from '#src/drill/stack/account.ts'
import {findPostgres} from '#src/drill/stack/postgres-binaries.ts'
import {eventually} from './commands.ts'
import {unusedPort} from './tarpit.ts'

export interface ReplicaServer {
  readonly port: number
  /** The first column of the first row, as text. */
  readonly ask: (sql: string) => Promise<string | null>
}

/** A real PostgreSQL primary and a standby that streams from it, on this host. */
export interface ReplicaPair {
  readonly primary: ReplicaServer
  readonly standby: ReplicaServer
  /** The primary is gone at once, as after a crash. */
  readonly losePrimary: () => Promise<void>
  /** What was the primary comes back as a standby of what was the standby, from a base backup. */
  readonly rebuild: () => Promise<void>
  readonly stop: () => Promise<void>
}

/** A role that may look and promote, and nothing else. */
export const watcher = 'watcher'

const settings = [
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
  'fsync=off',
  'shared_buffers=16MB',
  'archive_mode=on',
  'archive_command=true',
  // A standby asks its primary for more this often when it is told that there is none.
  'wal_retrieve_retry_interval=100ms',
].flatMap(setting => ['-c', setting])

/** Null where the servers are not installed. */
export const startReplicaPair = async (): Promise<ReplicaPair | null> => {
  const found = findPostgres()
  if (found === null) return null
  const directory = mkdtempSync(join(tmpdir(), 'rollcall-replica-'))
  chmodSync(directory, 0o711)
  const account = serverAccount()
  const own = account ?? {}
  const native = reachable(found, account, directory)
  const children = new Set<ChildProcess>()

  const create = async (name: string) => {
    const data = join(directory, name)
    mkdirSync(data, {mode: 0o700})
    if (account !== null) chownSync(data, account.uid, account.gid)
    const port = await unusedPort()
    let child: ChildProcess | null = null
    const session = async (user = 'postgres') => {
      const client = new pg.Client({host: '127.0.0.1', port, user, database: 'postgres'})
      client.on('error', () => undefined)
      await client.connect()
      return client
    }
    return {
      data,
      port,
      session,
      ask: async (sql: string) => {
        const client = await session()
        try {
          const {rows} = await client.query<string[]>({text: sql, rowMode: 'array'})
          return rows[0]?.[0] === undefined || rows[0][0] === null ? null : String(rows[0][0])
        } finally {
          await client.end()
        }
      },
      start: async () => {
        const started = spawn(
          join(native, 'bin', 'postgres'),
          ['-D', data, '-p', String(port), ...settings],
          {
            ...own,
            cwd: directory,
            stdio: ['ignore', 'ignore', 'pipe'],
          },
        )
        child = started
        children.add(started)
        await new Promise<void>((resolve, reject) => {
          let said = ''
          started.stderr.on('data', chunk => {
            if (said.length < 100_000) said += chunk
            if (/ready to accept (read-only )?connections/.test(said)) resolve()
          })
          started.once('exit', () => reject(new Error(`postgres ended: ${said.slice(-500)}`)))
        })
      },
      end: async (signal: NodeJS.Signals) => {
        if (child === null || child.exitCode !== null) return
        const exited = once(child, 'exit')
        child.kill(signal)
        await exited
      },
      follows: (from: number) => {
        writeFileSync(join(data, 'standby.signal'), '')
        appendFileSync(
          join(data, 'postgresql.auto.conf'),
          `primary_conninfo = 'host=127.0.0.1 port=${from} user=postgres'\n`,
        )
      },
    }
  }

  const copy = (from: string, to: string): void => {
    rmSync(to, {recursive: true, force: true})
    cpSync(from, to, {
      recursive: true,
      preserveTimestamps: true,
      filter: path => !path.endsWith('postmaster.pid'),
    })
    if (account !== null) execFileSync('chown', ['-R', `${account.uid}:${account.gid}`, to])
    chmodSync(to, 0o700)
  }

  const primary = await create('primary')
  const standby = await create('standby')
  execFileSync(
    join(native, 'bin', 'initdb'),
    [
      `--pgdata=${primary.data}`,
      '--no-sync',
      '--wal-segsize=1',
      '--auth=trust',
      '--username=postgres',
      '--encoding=UTF8',
      '--locale=C',
    ],
    {...own, cwd: directory, stdio: 'ignore'},
  )
  // A copy of a server that was shut down is a base backup.
  copy(primary.data, standby.data)
  standby.follows(primary.port)
  await primary.start()
  await standby.start()
  await primary.ask(`create role ${watcher} login in role pg_monitor`)
  await primary.ask(`grant execute on function pg_promote to ${watcher}`)
  await eventually(
    'the standby streams',
    async () => (await standby.ask('select pg_last_xact_replay_timestamp()')) !== null,
  )

  return {
    primary,
    standby,
    losePrimary: () => primary.end('SIGQUIT'),
    rebuild: async () => {
      const client = await standby.session()
      await client.query("select pg_backup_start('rebuild', true)")
      copy(standby.data, primary.data)
      const {rows} = await client.query<{labelfile: string}>('select labelfile from pg_backup_stop(false)')
      await client.end()
      const label = join(primary.data, 'backup_label')
      writeFileSync(label, rows[0]?.labelfile ?? '')
      if (account !== null) chownSync(label, account.uid, account.gid)
      primary.follows(standby.port)
      await primary.start()
    },
    stop: async () => {
      for (const child of children) {
        if (child.exitCode !== null || child.signalCode !== null) continue
        const exited = once(child, 'exit')
        child.kill('SIGQUIT')
        await exited
      }
      rmSync(directory, {recursive: true, force: true})
    },
  }
}
