import {once} from 'node:events'
import {createReadStream, readFileSync, statSync} from 'node:fs'
import {request as httpRequest, type IncomingMessage, type ServerResponse} from 'node:http'
import {createServer} from 'node:https'
import {join, normalize} from 'node:path'
import {layoutOf} from '../layout.ts'
import type {DrillRecord} from '../record.ts'
import {logTo, nginxLine} from './log-lines.ts'

/** What stands before the application: TLS, uploads from the disk, and 502 where the application does not answer. */
export const runNginx = async (root: string, {ports}: DrillRecord): Promise<void> => {
  const {certificates, site, nginxLog} = layoutOf(root)
  const log = logTo(nginxLog)

  const upload = (request: IncomingMessage, response: ServerResponse, path: string): void => {
    const file = join(site, 'media', normalize(`/${decodeURIComponent(path)}`))
    try {
      const {size} = statSync(file)
      response.writeHead(200, {'content-type': 'application/pdf', 'content-length': size})
      if (request.method === 'HEAD') response.end()
      else createReadStream(file).pipe(response)
    } catch {
      log(
        nginxLine(
          new Date(),
          'error',
          `open() "/srv/finasis/media${path}" failed (2: No such file or directory)`,
        ),
      )
      response.writeHead(404, {'content-length': 0}).end()
    }
  }

  const pass = (request: IncomingMessage, response: ServerResponse): void => {
    const headers = {...request.headers, 'x-forwarded-proto': 'https', connection: 'close'}
    const upstream = httpRequest(
      {host: '127.0.0.1', port: ports.web, path: request.url, method: request.method, headers},
      answer => {
        const {connection: _, ...rest} = answer.headers
        response.writeHead(answer.statusCode ?? 502, rest)
        answer.pipe(response)
      },
    )
    upstream.on('error', () => {
      // Whoever asked has left: no fault of the application's.
      if (response.destroyed) return
      const what = 'connect() failed (111: Connection refused) while connecting to upstream'
      log(nginxLine(new Date(), 'error', `${what}, request: "${request.method} ${request.url} HTTP/1.1"`))
      if (response.headersSent) response.destroy()
      else response.writeHead(502, {'content-type': 'text/html'}).end('<h1>502 Bad Gateway</h1>')
    })
    response.on('close', () => upstream.destroy())
    request.pipe(upstream)
  }

  const server = createServer(
    {cert: readFileSync(join(certificates, 'site.pem')), key: readFileSync(join(certificates, 'site.key'))},
    (request, response) => {
      const path = new URL(request.url ?? '/', 'https://drill').pathname
      if (path.startsWith('/media/')) upload(request, response, path.slice('/media'.length))
      else pass(request, response)
    },
  )
  server.listen(ports.tls, '127.0.0.1')
  await once(server, 'listening')
}
