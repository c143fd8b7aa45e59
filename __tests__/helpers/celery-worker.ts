import {type ChildProcess, spawn, spawnSync} from 'node:child_process'
import {once} from 'node:events'
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {eventually} from './commands.ts'
import {tellRedis} from './private-redis.ts'

// The distribution's Python has the distribution's Celery.
const python = '/usr/bin/python3'

/** Whether a real Celery worker can be started here. */
export const hasCelery = (): boolean => spawnSync(python, ['-c', 'import celery, redis']).status === 0

export interface CeleryWorker {
  readonly name: string
  readonly process: ChildProcess
  /** Everything that it has logged. */
  readonly log: () => string
  readonly stop: () => Promise<void>
}

/** How many connections listen to the broker's control messages. */
const listeners = async (broker: string): Promise<number> => {
  const {port, password} = new URL(broker)
  const login = password === '' ? [] : [`AUTH ${decodeURIComponent(password)}`]
  const clients = await tellRedis(Number(port), [...login, 'CLIENT LIST'])
  return clients.match(/ psub=[1-9]/g)?.length ?? 0
}

// Workers that are started side by side wait for each other's connections too.
let starting = 0

/** A Celery worker of the test's own, ready when this resolves. `settings` is Python that follows the app. */
export const startWorker = async (broker: string, name: string, settings = ''): Promise<CeleryWorker> => {
  const directory = mkdtempSync(join(tmpdir(), 'rollcall-celery-'))
  const app = `from celery import Celery\napp = Celery('site', broker='${broker}')\n${settings}\n`
  writeFileSync(join(directory, 'site_app.py'), app)
  const args = ['-m', 'celery', '-A', 'site_app', 'worker', '--pool', 'solo', '--without-gossip']
  const more = ['--without-mingle', '--without-heartbeat', '-n', `${name}@test`, '-l', 'info']
  const before = await listeners(broker)
  starting += 1
  const wanted = before + starting
  const process = spawn(python, [...args, ...more], {cwd: directory, stdio: ['ignore', 'pipe', 'pipe']})
  let log = ''
  await new Promise<void>((resolve, reject) => {
    const hear = (chunk: Buffer): void => {
      log += chunk.toString()
      if (/ ready\./.test(log)) resolve()
    }
    process.stdout.on('data', hear)
    process.stderr.on('data', hear)
    process.once('exit', () => reject(new Error(`the worker did not start: ${log}`)))
  })
  // It says that it is ready a moment before it listens to what is asked of it.
  await eventually(`${name} listens`, async () => (await listeners(broker)) >= wanted)
  starting -= 1
  return {
    name: `${name}@test`,
    process,
    log: () => log,
    stop: async () => {
      if (process.exitCode === null && process.signalCode === null) {
        process.kill('SIGKILL')
        await once(process, 'exit')
      }
      rmSync(directory, {recursive: true, force: true})
    },
  }
}
