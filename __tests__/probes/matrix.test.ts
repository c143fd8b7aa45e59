import {appendFileSync, chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {gzipSync} from 'node:zlib'
import {expect, onTestFinished, test} from 'vitest'
import {checks} from '#src/checks/types.ts'
import {celery} from '#src/probes/celery.ts'
import {command} from '#src/probes/command.ts'
import {compose} from '#src/probes/compose.ts'
import type {Driver, Finding} from '#src/probes/driver.ts'
import {files} from '#src/probes/files.ts'
import {http} from '#src/probes/http.ts'
import {log} from '#src/probes/log.ts'
import {postgres} from '#src/probes/postgres.ts'
import {prometheus} from '#src/probes/prometheus.ts'
import {redis} from '#src/probes/redis.ts'
import {smtp} from '#src/probes/smtp.ts'
import {tcp} from '#src/probes/tcp.ts'
import {tls} from '#src/probes/tls.ts'
import {eventually} from '../helpers/commands.ts'
import {type LookedWith, lookWith} from '../helpers/net-look.ts'
import {retained, watchMemory} from '../helpers/retained-memory.ts'
import {scratch} from '../helpers/scratch.ts'
import {type Behaviour, startTarpit, type Tarpit} from '../helpers/tarpit.ts'
import {tried, tries} from '../helpers/tries.ts'

// Every type against every kind of bad server, all at once: over by the deadline, nothing left, nothing swallowed whole,
// and a healthy probe beside them as well as ever. What each of them says stands in the tests of its type.

interface Target {
  readonly driver: Driver
  readonly entry: (port: number) => Readonly<Record<string, unknown>>
  readonly others?: (port: number) => LookedWith['others']
  /** How an answer begins that this type would read on. */
  readonly opening: string
}

const httpOpening = 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nffffffff\r\n'
// A record of a handshake that is never whole.
const tlsOpening = '\u0016\u0003\u0003\u003f\u0000\u0002\u0000\u003e\u0000\u0003\u0003'
const endlessRows = `T\0\0\0\u001a\0\u0001x\0\0\0\0\0\0\0\0\0\0\u0019\u007f\u007f\0\0\0\0\0\0`

const targets: Readonly<Record<string, Target>> = {
  http: {
    driver: http,
    entry: port => ({type: 'http', url: `http://127.0.0.1:${port}/`, expect: {json: {status: 'ok'}}}),
    opening: httpOpening,
  },
  'http, in steps': {
    driver: http,
    entry: port => ({
      type: 'http',
      base: `http://127.0.0.1:${port}`,
      steps: [{url: '/login', save: {token: {json: 'token'}}}, {url: '/x?token={{token}}'}],
    }),
    opening: httpOpening,
  },
  'http over TLS': {
    driver: http,
    entry: port => ({type: 'http', url: `https://127.0.0.1:${port}/`}),
    opening: tlsOpening,
  },
  postgres: {
    driver: postgres,
    entry: port => ({
      type: 'postgres',
      host: '127.0.0.1',
      port,
      database: 'x',
      user: 'me',
      query: 'select 1',
      expect: {value: '1'},
    }),
    opening: `R\0\0\0\u0008\0\0\0\0Z\0\0\0\u0005I${endlessRows}`,
  },
  redis: {
    driver: redis,
    entry: port => ({type: 'redis', url: `redis://127.0.0.1:${port}/0`}),
    opening: '$209715200\r\n',
  },
  'redis over TLS': {
    driver: redis,
    entry: port => ({type: 'redis', url: `rediss://127.0.0.1:${port}/0`}),
    opening: tlsOpening,
  },
  celery: {
    driver: celery,
    entry: port => ({type: 'celery', broker: `redis://127.0.0.1:${port}/1`}),
    opening: '*2000000000\r\n',
  },
  tls: {driver: tls, entry: port => ({type: 'tls', host: '127.0.0.1', port}), opening: tlsOpening},
  smtp: {
    driver: smtp,
    entry: port => ({type: 'smtp', host: '127.0.0.1', port, starttls: 'false'}),
    opening: '220-more\r\n',
  },
  'smtp, STARTTLS': {
    driver: smtp,
    entry: port => ({type: 'smtp', host: '127.0.0.1', port}),
    opening: '220 x\r\n250 STARTTLS\r\n220 go\r\n',
  },
  prometheus: {
    driver: prometheus,
    entry: port => ({
      type: 'prometheus',
      url: `http://127.0.0.1:${port}`,
      query: 'up',
      expect: {series: {min: 1}},
    }),
    opening: `${httpOpening}{"status":"success","data":{"resultType":"vector","result":[`,
  },
  'files, by address': {
    driver: files,
    entry: port => ({type: 'files', url: `http://127.0.0.1:${port}/media`, paths: ['a.pdf', 'b.pdf']}),
    opening: httpOpening,
  },
  'files, by a query': {
    driver: files,
    entry: () => ({type: 'files', root: 'media', 'paths-from': {connection: 'database', query: 'select 1'}}),
    others: port => ({database: {type: 'postgres', host: '127.0.0.1', port, database: 'x', user: 'me'}}),
    opening: `R\0\0\0\u0008\0\0\0\0Z\0\0\0\u0005I${endlessRows}`,
  },
  tcp: {
    driver: tcp,
    entry: port => ({type: 'tcp', host: '127.0.0.1', port, banner: 'never said'}),
    opening: 'a banner ',
  },
}

/** Types whose other side is no server; their hostile programs and files stand below. */
const local = ['command', 'compose', 'log', 'session']

test('every type of probe is in the matrix', () => {
  const held = Object.values(targets).map(({entry}) => entry(1).type)
  expect([...new Set([...held, ...local])].sort()).toEqual(Object.keys(checks).sort())
})

const behaviours: readonly Behaviour[] = [
  'silent',
  'drip',
  'rubbish',
  'close',
  'half-closed',
  'close-when-asked',
  'reset',
  'flood',
  'flood-when-asked',
]
const limit = 600

/** One look, which never throws, has an outcome and words, and ends although nothing else would end it. */
const lookAt = async ({driver, entry, others}: Target, pit: Tarpit): Promise<Finding> => {
  const patience = 15_000
  const ended = lookWith(driver, entry(pit.port), {limit, others: others?.(pit.port) ?? {}})
  const found = await Promise.race([
    ended,
    new Promise<null>(resolve => setTimeout(() => resolve(null), patience).unref()),
  ])
  if (found === null) return expect.fail(`no end, ${patience / limit} times after its deadline`)
  return found
}

test('whatever the server does, each type ends, says what was wrong, leaves no socket and holds no memory', {
  timeout: 300_000,
}, async () => {
  const rounds = tries(1, 4)
  const healthy = await startTarpit('drip', '220 mail ready\r\n')
  onTestFinished(healthy.close)
  const before = retained()
  const memory = watchMemory()
  for (let round = 0; round < rounds; round += 1) {
    let isOver = false
    const beside = (async (): Promise<void> => {
      while (!isOver) {
        const entry = {type: 'tcp', host: '127.0.0.1', port: healthy.port, banner: '220'}
        expect((await lookWith(tcp, entry)).outcome).toBe('pass')
      }
    })()
    for (const behaviour of behaviours) {
      const cells = Object.entries(targets).map(async ([name, target]) => {
        const pit = await startTarpit(behaviour, target.opening)
        const found = await lookAt(target, pit)
        const label = `${name}, ${behaviour}`
        expect(found.outcome, label).not.toBe('pass')
        expect(found.summary, label).not.toBe('')
        // What closes by itself does not listen any more for our end.
        if (behaviour !== 'close') await pit.whenLeft()
        await pit.close()
      })
      await Promise.all(cells)
      tried(cells.length)
    }
    isOver = true
    await beside
  }
  expect((memory.highest() - before) / 2 ** 20).toBeLessThan(50)
})

test('an answer that goes round, or unpacks without end, is given up', {timeout: 300_000}, async () => {
  const bomb = gzipSync(Buffer.alloc(40 * 2 ** 20))
  const head = `HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: ${bomb.length}\r\n\r\n`
  const round = 'HTTP/1.1 302 Found\r\nlocation: /again\r\ncontent-length: 0\r\n\r\n'
  const before = retained()
  const memory = watchMemory()
  const cells = [
    ['http', Buffer.concat([Buffer.from(head), bomb])],
    ['http, in steps', Buffer.concat([Buffer.from(head), bomb])],
    ['prometheus', Buffer.concat([Buffer.from(head), bomb])],
    ['http', round],
    ['http, in steps', round],
    ['prometheus', round],
    ['files, by address', round],
  ] as const
  for (const [name, answer] of cells) {
    const target = targets[name]
    if (target === undefined) throw new Error(name)
    const pit = await startTarpit('answer', answer)
    const found = await lookWith(target.driver, target.entry(pit.port), {limit: 60_000})
    expect(found, name).not.toMatchObject({outcome: 'pass'})
    // It did not have to wait for the deadline to know.
    expect(found, name).not.toMatchObject({reason: 'timeout'})
    await pit.whenLeft()
    await pit.close()
    tried(1)
  }
  expect((memory.highest() - before) / 2 ** 20).toBeLessThan(50)
})

/** A program that behaves badly, and notes each process of its own. */
const program = (name: string, body: string) => {
  const cwd = scratch()
  mkdirSync(join(cwd, 'bin'))
  const path = join(cwd, 'bin', name)
  writeFileSync(path, `#!/bin/bash\necho $$ > '${cwd}/pid.'$$\n${body}\n`)
  chmodSync(path, 0o755)
  return {cwd, env: {PATH: `${join(cwd, 'bin')}:/usr/bin:/bin`}}
}

const isGone = (pid: string): boolean => {
  try {
    return /^\d+ \(.*\) Z/s.test(readFileSync(`/proc/${pid}/stat`, 'latin1'))
  } catch {
    return true
  }
}

test('whatever a program does, command and compose end, hold no memory and leave no child', {
  timeout: 300_000,
}, async () => {
  const before = retained()
  const memory = watchMemory()
  const bodies: Readonly<Record<string, string>> = {
    mute: 'sleep 600',
    drip: 'while :; do printf x; sleep 0.05; done',
    flood: 'yes "$(printf %01000d 0)"',
    'flood of errors': 'yes "$(printf %01000d 0)" >&2',
    'one endless line': 'tr "\\0" x < /dev/zero',
    deaf: 'trap "" TERM HUP INT; while :; do sleep 0.1; done',
    stopped: 'kill -STOP $$',
    'children of its own': 'sleep 600 & sleep 600 & (sleep 600 & wait) & wait',
  }
  const cells = [
    [command, 'job', {type: 'command', run: ['job'], expect: {output: 'never said'}}],
    [compose, 'docker', {type: 'compose'}],
  ] as const
  const looks = Object.values(bodies).flatMap(body =>
    cells.map(async ([driver, name, entry]) => {
      const {cwd, env} = program(name, body)
      const found = await lookWith(driver, entry, {limit, cwd, env})
      expect(found.outcome, `${name}: ${body}`).not.toBe('pass')
      await eventually('no child is left', () =>
        readdirSync(cwd)
          .filter(file => file.startsWith('pid.'))
          .every(file => isGone(file.slice(4))),
      )
    }),
  )
  await Promise.all(looks)
  tried(looks.length)
  expect((memory.highest() - before) / 2 ** 20).toBeLessThan(50)
})

test('a log of 60 MB in one line, in millions of lines, of NULs or of no text is read within its bounds', {
  timeout: 300_000,
}, async () => {
  const cwd = scratch()
  const before = retained()
  const memory = watchMemory()
  for (const filling of ['x', '\0', '\u00ff', 'ERROR x\n']) {
    const block = Buffer.alloc(2 ** 20, filling, 'latin1')
    writeFileSync(join(cwd, 'app.log'), '')
    for (let part = 0; part < 60; part += 1) appendFileSync(join(cwd, 'app.log'), block)
    const entry = {type: 'log', path: 'app.log', level: 'ERROR', since: '1h'}
    const found = await lookWith(log, entry, {limit: 60_000, cwd, since: new Date(0)})
    expect(found, JSON.stringify(filling)).toMatchObject({outcome: 'unknown', reason: 'no-data'})
    tried(1)
  }
  expect((memory.highest() - before) / 2 ** 20).toBeLessThan(50)
})
