import {once} from 'node:events'
import {afterAll, beforeAll, describe, expect, onTestFinished, test} from 'vitest'
import {tr} from '#src/i18n/tr.ts'
import {redis} from '#src/probes/redis.ts'
import {cannotRun} from '../helpers/cannot-run.ts'
import {certificateMaker} from '../helpers/certificates.ts'
import {lookWith} from '../helpers/net-look.ts'
import {hasRedis, type PrivateRedis, startRedis} from '../helpers/private-redis.ts'
import {scratch} from '../helpers/scratch.ts'
import {type Behaviour, startTarpit, unusedPort} from '../helpers/tarpit.ts'

const look = (url: string, options: object = {}, more: Parameters<typeof lookWith>[2] = {}) =>
  lookWith(redis, {type: 'redis', url, ...options}, {limit: 2_000, ...more})

describe('what is no Redis', () => {
  test('nobody listening is refused, in both languages', async () => {
    const port = await unusedPort()
    const found = await look(`redis://127.0.0.1:${port}/0`)
    expect(found).toMatchObject({outcome: 'fail', reason: 'refused'})
    expect(found.summary).toBe(`nobody listens at 127.0.0.1:${port}: is the service up?`)
    const turkish = await look(`redis://127.0.0.1:${port}/0`, {}, {texts: tr})
    expect(turkish.summary).toBe(`127.0.0.1:${port} adresini dinleyen yok: servis ayakta mı?`)
  })

  test.each<[Behaviour, string, string]>([
    ['silent', 'timeout', 'gave no whole answer within'],
    ['drip', 'mismatch', 'is not Redis'],
    ['rubbish', 'mismatch', 'is not Redis'],
    ['close', 'refused', 'closed the connection'],
    ['close-when-asked', 'refused', 'closed the connection'],
    ['reset', 'refused', 'broke the connection off'],
    ['flood', 'mismatch', 'is not Redis'],
  ])('%s ends as %s and leaves no socket', async (behaviour, reason, words) => {
    const pit = await startTarpit(behaviour)
    onTestFinished(pit.close)
    const found = await look(`redis://127.0.0.1:${pit.port}/0`, {}, {limit: 300})
    expect(found).toMatchObject({outcome: 'fail', reason})
    expect(found.summary).toContain(words)
    // What closes by itself does not listen any more for our end.
    if (behaviour !== 'close') await pit.whenLeft()
  })

  test('an answer without an end is not read to its end', async () => {
    const pit = await startTarpit('drip', '$99\r\n')
    onTestFinished(pit.close)
    const found = await look(`redis://127.0.0.1:${pit.port}/0`, {}, {limit: 300})
    expect(found.outcome).not.toBe('pass')
    await pit.whenLeft()
  })

  test('a name that does not exist is unknown: we could not look', async () => {
    expect(await look('redis://no-such-host.invalid/0')).toMatchObject({outcome: 'unknown', reason: 'dns'})
  })

  test.each(['', 'http://localhost', 'redis://u:p/a#ss@localhost/0', 'redis://localhost/zero', 'redis://'])(
    '"%s" is a fault of the settings, and no part of it is shown',
    async url => {
      const found = await look(url)
      expect(found).toMatchObject({outcome: 'unknown', reason: 'not-configured'})
      expect(JSON.stringify(found)).not.toContain('a#ss')
    },
  )
})

