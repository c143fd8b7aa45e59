import {mkdirSync, utimesSync, writeFileSync} from 'node:fs'
import {createServer, type RequestListener} from 'node:http'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, onTestFinished, test} from 'vitest'
import {files} from '#src/probes/files.ts'
import {lookWith} from '../helpers/look-with.ts'
import {lookWith as lookAtEntry} from '../helpers/net-look.ts'
import {type PrivatePostgres, startPostgres} from '../helpers/private-postgres.ts'
import {scratch} from '../helpers/scratch.ts'

const now = new Date('2026-01-02T03:00:00Z')
const minutes = (count: number): Date => new Date(now.getTime() - count * 60_000)

const backups = (...made: readonly (readonly [name: string, bytes: number, age: number])[]): string => {
  const cwd = scratch()
  mkdirSync(join(cwd, 'backups'))
  for (const [name, bytes, age] of made) {
    const path = join(cwd, 'backups', name)
    writeFileSync(path, 'x'.repeat(bytes))
    utimesSync(path, minutes(age), minutes(age))
  }
  return cwd
}

const newest =
  "{type: files, newest: {match: 'backups/backup_*.sql', since: {item: backup}}, size: {min: 10}}"
const since = {now: () => now, since: minutes(5)}

test('a file made since the command was started, and not empty, is what the backup is known by', async () => {
  const cwd = backups(['backup_1.sql', 100, 60], ['backup_2.sql', 2048, 1], ['other.sql', 1, 0])
  const finding = await lookWith(files, newest, {cwd, ...since})
  expect(finding).toMatchObject({outcome: 'pass', values: {path: 'backups/backup_2.sql', bytes: 2048}})
  expect(finding.summary).toBe('backups/backup_2.sql, 1 min old, 2 KiB')
})

test.each([
  [
    'only an old one',
    backups.bind(null, ['backup_1.sql', 100, 60]),
    /newest, backups\/backup_1.sql, is 1 h old/,
  ],
  [
    'an empty one',
    backups.bind(null, ['backup_1.sql', 100, 60], ['backup_2.sql', 0, 1]),
    /backup_2.sql: size in bytes/,
  ],
  ['none', backups.bind(null), /no file matches/],
  ['no directory', scratch, /no file matches/],
] as const)('%s is a mismatch', async (_, make, words) => {
  const finding = await lookWith(files, newest, {cwd: make(), ...since})
  expect(finding).toMatchObject({outcome: 'fail', reason: 'mismatch'})
  expect(finding.summary).toMatch(words)
})

test('before the command was started nothing can be said of its file', async () => {
  const finding = await lookWith(files, newest, {cwd: backups(['backup_1.sql', 100, 1])})
  expect(finding).toMatchObject({outcome: 'unknown', reason: 'no-data'})
})

const media = (): string => {
  const cwd = scratch()
  mkdirSync(join(cwd, 'media', 'docs'), {recursive: true})
  writeFileSync(join(cwd, 'media', 'docs', 'a b.pdf'), 'content')
  writeFileSync(join(cwd, 'media', 'docs', 'empty.pdf'), '')
  writeFileSync(join(cwd, 'secret'), 'content')
  return cwd
}
const onDisk = (...paths: readonly string[]): string =>
  `{type: files, root: media, paths: ${JSON.stringify(paths)}}`

test('paths on disk: there, a file, not empty, and below the root', async () => {
  const cwd = media()
  expect(await lookWith(files, onDisk('docs/a b.pdf'), {cwd})).toMatchObject({
    outcome: 'pass',
    summary: '1/1 files are there',
  })
  expect(await lookWith(files, onDisk(join(cwd, 'media/docs/a b.pdf')), {cwd})).toMatchObject({
    outcome: 'pass',
  })
  for (const [path, words] of [
    ['docs/gone.pdf', 'there is no file docs/gone.pdf'],
    ['docs/empty.pdf', 'docs/empty.pdf: size in bytes'],
    ['docs', 'docs is not a file'],
    ['../secret', '../secret leads out of the directory'],
    ['/etc/hostname', '/etc/hostname leads out of the directory'],
  ] as const) {
    const finding = await lookWith(files, onDisk('docs/a b.pdf', path), {cwd})
    expect(finding).toMatchObject({outcome: 'fail', reason: 'mismatch', values: {files: 2, bad: 1}})
    expect(finding.summary).toContain(words)
  }
})

test('a root that is not here is not a missing file, and without root and address nothing is configured', async () => {
  expect(await lookWith(files, onDisk('a'), {cwd: scratch()})).toMatchObject({
    outcome: 'unknown',
    reason: 'no-data',
  })
  const none = "{type: files, root: '${A:-}', url: '${B:-}', paths: [a]}".replaceAll(/\$\{\w:-\}/g, '')
  expect(await lookWith(files, none)).toMatchObject({reason: 'not-configured'})
})

