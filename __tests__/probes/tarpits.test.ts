import {chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, onTestFinished, test} from 'vitest'
import {celery} from '#src/probes/celery.ts'
import {compose} from '#src/probes/compose.ts'
import type {Driver} from '#src/probes/driver.ts'
import {files} from '#src/probes/files.ts'
import {prometheus} from '#src/probes/prometheus.ts'
import {redis} from '#src/probes/redis.ts'
import {smtp} from '#src/probes/smtp.ts'
import type {Reason} from '#src/session/reading.ts'
import {eventually} from '../helpers/commands.ts'
import {type LookedWith, lookWith} from '../helpers/net-look.ts'
import {type PrivatePostgres, startPostgres} from '../helpers/private-postgres.ts'
import {startWeb} from '../helpers/private-web.ts'
import {scratch} from '../helpers/scratch.ts'
import {type Behaviour, startTarpit, unusedPort} from '../helpers/tarpit.ts'

// What each type says of a server that behaves badly. The other types have theirs beside their own tests.

interface Probe {
  readonly driver: Driver
  readonly entry: (port: number) => Readonly<Record<string, unknown>>
  readonly others?: (port: number) => LookedWith['others']
}

const probes = {
  celery: {driver: celery, entry: port => ({type: 'celery', broker: `redis://127.0.0.1:${port}/1`})},
  prometheus: {
    driver: prometheus,
    entry: port => ({
      type: 'prometheus',
      url: `http://127.0.0.1:${port}`,
      query: 'up',
      expect: {series: {min: 1}},
    }),
  },
  'files by address': {
    driver: files,
    entry: port => ({type: 'files', url: `http://127.0.0.1:${port}/media`, paths: ['a.pdf', 'b.pdf']}),
  },
  'files by a query': {
    driver: files,
    entry: () => ({type: 'files', root: 'media', 'paths-from': {connection: 'database', query: 'select 1'}}),
    others: port => ({database: {type: 'postgres', host: '127.0.0.1', port, database: 'x', user: 'me'}}),
  },
  smtp: {driver: smtp, entry: port => ({type: 'smtp', host: '127.0.0.1', port, starttls: 'false'})},
} satisfies Readonly<Record<string, Probe>>

type Cell = readonly [Behaviour | 'nobody', Reason, string, drops?: string]

const header = 'HTTP/1.1 200 OK\r\nX-A: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'
const overHttp: readonly Cell[] = [
  ['nobody', 'refused', 'nobody listens at 127.0.0.1'],
  ['silent', 'timeout', 'gave no whole answer within'],
  ['drip', 'timeout', 'gave no whole answer within', header],
  ['rubbish', 'mismatch', 'does not answer as HTTP'],
  ['close', 'refused', 'closed the connection'],
  ['close-when-asked', 'refused', 'closed the connection'],
  ['reset', 'refused', 'broke the connection off'],
  ['flood', 'mismatch', 'does not answer as HTTP'],
]

const cells: Readonly<Record<keyof typeof probes, readonly Cell[]>> = {
  celery: [
    ['nobody', 'refused', 'nobody listens at 127.0.0.1'],
    ['silent', 'timeout', 'gave no whole answer within'],
    ['drip', 'mismatch', 'is not Redis'],
    ['rubbish', 'mismatch', 'is not Redis'],
    ['close', 'refused', 'closed the connection'],
    ['close-when-asked', 'refused', 'closed the connection'],
    ['reset', 'refused', 'broke the connection off'],
    ['flood', 'mismatch', 'is not Redis'],
  ],
  prometheus: overHttp,
  'files by address': overHttp,
  'files by a query': [
    ['nobody', 'refused', 'nobody listens at 127.0.0.1'],
    ['silent', 'timeout', 'gave no whole answer within'],
    ['drip', 'mismatch', 'is not PostgreSQL'],
    ['rubbish', 'mismatch', 'is not PostgreSQL'],
    ['close', 'refused', 'closed the connection'],
    ['close-when-asked', 'refused', 'closed the connection'],
    ['reset', 'refused', 'broke the connection off'],
    ['flood', 'mismatch', 'is not PostgreSQL'],
  ],
  smtp: [['drip', 'timeout', 'gave no whole answer within', '220-more\r\n']],
}

const all = Object.entries(cells).flatMap(([name, row]) =>
  row.map(([behaviour, reason, words, drops]) => ({name, behaviour, reason, words, drops})),
)

test.each(all)('$name, at one that does $behaviour: $reason', async cell => {
  const {driver, entry, others}: Probe = probes[cell.name as keyof typeof probes]
  const pit = cell.behaviour === 'nobody' ? null : await startTarpit(cell.behaviour, cell.drops)
  if (pit !== null) onTestFinished(pit.close)
  const port = pit?.port ?? (await unusedPort())
  // Loading a driver must not count as silence of the other side.
  const limit = cell.reason === 'timeout' ? 400 : 10_000
  const found = await lookWith(driver, entry(port), {limit, others: others?.(port) ?? {}})
  expect(found).toMatchObject({outcome: 'fail', reason: cell.reason})
  expect(found.summary).toContain(cell.words)
  // What closes by itself does not listen any more for our end.
  if (cell.behaviour !== 'close') await pit?.whenLeft()
})

