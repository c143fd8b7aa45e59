import {spawn} from 'node:child_process'
import {once} from 'node:events'
import {writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {text} from 'node:stream/consumers'
import {fileURLToPath} from 'node:url'
import {expect, onTestFinished, test} from 'vitest'
import {cannotRun} from '../helpers/cannot-run.ts'
import {hasCelery, startWorker} from '../helpers/celery-worker.ts'
import {certificateMaker} from '../helpers/certificates.ts'
import {hasNginx, startNginx} from '../helpers/private-nginx.ts'
import {startPostgres} from '../helpers/private-postgres.ts'
import {hasRedis, startRedis} from '../helpers/private-redis.ts'
import {scratch} from '../helpers/scratch.ts'

const program = fileURLToPath(new URL('../../bin/rollcall.cjs', import.meta.url))

// The libraries of the drivers are bundled without what we never use: here it shows that we do not.
test('the built program looks at real servers with all that its bundled libraries are used for', async context => {
  if (!hasNginx() || !hasRedis() || !hasCelery())
    return cannotRun(context.skip, 'nginx, redis-server or Celery for Python is not installed')
  const cwd = scratch()
  const make = certificateMaker(join(cwd, 'certificates'))
  const root = make.issue({name: 'Test Root', isAuthority: true})
  const own = make.issue({name: 'localhost', by: root})
  const postgres = await startPostgres()
  onTestFinished(postgres.stop)
  await postgres.takeCertificate(own.cert, own.key)
  const redis = await startRedis('--requirepass', 'p@ss')
  onTestFinished(redis.stop)
  const broker = `redis://:p%40ss@127.0.0.1:${redis.port}/1`
  const worker = await startWorker(broker, 'one')
  onTestFinished(worker.stop)
  const rules = `gzip on; gzip_types *; gzip_min_length 1; location = /moved/ { return 302 /a.json; }`
  const nginx = await startNginx(join(cwd, 'nginx'), {tls: {certificates: [own], rules}})
  onTestFinished(nginx.stop)
  writeFileSync(join(nginx.files, 'a.json'), JSON.stringify({status: 'ok', rest: ' '.repeat(5_000)}))
  const url = `https://localhost:${nginx.ports.tls}`
  const login = `${postgres.user}:${encodeURIComponent(postgres.password)}`
  const probes = {
    database: `{type: postgres, url: 'postgres://${login}@localhost:${postgres.port}/postgres?sslmode=verify-full', ca: '${root.certFile}', query: 'select 7', expect: {value: 7}}`,
    redis: `{type: redis, url: '${broker}', role: master, writable: true}`,
    celery: `{type: celery, broker: '${broker}', queues: {celery: {max: 5}}}`,
    page: `{type: http, url: '${url}/moved/', follow: 1, ca: '${root.certFile}', expect: {status: 200, json: {status: ok}}}`,
    certificate: `{type: tls, url: '${url}', ca: '${root.certFile}'}`,
    media: `{type: files, url: '${url}', paths: [a.json], ca: '${root.certFile}'}`,
  }
  const names = Object.keys(probes)
  writeFileSync(
    join(cwd, 'x.md'),
    `# X\n\n## 1. All\n${names.map(name => `- [ ] ${name} <!-- {id: ${name}, probe: ${name}} -->\n`).join('')}`,
  )
  const written = Object.entries(probes).map(([name, entry]) => `  ${name}: ${entry}\n`)
  // A password may not be written out in the file.
  const file = `probes:\n${written.join('')}`
    .replaceAll(login, `${postgres.user}:\${DB}`)
    .replaceAll(':p%40ss@', ':${BROKER}@')
  writeFileSync(join(cwd, 'x.probes.yaml'), file)
  const child = spawn(process.execPath, [program, 'check', 'x.md', '--format', 'json'], {
    cwd,
    env: {
      PATH: process.env.PATH ?? '',
      HOME: cwd,
      LC_ALL: 'C.UTF-8',
      DB: encodeURIComponent(postgres.password),
      BROKER: 'p%40ss',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const [printed, errors, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit'),
  ])
  expect(errors).toBe('')
  const {items} = JSON.parse(printed) as {items: readonly {probe: string; outcome: string; summary: string}[]}
  expect(items.filter(item => item.outcome !== 'pass')).toEqual([])
  expect(items).toHaveLength(names.length)
  expect(code).toBe(0)
})
