import {afterAll, beforeAll, describe, expect, onTestFinished, test} from 'vitest'
import {pingEnvelope, workersIn} from '#src/probes/celery/envelope.ts'
import {celery} from '#src/probes/celery.ts'
import {cannotRun} from '../helpers/cannot-run.ts'
import {type CeleryWorker, hasCelery, startWorker} from '../helpers/celery-worker.ts'
import {lookWith} from '../helpers/net-look.ts'
import {hasRedis, type PrivateRedis, startRedis} from '../helpers/private-redis.ts'
import {startTarpit, unusedPort} from '../helpers/tarpit.ts'

const look = (broker: string, options: object = {}, more: Parameters<typeof lookWith>[2] = {}) =>
  lookWith(celery, {type: 'celery', broker, ...options}, more)

describe('the envelope', () => {
  const ping = {client: 'C', ticket: 'T', tag: 'G', exchange: 'celery', expires: 1_700_000_000}
  const body =
    '{"method":"ping","arguments":{},"destination":null,"pattern":null,"matcher":null,"ticket":"T",' +
    '"reply_to":{"exchange":"reply.celery.pidbox","routing_key":"C"}}'

  test('has exactly these bytes: a malformed one ends the workers of a production', () => {
    expect(pingEnvelope(ping)).toBe(
      `{"body":"${Buffer.from(body).toString('base64')}","content-encoding":"utf-8",` +
        '"content-type":"application/json","headers":{"clock":1,"expires":1700000000},' +
        '"properties":{"delivery_mode":2,"delivery_info":{"exchange":"celery.pidbox","routing_key":""},' +
        '"priority":0,"body_encoding":"base64","delivery_tag":"G"}}',
    )
  })

  test('stays whole whatever the exchange is called', () => {
    const exchange = 'a"},"x":{"\\u0000\n'
    const read = JSON.parse(pingEnvelope({...ping, exchange}))
    expect(Object.keys(read)).toEqual(['body', 'content-encoding', 'content-type', 'headers', 'properties'])
    expect(read.properties.delivery_info.exchange).toBe(`${exchange}.pidbox`)
    expect(JSON.parse(Buffer.from(read.body, 'base64').toString())).toMatchObject({
      method: 'ping',
      ticket: 'T',
    })
  })

  test('of an answer counts only where it is a pong to our ticket', () => {
    const reply = (answer: unknown, ticket = 'T') =>
      JSON.stringify({
        body: Buffer.from(JSON.stringify(answer)).toString('base64'),
        headers: {ticket},
        properties: {body_encoding: 'base64'},
      })
    expect(workersIn(reply({'a@h': {ok: 'pong'}}), 'T')).toEqual(['a@h'])
    expect(workersIn(reply({'a@h': {ok: 'pong'}}, 'other'), 'T')).toEqual([])
    expect(workersIn(reply({'a@h': {error: 'no'}}), 'T')).toEqual([])
    expect(workersIn(reply([1]), 'T')).toEqual([])
    expect(workersIn('rubbish', 'T')).toEqual([])
    expect(workersIn(reply({'\u001b[2J@h': {ok: 'pong'}}), 'T').join()).not.toContain('\u001b')
  })
})

describe('what is no broker', () => {
  test('nobody listening is refused, silence times out and leaves no socket', async () => {
    const refused = await look(`redis://127.0.0.1:${await unusedPort()}/1`)
    expect(refused).toMatchObject({outcome: 'fail', reason: 'refused'})
    const pit = await startTarpit('silent')
    onTestFinished(pit.close)
    const silent = await look(`redis://127.0.0.1:${pit.port}/1`, {}, {limit: 400})
    expect(silent).toMatchObject({outcome: 'fail', reason: 'timeout'})
    await pit.whenLeft()
  })

  test.each(['', 'amqp://guest@localhost//'])('"%s" is a fault of the settings', async broker => {
    expect(await look(broker)).toMatchObject({outcome: 'unknown', reason: 'not-configured'})
  })
})

const canRun = hasRedis() && hasCelery()

test('a real broker and a real worker are there to be tested against', context => {
  if (!canRun) cannotRun(context.skip, 'redis-server, or Celery for Python, is not installed')
})

