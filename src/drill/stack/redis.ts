import {type ChildProcess, spawn} from 'node:child_process'
import {accessSync, constants} from 'node:fs'
import {join} from 'node:path'
import type {Layout} from '../layout.ts'
import type {DrillRecord} from '../record.ts'
import {type Environment, startOwn} from './service.ts'

/** The redis-server of this host; null where the PATH of the drill has none. */
export const findRedis = (env: Environment): string | null => {
  for (const directory of (env.PATH ?? '').split(':')) {
    const path = join(directory, 'redis-server')
    try {
      accessSync(path, constants.X_OK)
      return path
    } catch {
      // Not there; the next.
    }
  }
  return null
}

/** Starts redis-server, or the double where this host has none; resolves when it takes connections. */
export const startRedis = async (
  program: string,
  layout: Layout,
  {ports}: DrillRecord,
  env: Environment,
): Promise<ChildProcess> => {
  const server = findRedis(env)
  if (server === null) {
    const {child, ready} = startOwn(program, ['redis', layout.root], {cwd: layout.redis, env})
    await ready
    return child
  }
  const args = ['--port', String(ports.redis), '--bind', '127.0.0.1', '--dir', layout.redis, '--save', '']
  const child = spawn(server, args, {cwd: layout.redis, env, stdio: ['ignore', 'pipe', 'ignore']})
  await new Promise<void>((resolve, reject) => {
    let said = ''
    child.stdout.on('data', chunk => {
      if (said.length < 100_000) said += chunk
      if (said.includes('Ready to accept connections')) resolve()
    })
    child.once('exit', code => reject(new Error(`redis-server ended (${code})`)))
    child.once('error', reject)
  })
  return child
}
