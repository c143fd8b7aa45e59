import {once} from 'node:events'
import {appendFileSync} from 'node:fs'
import {createServer, type RequestListener} from 'node:http'
import {layoutOf} from '../layout.ts'
import type {DrillRecord} from '../record.ts'
import {html, json, type Page, readRequest, send} from './web-pages.ts'

const jobs: Readonly<Record<string, string>> = {
  db: 'postgres',
  redis: 'redis',
  web: 'finasis',
  worker: 'celery',
  nginx: 'nginx',
}

const vector = (services: ReadonlyMap<string, boolean>, onlyDown: boolean) => ({
  status: 'success',
  data: {
    resultType: 'vector',
    result: [...services]
      .filter(([, isUp]) => !(onlyDown && isUp))
      .map(([service, isUp]) => ({
        metric: {__name__: 'up', instance: `${service}:9100`, job: jobs[service] ?? service},
        value: [Math.floor(Date.now() / 1000), isUp ? '1' : '0'],
      })),
  },
})

const prometheus = (url: URL, services: ReadonlyMap<string, boolean>): Page => {
  if (url.pathname !== '/api/v1/query') return html('Prometheus', 'Prometheus')
  const query = url.searchParams.get('query')?.replace(/\s+/g, '') ?? ''
  if (query === 'up') return json(vector(services, false))
  if (query === 'up==0') return json(vector(services, true))
  return json({status: 'error', errorType: 'bad_data', error: 'the drill knows "up" and "up == 0"'}, 400)
}

/** The APIs of Prometheus and Grafana as far as a drill needs them, and the webhook, which writes down what it gets. */
export const startMonitoring = async (
  root: string,
  {ports}: DrillRecord,
  services: () => ReadonlyMap<string, boolean>,
): Promise<void> => {
  const {webhook} = layoutOf(root)
  const listen = async (port: number, listener: RequestListener): Promise<void> => {
    const server = createServer(listener)
    server.listen(port, '127.0.0.1')
    await once(server, 'listening')
  }
  await Promise.all([
    listen(ports.prometheus, (request, response) =>
      send(response, prometheus(new URL(request.url ?? '/', 'http://drill'), services())),
    ),
    listen(ports.grafana, (request, response) =>
      send(
        response,
        request.url === '/api/health'
          ? json({database: 'ok', version: '11.0.0', commit: 'drill'})
          : html('Grafana', 'Grafana'),
      ),
    ),
    listen(ports.webhook, (request, response) => {
      void readRequest(request).then(({method, path, body}) => {
        if (method !== 'POST') return send(response, html('405', '', {status: 405}))
        appendFileSync(webhook, `${JSON.stringify({at: new Date().toISOString(), path, body})}\n`, {
          mode: 0o600,
        })
        send(response, html('ok', 'ok'))
      })
    }),
  ])
}
