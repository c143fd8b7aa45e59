import {once} from 'node:events'
import type {AddressInfo} from 'node:net'
import {Redis} from 'ioredis'
import {describe, expect, onTestFinished, test} from 'vitest'
import {createRedisDouble} from '#src/drill/stack/redis-double.ts'
import {runWorker} from '#src/drill/stack/worker.ts'
import {celery} from '#src/probes/celery.ts'
import {redis} from '#src/probes/redis.ts'
import {cannotRun} from '../helpers/cannot-run.ts'
import {lookWith} from '../helpers/net-look.ts'
import {hasRedis, startRedis} from '../helpers/private-redis.ts'

const openDouble = async (): Promise<string> => {
  const server = createRedisDouble()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  return `redis://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const openReal = async (): Promise<string> => {
  const server = await startRedis()
  onTestFinished(() => server.stop())
  return `redis://127.0.0.1:${server.port}`
}

// The same on both: what a drill rehearses without Redis is what it rehearses with it.
describe.each([
  ['the double', openDouble],
  ['a real Redis', openReal],
] as const)('%s', (name, open) => {
  const place = async (skip: (note: string) => void): Promise<string> => {
    if (name === 'a real Redis' && !hasRedis()) cannotRun(skip, 'no redis-server on the PATH')
    return open()
  }

  test('is a master that saves and takes writes', async ({skip}) => {
    const url = await place(skip)
    const probe = {type: 'redis', url: `${url}/1`, role: 'master', persistence: 'true', writable: 'true'}
    expect(await lookWith(redis, probe)).toMatchObject({
      outcome: 'pass',
      summary: 'answers · master · last save ok · takes writes',
    })
    expect(await lookWith(redis, {...probe, role: 'replica'})).toMatchObject({
      outcome: 'fail',
      reason: 'mismatch',
    })
  })

  test('tells a sample of keys that went or changed from one that stayed', async ({skip}) => {
    const url = await place(skip)
    const client = new Redis(`${url}/1`)
    onTestFinished(() => client.disconnect())
    for (const key of ['a', 'b', 'c']) await client.set(`:1:${key}`, `value of ${key}`)
    await client.set('other', 'x')
    const sample = {match: ':1:*', count: '50', expect: 'gone-or-changed'}
    const probe = {type: 'redis', url: `${url}/1`, sample}
    const taken = await lookWith(redis, probe, {purpose: 'baseline'})
    expect(taken).toMatchObject({outcome: 'pass', values: {sampled: 3}})
    expect((await lookWith(redis, probe, {baseline: taken.values})).outcome).toBe('fail')
    await client.flushdb()
    await client.set(':1:a', 'another value')
    expect(await lookWith(redis, probe, {baseline: taken.values})).toMatchObject({
      outcome: 'pass',
      summary: expect.stringContaining('of 3 keys 2 gone, 1 changed'),
    })
  })

  test('carries the ping to workers and their answers back, and keeps nothing of it', async ({skip}) => {
    const url = await place(skip)
    const probe = {type: 'celery', broker: `${url}/0`, workers: {min: '2'}, queues: {celery: {growth: 0}}}
    expect(await lookWith(celery, probe)).toMatchObject({outcome: 'fail'})
    for (const worker of ['one@drill', 'two@drill']) onTestFinished(await runWorker(`${url}/0`, worker))
    expect(await lookWith(celery, probe)).toMatchObject({
      outcome: 'pass',
      values: {workers: 2, subscribed: 2},
    })
    const client = new Redis(`${url}/0`)
    onTestFinished(() => client.disconnect())
    expect(await client.dbsize()).toBe(0)
    // A task that somebody puts into the queue is taken out of it.
    await client.lpush('celery', 'task')
    await expect.poll(() => client.llen('celery')).toBe(0)
  })
})