describe.runIf(canRun)('workers', () => {
  let broker: PrivateRedis
  let first: CeleryWorker
  let second: CeleryWorker
  const at = (database: number) => `redis://127.0.0.1:${broker.port}/${database}`
  const nothingLeft = async () => {
    const keys = await broker.tell('SELECT 1', 'KEYS *reply*')
    expect(keys).not.toContain('reply.')
  }

  beforeAll(async () => {
    broker = await startRedis()
    const both = await Promise.all([startWorker(at(1), 'one'), startWorker(at(1), 'two')])
    first = both[0]
    second = both[1]
  })
  afterAll(async () => {
    await first.stop()
    await second.stop()
    await broker.stop()
  })

  test('that are well all answer, stay well, and nothing is left behind', async () => {
    const found = await look(at(1), {workers: {min: '2'}})
    expect(found).toMatchObject({outcome: 'pass', warning: null, values: {workers: 2, subscribed: 2}})
    expect(found.summary).toBe('2/2 workers answer')
    expect(found.evidence).toContain('answered: one@test, two@test')
    await nothingLeft()
    for (let again = 0; again < 3; again++) expect((await look(at(1))).values).toMatchObject({workers: 2})
    expect(first.process.exitCode).toBeNull()
    expect(second.process.exitCode).toBeNull()
    expect(first.log() + second.log()).not.toMatch(/ERROR|Traceback/)
  })

  test('fewer than expected, or than before, fail', async () => {
    const expected = await look(at(1), {workers: {min: '3'}})
    expect(expected).toMatchObject({outcome: 'fail', reason: 'mismatch', summary: '2/3 workers answer'})
    const before = {workers: {'as-before': 'true'}}
    const taken = await look(at(1), before, {purpose: 'baseline'})
    expect(taken).toMatchObject({outcome: 'pass', values: {workers: 2}})
    expect((await look(at(1), before, {baseline: taken.values})).outcome).toBe('pass')
    const more = await look(at(1), before, {baseline: {workers: 4}})
    expect(more).toMatchObject({outcome: 'fail', summary: '2/4 workers answer'})
  })

  test('are reached by the number of their database alone', async () => {
    const found = await look(at(2))
    expect(found).toMatchObject({outcome: 'fail', reason: 'mismatch', values: {subscribed: 0}})
    expect(found.summary).toContain('no worker listens on database 2')
    expect(await broker.tell('SELECT 2', 'DBSIZE')).toContain(':0')
  })

  test('a stopped one is subscribed, but does not answer', async () => {
    second.process.kill('SIGSTOP')
    onTestFinished(() => void second.process.kill('SIGCONT'))
    const half = await look(at(1), {workers: {min: '1'}}, {limit: 4_000})
    expect(half).toMatchObject({outcome: 'pass', values: {workers: 1, subscribed: 2}})
    expect(half.warning).toBe('1 of 2 subscribed workers do not answer')
    const wanted = await look(at(1), {workers: {min: '2'}}, {limit: 1_500})
    expect(wanted).toMatchObject({outcome: 'fail', reason: 'mismatch', summary: '1/2 workers answer'})
    first.process.kill('SIGSTOP')
    onTestFinished(() => void first.process.kill('SIGCONT'))
    const none = await look(at(1), {}, {limit: 1_500})
    expect(none).toMatchObject({outcome: 'fail', reason: 'mismatch'})
    expect(none.summary).toContain('2 workers are subscribed, none answers')
    await nothingLeft()
  })

  test('what they answer too late leaves nothing behind', async () => {
    // Once they go on, they find the question of the test before, and nobody to answer.
    const found = await look(at(1), {workers: {min: '2'}})
    expect(found).toMatchObject({outcome: 'pass', values: {workers: 2}})
    await nothingLeft()
  })

  test('queues: a length, too long, growing, with priorities', async () => {
    const queues = (limits: object) => ({queues: {jobs: limits}})
    await broker.tell('SELECT 1', 'DEL jobs', 'LPUSH jobs a b c', 'LPUSH "jobs\\x06\\x163" x')
    const short = await look(at(1), queues({max: '4'}))
    expect(short).toMatchObject({outcome: 'pass', values: {'queue.jobs': 4}})
    const long = await look(at(1), queues({max: '2'}))
    expect(long).toMatchObject({outcome: 'fail', reason: 'mismatch'})
    expect(long.summary).toBe('queue jobs: 4 wait, at most 2 expected')
    const stays = await look(at(1), queues({growth: '0'}), {samples: 2})
    expect(stays.outcome).toBe('pass')
    const feeding = setInterval(() => void broker.tell('SELECT 1', 'LPUSH jobs more'), 20)
    const grows = await look(at(1), queues({growth: '0'}), {samples: 3})
    clearInterval(feeding)
    expect(grows).toMatchObject({outcome: 'fail', reason: 'mismatch'})
    expect(grows.summary).toContain('queue jobs grows')
  })
})

describe.runIf(canRun)('workers with a key prefix', () => {
  test('answer to those who know it', async () => {
    const broker = await startRedis()
    onTestFinished(broker.stop)
    const url = `redis://127.0.0.1:${broker.port}/3`
    const settings = "app.conf.broker_transport_options = {'global_keyprefix': 'shop:'}"
    const worker = await startWorker(url, 'prefixed', settings)
    onTestFinished(worker.stop)
    expect(await look(url, {keyprefix: 'shop:'})).toMatchObject({outcome: 'pass', values: {workers: 1}})
    expect(await broker.tell('SELECT 3', 'KEYS *reply*')).not.toContain('reply.')
    expect(await look(url)).toMatchObject({outcome: 'fail', values: {subscribed: 0}})
  })
})