describe.runIf(hasRedis())('a server', () => {
  let server: PrivateRedis
  beforeAll(async () => {
    server = await startRedis('--databases', '4')
  })
  afterAll(() => server.stop())

  test('that is well passes in all that is asked, and shows it', async () => {
    const found = await look(server.url, {role: 'master', persistence: 'true', writable: 'true'})
    expect(found).toMatchObject({outcome: 'pass', reason: null, warning: null})
    expect(found.summary).toBe('answers · master · last save ok · takes writes')
    expect(found.values).toMatchObject({role: 'master'})
    expect(await server.tell('DBSIZE')).toContain(':0')
  })

  test('of another role is not as expected', async () => {
    const found = await look(server.url, {role: 'replica'})
    expect(found).toMatchObject({outcome: 'fail', reason: 'mismatch'})
    expect(found.summary).toBe('is a master, should be a replica')
  })

  test('without the database asked for says so', async () => {
    const found = await look(`redis://127.0.0.1:${server.port}/9`)
    expect(found).toMatchObject({outcome: 'fail', reason: 'mismatch', summary: 'Redis has no database 9'})
  })

  test('that asks for no password takes one, with a warning', async () => {
    const found = await look(`redis://:needless@127.0.0.1:${server.port}/0`)
    expect(found.outcome).toBe('pass')
    expect(found.warning).toContain('asks for no password')
  })

  test('memory: without limit a warning, below it a share, above it a failure, full no writes', async () => {
    onTestFinished(() => server.tell('CONFIG SET maxmemory 0').then(() => undefined))
    expect((await look(server.url, {memory: '90'})).warning).toContain('no limit is set')
    await server.tell('CONFIG SET maxmemory 1gb')
    expect((await look(server.url, {memory: '90'})).summary).toMatch(/of 1 GiB memory$/)
    await server.tell('CONFIG SET maxmemory 1mb')
    const full = await look(server.url, {memory: '90', persistence: 'true'})
    expect(full).toMatchObject({outcome: 'fail', reason: 'mismatch'})
    expect(full.summary).toContain('at most 90% expected')
    const refused = await look(server.url, {writable: 'true'})
    expect(refused).toMatchObject({outcome: 'fail', reason: 'mismatch'})
    expect(refused.summary).toContain('its memory limit is reached')
  })

  test('that answers PING but is read-only fails where it should take writes', async () => {
    onTestFinished(() => server.tell('REPLICAOF NO ONE').then(() => undefined))
    await server.tell(`REPLICAOF 127.0.0.1 ${await unusedPort()}`)
    expect((await look(server.url)).outcome).toBe('pass')
    const found = await look(server.url, {writable: 'true'})
    expect(found).toMatchObject({outcome: 'fail', reason: 'mismatch'})
    expect(found.summary).toContain('read-only replica')
  })

  test('that takes no more connections is refused', async () => {
    onTestFinished(() => server.tell('CONFIG SET maxclients 1000').then(() => undefined))
    const {connect} = await import('node:net')
    await server.tell('CONFIG SET maxclients 1')
    const only = connect(server.port, '127.0.0.1')
    only.write('PING\r\n')
    await once(only, 'data')
    const found = await look(server.url)
    only.write('CONFIG SET maxclients 1000\r\n')
    await once(only, 'data')
    only.destroy()
    expect(found).toMatchObject({outcome: 'fail', reason: 'refused'})
    expect(found.summary).toContain('maxclients')
  })

  test('that is stopped in its tracks gives no answer', async () => {
    server.process.kill('SIGSTOP')
    onTestFinished(() => void server.process.kill('SIGCONT'))
    const found = await look(server.url, {}, {limit: 300})
    expect(found).toMatchObject({outcome: 'fail', reason: 'timeout'})
  })

  describe('a sample of keys', () => {
    const sample = {sample: {match: ':1:*', count: '50', expect: 'gone-or-changed'}}
    const remember = async () => {
      await server.tell('FLUSHALL', 'SET :1:a one', 'SET :1:b two', 'HSET :1:c field value', 'SET other x')
      const found = await look(server.url, sample, {purpose: 'baseline'})
      expect(found).toMatchObject({outcome: 'pass', summary: '3 keys remembered'})
      return found.values
    }

    test('that are all as before: the cache was not cleared', async () => {
      const baseline = await remember()
      const found = await look(server.url, sample, {baseline})
      expect(found).toMatchObject({outcome: 'fail', reason: 'mismatch'})
      expect(found.summary).toBe('of 3 keys 0 gone, 0 changed, 3 as before')
      expect(found.evidence.join()).toContain(':1:a')
    })

    test('gone or changed, every one: it was; one left: it was not', async () => {
      const baseline = await remember()
      await server.tell('DEL :1:a', 'SET :1:b other')
      const left = await look(server.url, sample, {baseline})
      expect(left).toMatchObject({outcome: 'fail', summary: 'of 3 keys 1 gone, 1 changed, 1 as before'})
      await server.tell('HSET :1:c field other')
      const cleared = await look(server.url, sample, {baseline})
      expect(cleared.outcome).toBe('pass')
      expect(cleared.summary).toContain('of 3 keys 1 gone, 2 changed, 0 as before')
    })

    test('that should be kept', async () => {
      const baseline = await remember()
      const kept = {sample: {...sample.sample, expect: 'kept'}}
      expect((await look(server.url, kept, {baseline})).outcome).toBe('pass')
      await server.tell('DEL :1:a')
      expect(await look(server.url, kept, {baseline})).toMatchObject({outcome: 'fail', reason: 'mismatch'})
    })

    test('that was never taken, or was of no key, leaves it unknown', async () => {
      expect(await look(server.url, sample)).toMatchObject({outcome: 'unknown', reason: 'no-data'})
      await server.tell('FLUSHALL')
      const empty = await look(server.url, sample, {purpose: 'baseline'})
      expect(empty).toMatchObject({outcome: 'unknown', reason: 'no-data'})
      const found = await look(server.url, sample, {baseline: empty.values})
      expect(found).toMatchObject({outcome: 'unknown', reason: 'no-data'})
    })

    test('is bounded by its count, and finds keys that are no text', async () => {
      await server.tell('FLUSHALL', "EVAL \"for i=1,500 do redis.call('SET','\\xff'..i,i) end\" 0")
      const bounded = {sample: {match: '*', count: '20', expect: 'kept'}}
      const {values} = await look(server.url, bounded, {purpose: 'baseline'})
      expect(values.sampled).toBe(20)
      expect((await look(server.url, bounded, {baseline: values})).outcome).toBe('pass')
    })
  })
})

