import {mkdirSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, onTestFinished, test} from 'vitest'
import {tr} from '#src/i18n/tr.ts'
import {postgres} from '#src/probes/postgres.ts'
import {certificateMaker} from '../helpers/certificates.ts'
import {lookWith} from '../helpers/net-look.ts'
import {type PrivatePostgres, startPostgres} from '../helpers/private-postgres.ts'
import {scratch} from '../helpers/scratch.ts'
import {type Behaviour, startTarpit, unusedPort} from '../helpers/tarpit.ts'

const look = (url: string, options: object = {}, more: Parameters<typeof lookWith>[2] = {}) =>
  lookWith(postgres, {type: 'postgres', url, ...options}, more)

describe('what is no database', () => {
  test('nobody listening is refused, in both languages', async () => {
    const port = await unusedPort()
    const url = `postgres://me:secret-word@127.0.0.1:${port}/shop`
    const found = await look(url)
    expect(found).toMatchObject({outcome: 'fail', reason: 'refused'})
    expect(found.summary).toBe(`nobody listens at 127.0.0.1:${port}: is the service up?`)
    expect((await look(url, {}, {texts: tr})).summary).toBe(
      `127.0.0.1:${port} adresini dinleyen yok: servis ayakta mı?`,
    )
    expect(JSON.stringify(found)).not.toContain('secret-word')
  })

  test.each<[Behaviour, string, string]>([
    ['silent', 'timeout', 'gave no whole answer within'],
    ['rubbish', 'mismatch', 'is not PostgreSQL'],
    ['drip', 'mismatch', 'is not PostgreSQL'],
    ['flood', 'mismatch', 'is not PostgreSQL'],
    ['close', 'refused', 'closed the connection'],
    ['close-when-asked', 'refused', 'closed the connection'],
    ['reset', 'refused', 'broke the connection off'],
  ])('%s ends as %s and leaves no socket', async (behaviour, reason, words) => {
    const pit = await startTarpit(behaviour)
    onTestFinished(pit.close)
    const found = await look(`postgres://me@127.0.0.1:${pit.port}/shop`, {}, {limit: 400})
    expect(found).toMatchObject({outcome: 'fail', reason})
    expect(found.summary).toContain(words)
    // What closes by itself does not listen any more for our end.
    if (behaviour !== 'close') await pit.whenLeft()
  })

  test('a name that does not exist is unknown: we could not look', async () => {
    const found = await look('postgres://me@no-such-host.invalid/shop')
    expect(found).toMatchObject({outcome: 'unknown', reason: 'dns'})
  })

  test.each(['mysql://me@localhost/x', 'postgres://me:pa/ss@localhost/x', 'postgres://localhost/x'])(
    '"%s" is a fault of the settings',
    async url => {
      const found = await look(url)
      expect(found).toMatchObject({outcome: 'unknown', reason: 'not-configured'})
      expect(JSON.stringify(found)).not.toContain('pa/ss')
    },
  )
})