describe('over http', () => {
  const looks = {prometheus: probes.prometheus, 'files by address': probes['files by address']}
  const look = (name: keyof typeof looks, port: number, limit = 1_000) =>
    lookWith(looks[name].driver, looks[name].entry(port), {limit})
  const both = Object.keys(looks) as readonly (keyof typeof looks)[]

  test.each(both)('%s follows no redirect', async name => {
    const web = await startWeb((request, response) => {
      response.writeHead(302, {location: `${request.path}x`}).end()
    })
    const found = await look(name, web.port)
    expect(found).toMatchObject({outcome: 'fail', reason: 'mismatch'})
    expect(found.summary).toContain('302')
    expect(web.seen.length).toBeLessThanOrEqual(2)
    await web.whenLeft()
  })

  test.each(both)('%s asked for a password could not look', async name => {
    const web = await startWeb((_, response) => void response.writeHead(401).end())
    const found = await look(name, web.port)
    expect(found.outcome).toBe('unknown')
    expect(found.summary).toMatch(/401|asks for a login/)
    await web.whenLeft()
  })

  test('prometheus that sends 200 MB is not read to its end', async () => {
    const block = Buffer.alloc(1024 * 1024, ' ')
    const web = await startWeb((_, response) => {
      let left = 200
      const pour = (): void => {
        while (left-- > 0) if (!response.write(block)) return
        response.end()
      }
      response.on('drain', pour)
      pour()
    })
    const found = await look('prometheus', web.port, 20_000)
    expect(found.outcome).not.toBe('pass')
    await web.whenLeft()
  })
})

test('an answer of 200 MB from what speaks as Redis does is not read to its end', async () => {
  for (const [driver, type, key] of [
    [redis, 'redis', 'url'],
    [celery, 'celery', 'broker'],
  ] as const) {
    const pit = await startTarpit('flood-when-asked', '$209715200\r\n')
    onTestFinished(pit.close)
    const entry = {type, [key]: `redis://127.0.0.1:${pit.port}/1`}
    const found = await lookWith(driver, entry, {limit: 20_000})
    expect(found).toMatchObject({outcome: 'unknown', reason: 'error'})
    expect(found.summary).toContain('sends more than was asked for')
    await pit.whenLeft()
  }
})

test('a broker that asks for a password could not be looked at', async () => {
  const pit = await startTarpit('drip', '-NOAUTH Authentication required.\r\n')
  onTestFinished(pit.close)
  const found = await lookWith(celery, probes.celery.entry(pit.port), {limit: 1_000})
  expect(found).toMatchObject({outcome: 'unknown', reason: 'auth'})
  expect(found.summary).toContain('wants a password')
  await pit.whenLeft()
})

describe('files that a database names', () => {
  let database: PrivatePostgres
  beforeAll(async () => {
    database = await startPostgres()
  })
  afterAll(() => database.stop())

  test('with a wrong password nothing is known of them, and it stands nowhere', async () => {
    const connection = {
      type: 'postgres',
      host: '127.0.0.1',
      port: database.port,
      database: 'postgres',
      user: database.user,
      password: 'secret-guess',
    }
    const found = await lookWith(files, probes['files by a query'].entry(), {others: {database: connection}})
    expect(found).toMatchObject({outcome: 'unknown', reason: 'auth'})
    expect(JSON.stringify(found)).not.toContain('secret-guess')
  })
})

/** A `docker` that behaves badly; it notes the processes that it starts. */
const docker = (body: string): {readonly cwd: string; readonly env: Readonly<Record<string, string>>} => {
  const cwd = scratch()
  mkdirSync(join(cwd, 'bin'))
  const path = join(cwd, 'bin', 'docker')
  writeFileSync(path, `#!/bin/bash\ncd '${cwd}'\necho $$ > pid.$$\n${body}\n`)
  chmodSync(path, 0o755)
  return {cwd, env: {PATH: `${join(cwd, 'bin')}:/usr/bin:/bin`}}
}

const noneLeft = (cwd: string): Promise<void> =>
  eventually('no child is left', () =>
    readdirSync(cwd)
      .filter(name => name.startsWith('pid.'))
      .every(name => {
        try {
          const stat = readFileSync(`/proc/${name.slice(4)}/stat`, 'utf8')
          return /^\d+ \(.*\) Z/.test(stat)
        } catch {
          return true
        }
      }),
  )

test.each([
  ['never answers', 'sleep 600', 'timeout', 'did not end within'],
  ['drips', 'while :; do echo -n x; sleep 0.01; done', 'timeout', 'did not end within'],
  ['ignores being told to end', 'trap "" TERM; while :; do sleep 0.1; done', 'timeout', 'did not end'],
  ['prints rubbish', "printf '\\0\\377\\033[2Jweb\\n'", 'error', 'does not understand'],
  ['is killed', 'kill -KILL $$', 'error', 'docker compose'],
  ['prints without an end', 'yes web', 'timeout', 'did not end within'],
] as const)('compose, with a docker that %s: %s', async (_, body, reason, words) => {
  const place = docker(body)
  const found = await lookWith(compose, {type: 'compose'}, {...place, limit: 700})
  expect(found).toMatchObject({reason})
  expect(found.outcome).not.toBe('pass')
  expect(found.summary).toContain(words)
  await noneLeft(place.cwd)
})