describe.runIf(hasRedis())('a server with a password', () => {
  let server: PrivateRedis
  beforeAll(async () => {
    server = await startRedis('--requirepass', 'p@ss/w?rd')
  })
  afterAll(() => server.stop())
  const with_ = (password: string) => `redis://:${password}@127.0.0.1:${server.port}/1`

  test('takes it percent-encoded', async () => {
    expect((await look(with_('p%40ss%2Fw%3Frd'))).outcome).toBe('pass')
  })

  test.each([
    ['none', () => `redis://127.0.0.1:${server.port}/1`, 'wants a password'],
    ['a wrong one', () => with_('secret-guess'), 'does not take this user and password'],
  ])('%s: unknown, we could not look; the password stands nowhere', async (_, url, words) => {
    const found = await look(url())
    expect(found).toMatchObject({outcome: 'unknown', reason: 'auth'})
    expect(found.summary).toContain(words)
    expect(JSON.stringify(found)).not.toContain('secret-guess')
  })

  test('for a user who may not write: unknown', async () => {
    await server.tell('AUTH p@ss/w?rd', 'ACL SETUSER reader on >pw ~* +@read +ping +select')
    const found = await look(`redis://reader:pw@127.0.0.1:${server.port}/1`, {writable: 'true'})
    expect(found).toMatchObject({outcome: 'unknown', reason: 'permission'})
  })
})

describe.runIf(hasRedis())('a server with TLS', () => {
  test('is trusted with its authority, by name and address, and by nobody else', async () => {
    const made = scratch()
    const maker = certificateMaker(made)
    const authority = maker.issue({name: 'our authority', isAuthority: true, by: 'itself'})
    const own = maker.issue({name: 'localhost', names: 'DNS:localhost,IP:127.0.0.1', by: authority})
    const port = await unusedPort()
    const files = ['--tls-cert-file', own.certFile, '--tls-key-file', own.keyFile]
    const more = ['--tls-ca-cert-file', authority.certFile, '--tls-auth-clients', 'no']
    const server = await startRedis('--tls-port', String(port), ...files, ...more)
    onTestFinished(server.stop)
    for (const host of ['127.0.0.1', 'localhost'])
      expect((await look(`rediss://${host}:${port}/0`, {ca: authority.certFile})).outcome).toBe('pass')
    const stranger = await look(`rediss://127.0.0.1:${port}/0`)
    expect(stranger).toMatchObject({outcome: 'fail', reason: 'mismatch'})
    expect(stranger.summary).toContain('is not trusted here')
    const missing = await look(`rediss://127.0.0.1:${port}/0`, {ca: 'nowhere.pem'})
    expect(missing).toMatchObject({outcome: 'unknown', reason: 'not-configured'})
  })
})

test('a real server is there to be tested against', context => {
  if (!hasRedis()) cannotRun(context.skip, 'redis-server is not installed')
})
