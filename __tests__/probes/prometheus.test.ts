import {EventEmitter, once} from 'node:events'
import {mkdtempSync, realpathSync, rmSync} from 'node:fs'
import {createServer, type Server} from 'node:http'
import type {AddressInfo} from 'node:net'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, onTestFinished, test} from 'vitest'
import {prometheus} from '#src/probes/prometheus.ts'
import {cannotRun} from '../helpers/cannot-run.ts'
import {type LookedWith, lookWith} from '../helpers/net-look.ts'
import {type PrivatePrometheus, startPrometheus} from '../helpers/private-prometheus.ts'
import {startWeb} from '../helpers/private-web.ts'
import {startTarpit, unusedPort} from '../helpers/tarpit.ts'

/** Something that Prometheus scrapes; it can be told to be ill. */
const startTarget = async () => {
  const scrapes = new EventEmitter()
  const state = {isWell: true, load: 1}
  const server: Server = createServer((_, response) => {
    response.writeHead(state.isWell ? 200 : 500, {'content-type': 'text/plain'})
    response.end(`load ${state.load}\n`)
    scrapes.emit('scrape')
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    state,
    port: (server.address() as AddressInfo).port,
    // What a scrape saw is stored before the next but one begins.
    whenSeen: async () => {
      for (let count = 0; count < 3; count++) await once(scrapes, 'scrape')
    },
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

let directory: string
let app: Awaited<ReturnType<typeof startTarget>>
let worker: Awaited<ReturnType<typeof startTarget>>
let site: PrivatePrometheus | null = null

beforeAll(async () => {
  directory = mkdtempSync(join(realpathSync(tmpdir()), 'rollcall-test-'))
  app = await startTarget()
  worker = await startTarget()
  worker.state.isWell = false
  site = await startPrometheus(directory, {app: app.port, worker: worker.port})
  if (site !== null) await Promise.all([app.whenSeen(), worker.whenSeen()])
})
afterAll(async () => {
  await site?.stop()
  app.close()
  worker.close()
  rmSync(directory, {recursive: true, force: true})
})

const real = (skip: (note: string) => void): PrivatePrometheus => {
  if (site === null) cannotRun(skip, 'prometheus is not installed')
  return site as PrivatePrometheus
}

const look = (url: string, entry: object, more?: LookedWith) =>
  lookWith(prometheus, {type: 'prometheus', url, ...entry}, more)

const down = {query: 'up == 0', present: 'up', compare: {series: 'no-new'}}

describe('targets that are down', () => {
  test('are compared with those that were down before', async ({skip}) => {
    const {url} = real(skip)
    const before = await look(url, down, {purpose: 'baseline'})
    expect(before).toMatchObject({outcome: 'pass', summary: '1 series'})
    const baseline = before.values
    expect(Object.keys(baseline)).toEqual([`job="worker", instance="127.0.0.1:${worker.port}"`])

    expect(await look(url, down, {baseline})).toMatchObject({
      outcome: 'pass',
      summary: 'no new series (1 → 1)',
    })

    app.state.isWell = false
    onTestFinished(async () => {
      app.state.isWell = true
      await app.whenSeen()
    })
    await app.whenSeen()
    const found = await look(url, down, {baseline})
    expect(found).toMatchObject({outcome: 'fail', reason: 'mismatch'})
    expect(found.summary).toContain(`new since before (1 → 2 series): job="app"`)
    expect(await look(url, {...down, except: 'job="app"'}, {baseline})).toMatchObject({outcome: 'pass'})
  })

  test('without a baseline are unknown', async ({skip}) => {
    const {url} = real(skip)
    expect(await look(url, down)).toMatchObject({outcome: 'unknown', reason: 'no-data'})
  })

  test('are unknown where nothing was measured at all, not green', async ({skip}) => {
    const {url} = real(skip)
    const found = await look(url, {...down, present: 'up{job="nowhere"}'}, {baseline: {}})
    expect(found).toMatchObject({outcome: 'unknown', reason: 'no-data'})
    expect(found.summary).toContain('nothing was measured')
  })
})

describe('a query', () => {
  test('is judged by its count and its values', async ({skip}) => {
    const {url} = real(skip)
    const fine = {query: 'up{job="app"}', expect: {series: 1, value: 1}}
    expect(await look(url, fine)).toMatchObject({outcome: 'pass'})
    const found = await look(url, {query: 'up', expect: {value: {min: 1}}})
    expect(found).toMatchObject({outcome: 'fail', reason: 'mismatch'})
    expect(found.summary).toMatch(/^job="worker".*: 0, but expected: at least 1$/)
    expect(await look(url, {query: '1 + 1', expect: {value: 2}})).toMatchObject({outcome: 'pass'})
  })

  test('whose answer is empty passes only where that is what was expected', async ({skip}) => {
    const {url} = real(skip)
    const query = 'up{job="nowhere"}'
    expect(await look(url, {query, expect: {value: {min: 1}}})).toMatchObject({reason: 'no-data'})
    expect(await look(url, {query, expect: {series: 0}})).toMatchObject({outcome: 'pass'})
  })

  test('is compared by value: before, after, difference', async ({skip}) => {
    const {url} = real(skip)
    const entry = {query: 'load', compare: {value: {gain: '50%'}}}
    const {values: baseline} = await look(url, entry, {purpose: 'baseline'})
    app.state.load = 3
    onTestFinished(() => {
      app.state.load = 1
    })
    await app.whenSeen()
    const found = await look(url, entry, {baseline})
    expect(found).toMatchObject({outcome: 'fail', reason: 'mismatch'})
    expect(found.summary).toContain('1 → 3 (+2, +200%)')
  })

  test.for(['up ==', 'up[5m]'])('"%s" is a fault of the settings', async (query, {skip}) => {
    const {url} = real(skip)
    const found = await look(url, {query, expect: {series: 1}})
    expect(found).toMatchObject({outcome: 'unknown', reason: 'not-configured'})
    expect(found.summary).toContain(query)
  })
})

test('a Prometheus that was stopped ends by the deadline', async ({skip}) => {
  const {url, child} = real(skip)
  child.kill('SIGSTOP')
  onTestFinished(() => void child.kill('SIGCONT'))
  expect(await look(url, down, {limit: 500})).toMatchObject({outcome: 'fail', reason: 'timeout'})
})

describe('what is no Prometheus', () => {
  test.each([
    [200, '<html>', 'mismatch', 'is no Prometheus'],
    [503, 'starting', 'mismatch', 'status 503: starting'],
    [401, '', 'auth', 'asks for a login'],
    [200, '{"status":"success","data":{"resultType":"vector","result":[1]}}', 'not-configured', 'neither'],
  ] as const)('status %i, %j', async (status, body, reason, words) => {
    const web = await startWeb((_, response) => void response.writeHead(status).end(body))
    const found = await look(web.url, down, {baseline: {}})
    expect(found).toMatchObject({reason})
    expect(found.summary).toContain(words)
    await web.whenLeft()
  })

  test('nobody, and those who never answer', async () => {
    expect(await look(`http://127.0.0.1:${await unusedPort()}`, down)).toMatchObject({reason: 'refused'})
    for (const [behaviour, reason] of [
      ['silent', 'timeout'],
      ['rubbish', 'mismatch'],
      ['close', 'refused'],
    ] as const) {
      const pit = await startTarpit(behaviour)
      onTestFinished(pit.close)
      expect(await look(`http://127.0.0.1:${pit.port}`, down, {limit: 400})).toMatchObject({reason})
      await pit.whenLeft()
    }
  })
})
