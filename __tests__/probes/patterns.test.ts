import {mkdirSync, writeFileSync} from 'node:fs'
import {createServer} from 'node:net'
import {join} from 'node:path'
import {Script} from 'node:vm'
import {afterAll, beforeAll, expect, onTestFinished, test, vi} from 'vitest'
import {command} from '#src/probes/command.ts'
import type {Finding} from '#src/probes/driver.ts'
import {http} from '#src/probes/http.ts'
import {patternKeys} from '#src/probes/in-time.ts'
import {log} from '#src/probes/log.ts'
import {postgres} from '#src/probes/postgres.ts'
import {prometheus} from '#src/probes/prometheus.ts'
import {tcp} from '#src/probes/tcp.ts'
import {runbookSchema} from '#src/runbook/schema.ts'
import {lookWith} from '../helpers/net-look.ts'
import {type PrivatePostgres, startPostgres} from '../helpers/private-postgres.ts'
import {startWeb} from '../helpers/private-web.ts'
import {scratch} from '../helpers/scratch.ts'

// Tries every way of parting the letters among the groups: more than there are atoms, for forty of them.
const endless = '^(a+)+$'
const letters = `${'a'.repeat(40)}!`

let database: PrivatePostgres
beforeAll(async () => {
  database = await startPostgres()
})
afterAll(() => database.stop())

const base = (): object => ({
  type: 'postgres',
  host: '127.0.0.1',
  port: database.port,
  database: 'postgres',
  user: database.user,
  password: database.password,
})

const logFile = (): string => {
  const cwd = scratch()
  writeFileSync(join(cwd, 'app.log'), `${letters}\n`)
  return cwd
}

const says = async (text: string): Promise<number> => {
  const server = createServer(socket => void socket.on('error', () => undefined).write(text))
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const address = server.address()
  return typeof address === 'object' ? (address?.port ?? 0) : 0
}

const since = new Date('2026-01-02T03:00:00Z')

const looks: Readonly<Record<string, () => Promise<Finding>>> = {
  'http body': async () => {
    const {url} = await startWeb((_, response) => void response.end(letters))
    return lookWith(http, {type: 'http', url, expect: {body: {matches: endless}}})
  },
  'http save': async () => {
    const {url} = await startWeb((_, response) => void response.end(letters))
    const steps = [{url, save: {WORD: {body: '^((?:a+)+)$'}}}]
    return lookWith(http, {type: 'http', steps})
  },
  'tcp banner': async () =>
    lookWith(tcp, {type: 'tcp', host: '127.0.0.1', port: await says(letters), banner: {matches: endless}}),
  'command output': () =>
    lookWith(
      command,
      {type: 'command', run: ['printf', letters], expect: {output: {matches: endless}}},
      {env: {PATH: process.env.PATH ?? ''}},
    ),
  'prometheus except': async () => {
    const data = {resultType: 'vector', result: [{metric: {job: letters}, value: [1, '1']}]}
    const {url} = await startWeb(
      (_, response) => void response.end(JSON.stringify({status: 'success', data})),
    )
    const except = '^job="(a+)+"$'
    return lookWith(prometheus, {type: 'prometheus', url, query: 'up', except, expect: {series: {min: 0}}})
  },
  'postgres value': () =>
    lookWith(postgres, {...base(), query: `select '${letters}'`, expect: {value: {matches: endless}}}),
  'postgres migrations': () => {
    const cwd = scratch()
    mkdirSync(join(cwd, 'migrations'))
    writeFileSync(join(cwd, 'migrations', `${letters}.py`), '')
    const migrations = {files: 'migrations/*.py', capture: '^(migrations)/(a|a)+$'}
    return lookWith(postgres, {...base(), integrity: ['migrations'], migrations}, {cwd})
  },
  'log level': () =>
    lookWith(log, {type: 'log', path: 'app.log', level: endless, since: 'start'}, {cwd: logFile(), since}),
  'log record': () =>
    lookWith(
      log,
      {type: 'log', path: 'app.log', record: endless, level: 'ERROR', since: 'start'},
      {cwd: logFile(), since},
    ),
  'log except': () =>
    lookWith(
      log,
      {type: 'log', path: 'app.log', level: '^a', except: endless, since: 'start'},
      {cwd: logFile(), since},
    ),
}

test.each(Object.keys(looks))('a pattern that goes on for ever does not hang the program: %s', async name => {
  const found = await looks[name]?.()
  expect(found).toMatchObject({outcome: 'unknown', reason: 'not-configured'})
  expect(found?.summary).toContain('a pattern of this probe takes more than 500 ms')
})

test('a page made to try the patience of the look for a login form is judged all the same', async () => {
  const {url} = await startWeb((_, response) => void response.end('<input '.repeat(500_000)))
  const found = await lookWith(http, {type: 'http', url, form: {user: 'me'}, expect: {status: 302}})
  expect(found).toMatchObject({outcome: 'fail', reason: 'mismatch'})
})

test('where no pattern can stand, nothing is guarded: a guard is a thread that begins and ends', async () => {
  const guarded = vi.spyOn(Script.prototype, 'runInContext')
  onTestFinished(() => guarded.mockRestore())
  const {url} = await startWeb((_, response) => void response.end('{"status": "ok"}'))
  const fine = {status: '200', json: {status: 'ok'}}
  expect(await lookWith(http, {type: 'http', url, expect: fine})).toMatchObject({outcome: 'pass'})
  expect(guarded).not.toHaveBeenCalled()
  await lookWith(http, {type: 'http', url, expect: {...fine, body: {matches: 'ok'}}})
  expect(guarded).toHaveBeenCalled()
})

test('the guard knows every key of a probe under which a pattern may stand', () => {
  const found = new Set<string>()
  const visit = (value: unknown, key: string): void => {
    if (typeof value !== 'object' || value === null) return
    if ('format' in value && value.format === 'regex') found.add(key)
    for (const [name, held] of Object.entries(value)) {
      if (name === 'properties') for (const [each, its] of Object.entries(held as object)) visit(its, each)
      else visit(held, key)
    }
  }
  const {properties} = runbookSchema() as {readonly properties: {readonly probes: unknown}}
  visit(properties.probes, '')
  expect([...found].sort()).toEqual([...patternKeys].sort())
})
