import {appendFileSync, existsSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, onTestFinished, test} from 'vitest'
import {cannotRun} from '../helpers/cannot-run.ts'
import {startPrometheus} from '../helpers/private-prometheus.ts'
import {type Answering, startWeb} from '../helpers/private-web.ts'
import {shippedPlace, startShipped} from '../helpers/shipped-night.ts'

const html = (body: string): string => `<html><script src="/static/app.js"></script>${body}</html>`

test('a release whose errors show is decided against on what was seen, and taken back once', async ({
  skip,
}) => {
  const place = shippedPlace()
  const version = (): string => {
    const path = join(place.dir, 'version')
    return existsSync(path) ? readFileSync(path, 'utf8').trim() : '2.4.0'
  }
  // Traffic, told as an application's counters: every tenth request of the new version fails.
  let asked = 0
  let failed = 0
  const answer: Answering = ({method, path, headers}, response) => {
    const isIn = headers.cookie?.includes('session=1') === true
    switch (path) {
      case '/health':
        response.writeHead(200, {'content-type': 'application/json'})
        return response.end(JSON.stringify({status: 'ok', version: version(), environment: 'production'}))
      case '/metrics':
        asked += 100
        if (version() === '2.4.1') failed += 10
        return response.end(
          `http_requests_total{status="200"} ${asked - failed}\nhttp_requests_total{status="500"} ${failed}\n`,
        )
      case '/static/app.js':
        return response.end('go()')
      case '/login':
        if (method === 'POST') response.writeHead(302, {'set-cookie': 'session=1', location: '/account'})
        return response.end(html('login'))
      case '/account':
        if (!isIn) response.writeHead(302, {location: '/login'})
        return response.end(html('account'))
      default:
        response.writeHead(200, {'content-type': 'text/html; charset=utf-8'})
        return response.end(html('front page'))
    }
  }
  const web = await startWeb(answer)
  const prometheus = await startPrometheus(join(place.dir, 'prometheus'), {web: web.port})
  if (prometheus === null) return cannotRun(skip, 'prometheus is not installed')
  onTestFinished(prometheus.stop)
  place.script('scripts/backup.sh', 'mkdir -p backups && echo dump > backups/before-2.4.1.sql')
  place.script('scripts/migrate.sh', 'echo "add column orders.note"')
  place.script('scripts/deploy.sh', `echo "$1" > version.new && mv version.new version`)
  place.write('app.log', '2026-11-24 03:00:00,000 INFO started\n')

  const night = await startShipped('web-release', place, {
    RELEASE_VERSION: '2.4.1',
    PREVIOUS_VERSION: '2.4.0',
    APP_URL: `${web.url}/`,
    HEALTH_URL: `${web.url}/health`,
    LOGIN_URL: `${web.url}/login`,
    SMOKE_URL: `${web.url}/account`,
    SMOKE_USER: 'smoke',
    SMOKE_PASSWORD: 'only for this',
    PROMETHEUS_URL: prometheus.url,
    RATE_WINDOW: '2s',
    APP_LOG: join(place.dir, 'app.log'),
  })
  const {operator} = night

  // 1 and 2
  await night.ticks('healthy')
  await operator.says('ack')
  await night.hurries('alerts')
  await night.does('way-back', 'Ece', 'columns are only added')
  await night.does('second-person', 'Ece')
  await night.does('freeze', '#deploys')
  await night.runs('backup', 'run')
  expect(await night.runs('plan')).toContain('add column orders.note')

  // 3 Each of the two wants the target's name; a version that nobody gave is in neither
  await night.runs('migrate', 'web-prod')
  await operator.says('goto deploy')
  operator.types('run')
  await operator.sees('type web-prod')
  await operator.says('web')
  expect(version()).toBe('2.4.0')
  await night.runs('deploy', 'web-prod')
  for (const item of ['application', 'smoke', 'latency']) await night.ticks(item)
  appendFileSync(join(place.dir, 'app.log'), `${new Date().toISOString()} INFO started 2.4.1\n`)
  await night.hurries('app-log')
  await operator.says('goto database')
  await operator.says('done looked with psql')

  // 5 What is seen raises the criterion; going back is a decision all the same
  await night.hurries('errors-raised', 'fail')
  await operator.says('goto data-raised')
  await operator.says('clear')
  await operator.says('decide rollback every tenth request fails')
  expect(version()).toBe('2.4.1')

  // 6 Back, once; the rate falls by itself
  await night.runs('go-back', 'web-prod')
  expect(version()).toBe('2.4.0')
  await night.hurries('errors-gone')
  await night.ticks('smoke-again')

  // What is drafted is of this night, and of nobody else's
  await operator.says('goto tell-support')
  const draft = await operator.says('message en')
  expect(draft).toContain('web-prod: what to tell customers')
  expect(draft).not.toContain('FinAsis')
  for (const item of ['tell-developers', 'tell-support']) await night.does(item, 'Ece', 'chat', '11:20')
  await night.does('unfreeze', '#deploys')
  const {outcome, items, stateOf, markdown} = await night.closes()
  expect(outcome).toBe('complete')
  expect([stateOf('deploy'), stateOf('go-back'), stateOf('error-rate')]).toEqual(['done', 'done', 'done'])
  expect(markdown).toContain('every tenth request fails')
  expect(markdown).not.toContain('only for this')
  expect(items.filter(item => item.command?.exitCode === 0)).toHaveLength(5)
  expect(place.runs()).toEqual([
    'backup.sh [0] ',
    'migrate.sh [2] --plan 2.4.1',
    'migrate.sh [1] 2.4.1',
    'deploy.sh [1] 2.4.1',
    'deploy.sh [1] 2.4.0',
  ])
}, 120_000)