describe('a database', () => {
  let server: PrivatePostgres
  const root = () =>
    `postgres://postgres:${encodeURIComponent(server.password)}@127.0.0.1:${server.port}/shop`
  const reader = () => `postgres://reader:r@127.0.0.1:${server.port}/shop`

  beforeAll(async () => {
    server = await startPostgres('-c', 'max_connections=12', '-c', 'superuser_reserved_connections=3')
    await server.run('create database shop')
    await server.run(
      `create role reader login password 'r'; grant pg_read_all_data to reader;
       create role blind login password 'b';
       create table customer (id int primary key, name text);
       create table invoice (id int primary key, customer_id int references customer, paid boolean);
       insert into customer select n, 'c' || n from generate_series(1, 100) n;
       insert into invoice select n, n, n % 2 = 0 from generate_series(1, 100) n;
       create table django_migrations (id serial, app text, name text);
       insert into django_migrations (app, name) values ('shop', '0001_initial'), ('shop', '0002_more'), ('auth', '0001_initial');`,
      'shop',
    )
  })
  afterAll(() => server.stop())

  test('that answers passes, with a password full of odd characters, and a superuser is warned of', async () => {
    const found = await look(root())
    expect(found).toMatchObject({outcome: 'pass', values: {database: 'shop'}})
    expect(found.summary).toMatch(/^shop answers, PostgreSQL \d+/)
    expect(found.warning).toContain('postgres is a superuser')
    expect(await look(reader())).toMatchObject({outcome: 'pass', warning: null})
  })

  test('is found by its parts where the URL is empty, and by another probe of its own', async () => {
    const parts = {
      host: 'localhost',
      port: String(server.port),
      database: 'shop',
      user: 'reader',
      password: 'r',
    }
    expect((await look('', parts)).outcome).toBe('pass')
    const others = {base: {type: 'postgres', url: reader()}}
    const entry = {type: 'postgres', connection: 'base', query: 'select 1', expect: {value: '1'}}
    expect((await lookWith(postgres, entry, {others})).outcome).toBe('pass')
  })

  test.each([
    [
      'a wrong password',
      'auth',
      'unknown',
      'does not take the password of reader',
      'reader:secret-guess',
      'shop',
    ],
    ['no password', 'auth', 'unknown', 'wants a password for reader', 'reader', 'shop'],
    ['no such database', 'mismatch', 'fail', 'there is no database nowhere', 'reader:r', 'nowhere'],
  ])('%s is told apart', async (_, reason, outcome, words, who, database) => {
    const found = await look(`postgres://${who}@127.0.0.1:${server.port}/${database}`)
    expect(found).toMatchObject({outcome, reason})
    expect(found.summary).toContain(words)
    expect(JSON.stringify(found)).not.toContain('secret-guess')
  })

  test('with all its connections taken is refused', async () => {
    const held = await Promise.all(Array.from({length: 9}, () => server.session('shop').catch(() => null)))
    const found = await look(reader())
    await Promise.all(held.map(each => each?.end()))
    expect(found).toMatchObject({outcome: 'fail', reason: 'refused'})
    expect(found.summary).toContain('takes no more connections')
  })

  test('stopped in its tracks gives no answer', async () => {
    server.signal('SIGSTOP')
    onTestFinished(() => server.signal('SIGCONT'))
    const found = await look(reader(), {}, {limit: 400})
    expect(found).toMatchObject({outcome: 'fail', reason: 'timeout'})
  })

  describe('a query', () => {
    test.each([
      ['a value', 'select count(*) from invoice', {value: '100'}, 'pass'],
      ['another value', 'select count(*) from invoice', {value: '99'}, 'fail'],
      ['a limit', 'select count(*) from invoice', {value: {min: '101'}}, 'fail'],
      ['rows', 'select * from invoice where not paid', {rows: '50'}, 'pass'],
      ['too few rows', 'select * from invoice where id < 0', {rows: {min: '1'}}, 'fail'],
      ['columns', 'select id, name from customer order by id', {columns: {id: '1', name: 'c1'}}, 'pass'],
      ['a column that is not there', 'select id from customer', {columns: {nothing: '1'}}, 'fail'],
      ['no row at all', 'select id from customer where id < 0', {value: '1'}, 'fail'],
    ])('with %s expected', async (_, query, expected, outcome) => {
      const found = await look(reader(), {query, expect: expected})
      expect(found.outcome).toBe(outcome)
      if (outcome === 'fail') expect(found.reason).toBe('mismatch')
    })

    test('binds its values instead of writing them into its text', async () => {
      const odd = "1'; drop table invoice; --"
      const query = 'select count(*) from customer where name = $1'
      expect((await look(reader(), {query, values: ['c7'], expect: {value: '1'}})).outcome).toBe('pass')
      expect((await look(root(), {query, values: [odd], expect: {value: '0'}})).outcome).toBe('pass')
    })

    test.each([
      ['delete from invoice', 'would write'],
      ["select nextval('django_migrations_id_seq')", 'would write'],
      ['commit', null],
      ['select 1; delete from invoice', 'cannot insert multiple commands'],
    ])('that writes changes nothing: %s', async (query, words) => {
      const found = await look(root(), {query})
      if (words !== null) {
        expect(found).toMatchObject({outcome: 'unknown', reason: 'error'})
        expect(found.summary).toContain(words)
      }
      const count = await look(reader(), {query: 'select count(*) from invoice', expect: {value: '100'}})
      expect(count.outcome).toBe('pass')
    })

    test('on a table that is locked tells of the lock and who holds it', async () => {
      const holder = await server.session('shop')
      await holder.query(
        "set application_name = 'nightly-job'; begin; lock table invoice in access exclusive mode",
      )
      const query = 'select count(*) from invoice'
      const found = await look(reader(), {query, expect: {value: '100'}}, {limit: 1_500})
      await holder.end()
      expect(found).toMatchObject({outcome: 'fail', reason: 'timeout'})
      expect(found.summary).toContain('invoice is held by nightly-job')
    })

    test('that takes too long is ended by the server, and its session does not go on', async () => {
      const found = await look(reader(), {query: 'select pg_sleep(60)'}, {limit: 700})
      expect(found).toMatchObject({outcome: 'fail', reason: 'timeout'})
      expect(found.summary).toContain('did not end in time')
    })

    test.each([
      ['select * from nowhere', 'error', '42P01'],
      ['selec 1', 'error', '42601'],
    ])('that is wrong is our fault, not the database’s: %s', async (query, reason, words) => {
      const found = await look(reader(), {query})
      expect(found).toMatchObject({outcome: 'unknown', reason})
      expect(found.summary).toContain(words)
    })

    test('of what may not be read is unknown', async () => {
      const url = `postgres://blind:b@127.0.0.1:${server.port}/shop`
      const found = await look(url, {query: 'select * from invoice'})
      expect(found).toMatchObject({outcome: 'unknown', reason: 'permission'})
    })

    test('with an answer too large is not read to its end', async () => {
      const query = "select repeat('x', 1000) from generate_series(1, 100000)"
      const found = await look(reader(), {query})
      expect(found).toMatchObject({outcome: 'unknown', reason: 'error'})
      expect(found.summary).toContain('sends more than was asked for')
    })
  })

  describe('numbers before and after', () => {
    const options = {
      baseline: {
        invoices: 'select count(*) from invoice',
        head: "select app || '.' || name from django_migrations order by id desc limit 1",
      },
      compare: {invoices: {lose: '2'}, head: 'any'},
    }
    const numbers = async () => {
      const found = await look(reader(), options, {purpose: 'baseline'})
      expect(found).toMatchObject({outcome: 'pass', values: {invoices: 100, head: 'auth.0001_initial'}})
      return found.values
    }
    const refill = () =>
      server.run(
        'insert into invoice select n, n, true from generate_series(99, 100) n on conflict do nothing',
        'shop',
      )

    test('the same pass', async () => {
      const found = await look(reader(), options, {baseline: await numbers()})
      expect(found).toMatchObject({outcome: 'pass', warning: null})
      expect(found.summary).toContain('invoices 100 → 100 (±0)')
    })

    test('a loss within limits is a warning, beyond them a failure', async () => {
      const baseline = await numbers()
      onTestFinished(refill)
      await server.run('delete from invoice where id = 100', 'shop')
      const little = await look(reader(), options, {baseline})
      expect(little.outcome).toBe('pass')
      expect(little.warning).toContain('100 → 99 (-1, -1%)')
      const much = await look(reader(), options, {baseline: {...baseline, invoices: 102}})
      expect(much).toMatchObject({outcome: 'fail', reason: 'mismatch'})
      expect(much.summary).toBe('invoices 102 → 99 (-3, -2.94%)')
    })

    test('without any from before it is unknown', async () => {
      expect(await look(reader(), options)).toMatchObject({outcome: 'unknown', reason: 'no-data'})
    })
  })

  describe('integrity', () => {
    const all = {
      integrity: ['foreign-keys', 'constraints', 'indexes', 'migrations'],
      migrations: {files: '*/migrations/[0-9]*.py'},
    }
    const project = (...names: readonly string[]) => {
      const cwd = scratch()
      mkdirSync(join(cwd, 'shop/migrations'), {recursive: true})
      for (const name of ['__init__', ...names]) writeFileSync(join(cwd, `shop/migrations/${name}.py`), '')
      return cwd
    }
    const whole = () => project('0001_initial', '0002_more')

    test('that is whole passes and says what was looked at', async () => {
      const found = await look(reader(), all, {cwd: whole()})
      expect(found).toMatchObject({outcome: 'pass', warning: null})
      expect(found.summary).toContain('1 foreign keys hold')
      expect(found.summary).toContain('2 migrations applied')
    })

    test('rows whose foreign key leads nowhere', async () => {
      onTestFinished(() => server.run('delete from invoice where id > 1000', 'shop'))
      await server.run(
        'set session_replication_role = replica; insert into invoice values (1001, 9999), (1002, 9999), (1003, null)',
        'shop',
      )
      const found = await look(reader(), all, {cwd: whole()})
      expect(found).toMatchObject({outcome: 'fail', reason: 'mismatch', values: {orphans: 2}})
      expect(found.summary).toBe('2 rows whose foreign key leads nowhere')
      expect(found.evidence.join('\n')).toContain('invoice: 2 rows lead to no row of customer')
    })

    test('a constraint and an index that are not valid', async () => {
      onTestFinished(() =>
        server.run('alter table customer drop constraint named; drop index broken', 'shop'),
      )
      await server.run(
        `alter table customer add constraint named check (name <> 'c1') not valid;
         create index broken on invoice (paid);
         update pg_index set indisvalid = false where indexrelid = 'broken'::regclass`,
        'shop',
      )
      const found = await look(reader(), all, {cwd: whole()})
      expect(found).toMatchObject({outcome: 'fail', reason: 'mismatch'})
      expect(found.summary).toBe('1 constraints not valid: customer.named · 1 indexes not valid: broken')
    })

    test('a migration not applied fails, one the program does not have warns', async () => {
      const pending = await look(reader(), all, {cwd: project('0001_initial', '0002_more', '0003_new')})
      expect(pending).toMatchObject({outcome: 'fail', reason: 'mismatch'})
      expect(pending.summary).toBe('1 migrations not applied: shop.0003_new')
      const ahead = await look(reader(), all, {cwd: project('0001_initial')})
      expect(ahead.outcome).toBe('pass')
      expect(ahead.warning).toContain('shop.0002_more')
    })

    test('without a migration file it is unknown', async () => {
      const found = await look(reader(), all, {cwd: scratch()})
      expect(found).toMatchObject({outcome: 'unknown', reason: 'no-data'})
    })

    test('of a table that stays locked or may not be read is unknown, not well', async () => {
      const holder = await server.session('shop')
      await holder.query('begin; lock table invoice in access exclusive mode')
      const only = {integrity: ['foreign-keys']}
      const locked = await look(reader(), only, {limit: 1_500})
      await holder.end()
      expect(locked).toMatchObject({outcome: 'unknown', reason: 'no-data'})
      expect(locked.summary).toContain('only 0 of 1 foreign keys')
      const blind = await look(`postgres://blind:b@127.0.0.1:${server.port}/shop`, only)
      expect(blind).toMatchObject({outcome: 'unknown', reason: 'no-data'})
      expect(blind.evidence.join()).toContain('may not read')
    })
  })

  test('TLS: trusted with its authority, by nobody else, and not demanded in vain', async () => {
    const url = `postgres://reader:r@127.0.0.1:${server.port}/shop`
    expect(await look(`${url}?sslmode=require`)).toMatchObject({outcome: 'unknown', reason: 'error'})
    const maker = certificateMaker(scratch())
    const authority = maker.issue({name: 'our authority', isAuthority: true, by: 'itself'})
    const own = maker.issue({name: 'localhost', names: 'DNS:localhost,IP:127.0.0.1', by: authority})
    await server.takeCertificate(own.cert, own.key)
    for (const host of ['127.0.0.1', 'localhost']) {
      const found = await look(url.replace('127.0.0.1', host), {ca: authority.certFile, query: 'select 1'})
      expect(found).toMatchObject({outcome: 'pass', warning: null})
    }
    const stranger = await look(`${url}?sslmode=verify-full`)
    expect(stranger).toMatchObject({outcome: 'fail', reason: 'mismatch'})
    expect(stranger.summary).toContain('the chain is incomplete')
    const unverified = await look(`${url}?sslmode=require`)
    expect(unverified.outcome).toBe('pass')
    expect(unverified.warning).toContain('is not checked')
  })

  test('no look leaves a session behind', async () => {
    await look(reader(), {query: 'select 1'})
    const query =
      "select count(*) from pg_stat_activity where application_name = 'rollcall' and state <> 'active' and state_change < now() - interval '2 s'"
    expect((await look(reader(), {query, expect: {value: '0'}})).outcome).toBe('pass')
  })
})
