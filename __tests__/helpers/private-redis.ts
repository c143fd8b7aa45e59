import {type ChildProcess, spawn, spawnSync} from 'node:child_process'
import {once} from 'node:events'
import {mkdtempSync, rmSync} from 'node:fs'
import {connect, createServer} from 'node:net'
import {tmpdir} from 'node:os'
import {join} from 'node:path'

/** Whether a real Redis can be started here. */
export const hasRedis = (): boolean => spawnSync('redis-server', ['--version']).status === 0

/** A port of 127.0.0.1 that nobody listens on. */
export const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address !== null ? address.port : 0
}

export interface PrivateRedis {
  readonly port: number
  readonly url: string
  readonly directory: string
  readonly process: ChildProcess
  /** Sends commands as lines and gives the answers' raw text. */
  readonly tell: (...commands: readonly string[]) => Promise<string>
  readonly stop: () => Promise<void>
}

/** Sends commands as lines to a Redis on 127.0.0.1 and gives the answers' raw text. */
export const tellRedis = async (port: number, commands: readonly string[]): Promise<string> => {
  const socket = connect(port, '127.0.0.1')
  socket.setEncoding('utf8')
  let answer = ''
  socket.on('data', (text: string) => {
    answer += text
  })
  socket.write(`${[...commands, 'QUIT'].join('\r\n')}\r\n`)
  await once(socket, 'close')
  return answer
}

/** A Redis server of the test's own, on a free port, in a directory of its own. */
export const startRedis = async (...options: readonly string[]): Promise<PrivateRedis> =>
  startRedisAt(await freePort(), ...options)

/** The same on a port that was chosen before. */
export const startRedisAt = async (port: number, ...options: readonly string[]): Promise<PrivateRedis> => {
  const directory = mkdtempSync(join(tmpdir(), 'rollcall-redis-'))
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--dir', directory, '--save', '', ...options]
  const process = spawn('redis-server', args, {stdio: ['ignore', 'pipe', 'inherit']})
  let said = ''
  await new Promise<void>((resolve, reject) => {
    process.on('exit', () => reject(new Error(`redis-server did not start: ${said}`)))
    process.stdout?.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      if (said.includes('Ready to accept connections')) resolve()
    })
  })
  process.removeAllListeners('exit')
  return {
    port,
    url: `redis://127.0.0.1:${port}/0`,
    directory,
    process,
    tell: (...commands) => tellRedis(port, commands),
    stop: async () => {
      if (process.exitCode === null && process.signalCode === null) {
        process.kill('SIGKILL')
        await once(process, 'exit')
      }
      rmSync(directory, {recursive: true, force: true})
    },
  }
}
