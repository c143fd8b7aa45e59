import {randomBytes} from 'node:crypto'
import {once} from 'node:events'
import {readFileSync} from 'node:fs'
import {createServer} from 'node:http'
import {join} from 'node:path'
import {setTimeout as delay} from 'node:timers/promises'
import pg from 'pg'
import {makePdf} from '../data/pdf.ts'
import {layoutOf} from '../layout.ts'
import type {DrillRecord} from '../record.ts'
import {type ReleaseFaults, sound} from '../scenario.ts'
import {scenarios} from '../scenarios/all.ts'
import {releases} from '../site/releases.ts'
import {adminName, siteSettings} from '../site/settings.ts'
import {djangoLine, logTo} from './log-lines.ts'
import {ownerConnection} from './postgres.ts'
import {openRedisLine, type RedisLine} from './redis-line.ts'
import {type Asked, html, json, type Page, readRequest, redirect, send} from './web-pages.ts'

const TRAFFIC_EVERY = 2_000
const CACHED_CUSTOMERS = 40

/** The application: a stand-in for FinAsis on the drill's real database and cache, in the release that the site runs. */
export const runWeb = async (root: string, record: DrillRecord): Promise<void> => {
  const {site, djangoLog} = layoutOf(root)
  const release = readFileSync(join(site, 'RELEASE'), 'utf8').trim()
  const faults: ReleaseFaults = release === releases.tonight ? scenarios[record.scenario].release : sound
  const log = logTo(djangoLog)
  const pool = new pg.Pool({...ownerConnection(record), max: 8, connectionTimeoutMillis: 2_000})
  pool.on('error', () => undefined)
  const cache = openRedisLine(siteSettings(root, record).REDIS_URL ?? '')
  const sessions = new Set<string>()

  const fault = (what: string): Error => new Error(what)
  const isIn = ({cookies}: Asked): boolean => sessions.has(cookies.get('sessionid') ?? '')
  const hasToken = ({cookies, headers, body}: Asked): boolean => {
    const token = cookies.get('csrftoken')
    const given = headers['x-csrftoken'] ?? new URLSearchParams(body).get('csrfmiddlewaretoken')
    return token !== undefined && token === given
  }

  const health = async (): Promise<Page> => {
    const works = async (look: Promise<unknown>): Promise<'ok' | 'error'> =>
      look.then(
        () => 'ok',
        () => 'error',
      )
    const [database, cached] = await Promise.all([works(pool.query('select 1')), works(cache.ask('PING'))])
    const isWell = database === 'ok' && cached === 'ok'
    return json(
      {status: isWell ? 'ok' : 'error', database, cache: cached, version: release, environment: 'drill'},
      isWell ? 200 : 503,
    )
  }

  const login = async (asked: Asked): Promise<Page> => {
    if (asked.method !== 'POST') {
      const cookie = `csrftoken=${asked.cookies.get('csrftoken') ?? randomBytes(16).toString('hex')}; Path=/; Secure; SameSite=Lax`
      return html('Giriş', '<form method="post">…</form>', {headers: {'set-cookie': [cookie]}})
    }
    if (!hasToken(asked)) return html('403', 'CSRF verification failed.', {status: 403})
    if (faults.login === 'broken') throw fault("KeyError: 'tax_office' in accounts.backends.authenticate")
    const form = new URLSearchParams(asked.body)
    const {rowCount} = await pool.query('select 1 from auth_user where username = $1 and is_active', [
      form.get('username'),
    ])
    if (
      rowCount !== 1 ||
      form.get('username') !== adminName ||
      form.get('password') !== record.passwords.admin
    )
      return html('Giriş', 'Kullanıcı adı veya parola yanlış.')
    const session = randomBytes(16).toString('hex')
    sessions.add(session)
    return redirect('/', [`sessionid=${session}; Path=/; Secure; HttpOnly; SameSite=Lax`])
  }

  const invoices = async (asked: Asked): Promise<Page> => {
    if (!isIn(asked)) return json({detail: 'Authentication credentials were not provided.'}, 403)
    if (faults.einvoice === 'broken') throw fault('ValidationError: UBL-TR schema 1.3 refused: vat_breakdown')
    if (asked.method !== 'POST') {
      const {rows} = await pool.query(
        'select id, number, customer_id as customer, status, total from einvoice_invoice order by id desc limit 20',
      )
      const {rows: counted} = await pool.query<{count: number}>(
        'select count(*)::integer as count from einvoice_invoice',
      )
      return json({count: counted[0]?.count ?? 0, results: rows})
    }
    if (!hasToken(asked)) return json({detail: 'CSRF Failed'}, 403)
    const {customer, note} = JSON.parse(asked.body) as {readonly customer?: unknown; readonly note?: unknown}
    const {rows} = await pool.query<{id: number}>(
      `insert into einvoice_invoice (number, customer_id, status, total, note, created_at)
       values ($1, $2, 'draft', 0, $3, now()) returning id`,
      [`TASLAK${Date.now()}`, Number(customer), String(note ?? '')],
    )
    return json({id: rows[0]?.id, status: 'draft'}, 201)
  }

  const pdf = async (asked: Asked, id: string): Promise<Page> => {
    if (!isIn(asked)) return json({detail: 'Authentication credentials were not provided.'}, 403)
    const {rows} = await pool.query<{number: string; total: string}>(
      'select number, total from einvoice_invoice where id = $1',
      [Number(id)],
    )
    const [invoice] = rows
    if (invoice === undefined) return json({detail: 'Not found.'}, 404)
    return {
      status: 200,
      type: 'application/pdf',
      body: makePdf(`e-Fatura ${invoice.number}: ${invoice.total} TRY`),
    }
  }

  let starts = 0
  const dawdle = async (): Promise<void> => {
    if (faults.slow !== null && ++starts % faults.slow.every === 0) await delay(faults.slow.milliseconds)
  }

  const answer = async (asked: Asked): Promise<Page> => {
    if (asked.path === '/health/') return health()
    if (asked.path === '/login/') return login(asked)
    if (asked.path === '/') await dawdle()
    if (asked.path === '/')
      return isIn(asked) ? html('FinAsis', `FinAsis ${release}`) : redirect('/login/?next=/')
    if (asked.path === '/api/einvoices/') return invoices(asked)
    const [, id] = /^\/api\/einvoices\/(\d{1,9})\/pdf\/$/.exec(asked.path) ?? []
    return id === undefined ? html('404', 'Not found', {status: 404}) : pdf(asked, id)
  }

  const server = createServer((request, response) => {
    void readRequest(request)
      .then(async asked => {
        try {
          send(response, await answer(asked))
          log(
            djangoLine(
              new Date(),
              'INFO',
              'finasis.access',
              `${asked.method} ${asked.path} ${response.statusCode}`,
            ),
          )
        } catch (error) {
          const message = error instanceof Error ? error.message : String(error)
          log(
            djangoLine(new Date(), 'ERROR', 'django.request', `Internal Server Error: ${asked.path}`) +
              `Traceback (most recent call last):\n  File "/srv/finasis/app/views.py", line 88, in dispatch\n${message.split('\n')[0]}\n`,
          )
          send(response, html('500', 'Server Error (500)', {status: 500}))
        }
      })
      .catch(() => response.destroy())
  })
  server.listen(record.ports.web, '127.0.0.1')
  await once(server, 'listening')
  fillCache(cache, release)
  makeTraffic(record, faults)
}

/** As views do that cache what they computed: what is there stays. */
const fillCache = (cache: RedisLine, release: string): void => {
  const stamp = `${release} ${Date.now()}`
  for (let customer = 1; customer <= CACHED_CUSTOMERS; customer++)
    void cache
      .ask('SET', `:1:customer-balance:${customer}`, `${stamp} ${customer * 137}`, 'NX')
      .catch(() => undefined)
}

/** Users at night: somebody tries to log in, somebody looks at the start page. */
const makeTraffic = ({ports}: DrillRecord, faults: ReleaseFaults): void => {
  const paths =
    faults.login === 'broken' || faults.einvoice === 'broken' ? ['/login/', '/health/'] : ['/health/']
  let turn = 0
  setInterval(() => {
    const path = paths[turn++ % paths.length] ?? '/'
    const isLogin = path === '/login/'
    const headers = isLogin ? {cookie: 'csrftoken=night', 'x-csrftoken': 'night'} : {}
    void fetch(`http://127.0.0.1:${ports.web}${path}`, isLogin ? {method: 'POST', headers} : {headers})
      .then(response => response.arrayBuffer())
      .catch(() => undefined)
  }, TRAFFIC_EVERY).unref()
}