const web = async (answer: RequestListener): Promise<string> => {
  const server = createServer(answer)
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/media`
}
const byUrl = (url: string, ...paths: readonly string[]): string =>
  `{type: files, url: '${url}', paths: ${JSON.stringify(paths)}}`

test('paths by address are asked with HEAD, and have to have a size', async () => {
  const asked: string[] = []
  const url = await web((request, response) => {
    asked.push(`${request.method} ${request.url}`)
    const status =
      {'/media/gone.pdf': 404, '/media/closed.pdf': 403, '/media/moved.pdf': 302}[request.url ?? ''] ?? 200
    response.writeHead(status, {'content-length': request.url === '/media/empty.pdf' ? 0 : 9}).end()
  })
  expect(await lookWith(files, byUrl(url, 'docs/a b.pdf', '/c.pdf'))).toMatchObject({outcome: 'pass'})
  expect(asked.sort()).toEqual(['HEAD /media/c.pdf', 'HEAD /media/docs/a%20b.pdf'])
  for (const [path, reason, words] of [
    ['gone.pdf', 'mismatch', 'answers 404'],
    ['moved.pdf', 'mismatch', 'answers 302'],
    ['empty.pdf', 'mismatch', 'size in bytes'],
    ['closed.pdf', 'permission', 'answers 403'],
  ] as const) {
    const finding = await lookWith(files, byUrl(url, 'fine.pdf', path))
    expect(finding.reason).toBe(reason)
    expect(finding.summary).toContain(words)
  }
})

test('nobody there, nobody answering and no address are told apart', async () => {
  const silent = await web(() => undefined)
  expect(await lookWith(files, byUrl(silent, 'a'), {limit: 300})).toMatchObject({
    outcome: 'fail',
    reason: 'timeout',
  })
  expect(await lookWith(files, byUrl('http://127.0.0.1:1', 'a'))).toMatchObject({
    outcome: 'fail',
    reason: 'refused',
  })
  expect(await lookWith(files, byUrl('ftp://x', 'a'))).toMatchObject({
    outcome: 'unknown',
    reason: 'not-configured',
  })
})

test('the newest of several folders is found by a glob', async () => {
  const cwd = backups(['backup_1.sql', 100, 60])
  mkdirSync(join(cwd, 'backups', 'tonight'))
  writeFileSync(join(cwd, 'backups', 'tonight', 'backup_2.sql'), 'x'.repeat(50))
  const text = newest.replace('backups/backup_*.sql', 'backups/**/backup_*.sql')
  const finding = await lookWith(files, text, {cwd, since: minutes(5)})
  expect(finding).toMatchObject({outcome: 'pass', values: {path: 'backups/tonight/backup_2.sql'}})
})

describe('paths that the database names', () => {
  let database: PrivatePostgres
  beforeAll(async () => {
    database = await startPostgres()
    await database.run('create table document (file text)')
  })
  afterAll(() => database.stop())

  const look = async (rows: readonly string[], more: object = {root: 'media'}) => {
    const values = rows.map(row => `('${row}')`).join(', ')
    await database.run(
      `truncate document; ${rows.length === 0 ? '' : `insert into document values ${values}`}`,
    )
    const query = "select file from document where file <> '' order by random() limit 20"
    const {user, password, port} = database
    const connection = {type: 'postgres', host: '127.0.0.1', port, user, password, database: 'postgres'}
    const entry = {type: 'files', 'paths-from': {connection: 'database', query}, ...more}
    return lookAtEntry(files, entry, {cwd: media(), others: {database: connection}})
  }

  test('are all there, or it is said which are not, and why', async () => {
    expect(await look(['docs/a b.pdf', '', 'docs/a b.pdf'])).toMatchObject({
      outcome: 'pass',
      summary: '2/2 files are there',
    })
    for (const [path, words] of [
      ['docs/deleted.pdf', 'there is no file docs/deleted.pdf'],
      ['docs/empty.pdf', 'docs/empty.pdf: size in bytes'],
      ['../secret', '../secret leads out of the directory'],
      ['docs/../../secret', 'docs/../../secret leads out of the directory'],
      ['/etc/hostname', '/etc/hostname leads out of the directory'],
    ] as const) {
      const finding = await look(['docs/a b.pdf', path])
      expect(finding).toMatchObject({outcome: 'fail', reason: 'mismatch', values: {files: 2, bad: 1}})
      expect(finding.summary).toContain(words)
    }
  })

  test('of a table without a row nothing is known', async () => {
    const finding = await look([])
    expect(finding).toMatchObject({outcome: 'unknown', reason: 'no-data'})
    expect(finding.summary).toContain('names no path')
  })

  test('that lead out of the address are not asked for', async () => {
    const asked: string[] = []
    const url = await web((request, response) => {
      asked.push(request.url ?? '')
      response.writeHead(200, {'content-length': 9}).end()
    })
    const finding = await look(['../../admin/', '//other.example/x'], {url})
    expect(finding).toMatchObject({outcome: 'fail', reason: 'mismatch', values: {files: 2, bad: 1}})
    expect(finding.summary).toContain('../../admin/ leads out of the directory')
    expect(asked).toEqual(['/media/other.example/x'])
  })
})
