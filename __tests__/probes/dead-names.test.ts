import {execFileSync, spawn} from 'node:child_process'
import {createSocket} from 'node:dgram'
import {once} from 'node:events'
import {writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {text} from 'node:stream/consumers'
import {expect, onTestFinished, test} from 'vitest'
import {cannotRun} from '../helpers/cannot-run.ts'
import {program} from '../helpers/operator.ts'
import {scratch} from '../helpers/scratch.ts'
import {startTarpit} from '../helpers/tarpit.ts'
import {tried} from '../helpers/tries.ts'

/** A name server that takes every question and answers none; null where we may not be one. */
const startMuteNameServer = async (): Promise<{
  readonly address: string
  readonly asked: () => number
} | null> => {
  const address = '127.77.0.53'
  const socket = createSocket('udp4')
  let asked = 0
  socket.on('message', () => {
    asked += 1
  })
  socket.bind(53, address)
  const [event] = await Promise.race([
    once(socket, 'listening').then(() => ['listening']),
    once(socket, 'error').then(() => ['error']),
  ])
  if (event === 'error') return null
  onTestFinished(() => void socket.close())
  return {address, asked: () => asked}
}

test('ten dead names beside a healthy one: it is looked at by its name in time, and nobody waits for them at the end', async ({
  skip,
}) => {
  const cwd = scratch()
  const names = await startMuteNameServer()
  if (names === null) return cannotRun(skip, 'only root can be a name server')
  // Far longer than anybody here waits: what ends a look is rollcall's own limit.
  writeFileSync(join(cwd, 'resolv.conf'), `nameserver ${names.address}\noptions timeout:30 attempts:5\n`)
  try {
    execFileSync('unshare', ['--mount', 'true'], {stdio: 'pipe'})
  } catch (error) {
    return cannotRun(skip, `no mount namespace of our own: ${String(error)}`)
  }
  const healthy = await startTarpit('silent')
  onTestFinished(healthy.close)
  const dead = Array.from({length: 10}, (_, index) => `dead-${index}`)
  const items = [...dead, 'healthy'].map(id => `- [ ] ${id} <!-- {id: ${id}, probe: ${id}} -->\n`)
  const probes = [
    ...dead.map(id => `  ${id}: {type: tcp, host: ${id}.example, port: 80, timeout: 2s}\n`),
    // Its own name waits in the same queue of lookups.
    `  healthy: {type: tcp, host: localhost, port: ${healthy.port}, timeout: 1500ms}\n`,
  ]
  writeFileSync(join(cwd, 'x.md'), `# X\n\n## 1. All\n\n${items.join('')}`)
  writeFileSync(join(cwd, 'x.probes.yaml'), `probes:\n${probes.join('')}`)
  const shell = 'mount --bind resolv.conf /etc/resolv.conf && exec "$@"'
  const child = spawn(
    'unshare',
    ['--mount', 'sh', '-c', shell, 'sh', process.execPath, program, 'check', 'x.md', '--format', 'json'],
    {
      cwd,
      env: {PATH: process.env.PATH ?? '', HOME: cwd, LC_ALL: 'C.UTF-8'},
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  onTestFinished(() => void child.kill('SIGKILL'))
  const patience = setTimeout(() => child.kill('SIGKILL'), 20_000)
  const [printed, errors, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit'),
  ])
  clearTimeout(patience)
  expect([errors, code]).toEqual(['', 4])
  const report = JSON.parse(printed) as {
    readonly items: readonly {readonly id: string; readonly outcome: string; readonly reason: string | null}[]
  }
  expect(report.items.map(({id, outcome, reason}) => [id, outcome, reason])).toEqual([
    ...dead.map(id => [id, 'unknown', 'dns']),
    ['healthy', 'pass', null],
  ])
  expect(names.asked()).toBeGreaterThanOrEqual(10)
  tried(dead.length)
})
