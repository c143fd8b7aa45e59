import {once} from 'node:events'
import {
  createServer as createPlain,
  type IncomingMessage,
  type RequestListener,
  type ServerResponse,
} from 'node:http'
import {createServer as createSecure} from 'node:https'
import type {AddressInfo, Socket} from 'node:net'
import {onTestFinished} from 'vitest'
import type {Issued} from './certificates.ts'

export interface PrivateWeb {
  readonly url: string
  readonly port: number
  /** Every request so far: method, path with its query, headers, body. */
  readonly seen: readonly Seen[]
  /** Ends when the last connection is gone. */
  readonly whenLeft: () => Promise<void>
}

export interface Seen {
  readonly method: string
  readonly path: string
  readonly headers: IncomingMessage['headers']
  readonly body: string
}

export type Answering = (request: Seen, response: ServerResponse) => void

/** A web server on a free port for the running test; over TLS where it is given certificates, its own first. */
export const startWeb = async (
  answer: Answering,
  certificates: readonly Issued[] = [],
): Promise<PrivateWeb> => {
  const seen: Seen[] = []
  const listener: RequestListener = (request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const {method = '', url = '', headers} = request
      const one = {method, path: url, headers, body: Buffer.concat(chunks).toString('utf8')}
      seen.push(one)
      response.on('error', () => undefined)
      answer(one, response)
    })
  }
  const [own] = certificates
  const server =
    own === undefined
      ? createPlain(listener)
      : createSecure({key: own.key, cert: certificates.map(each => each.cert).join('\n')}, listener)
  server.keepAliveTimeout = 60_000
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.once('close', () => {
      sockets.delete(socket)
      server.emit('left')
    })
  })
  server.on('tlsClientError', () => undefined)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  const {port} = server.address() as AddressInfo
  return {
    url: `${own === undefined ? 'http' : 'https'}://127.0.0.1:${port}`,
    port,
    seen,
    whenLeft: async () => {
      while (sockets.size > 0) await once(server, 'left')
    },
  }
}
