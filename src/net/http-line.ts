import {once} from 'node:events'
import {isIP, type Socket} from 'node:net'
import {connect as connectTls, type SecureContext, type TLSSocket} from 'node:tls'
import {Agent, type Dispatcher} from 'undici'
import {connectTo} from './connect.ts'
import {type Deadline, within} from './deadline.ts'
import {bareHost} from './resolve.ts'
import {NetFailure} from './trouble.ts'

const MOST_HEADER_BYTES = 64 * 1024

/** TLS over a connection that stands; the certificate has to hold, or it fails. Its errors always have a listener. */
export const secure = async (
  socket: Socket,
  host: string,
  trust: SecureContext,
  deadline: Deadline,
): Promise<TLSSocket> => {
  const name = bareHost(host)
  const tls = connectTls({
    socket,
    secureContext: trust,
    host: name,
    rejectUnauthorized: true,
    ALPNProtocols: ['http/1.1'],
    ...(isIP(name) === 0 ? {servername: name} : {}),
  })
  tls.on('error', () => undefined)
  const closed = new Promise<never>((_, reject) => {
    tls.once('close', () => reject(new NetFailure({kind: 'closed'})))
  })
  closed.catch(() => undefined)
  try {
    await within(deadline, Promise.race([once(tls, 'secureConnect'), closed]))
    return tls
  } catch (error) {
    tls.destroy()
    socket.destroy()
    throw error
  }
}

/** How far the connection has come. */
export type LineStage = 'connect' | 'tls' | 'answer'

export interface HttpLine {
  readonly dispatcher: Dispatcher
  readonly stage: () => LineStage
  /** Frees every connection at once. */
  readonly close: () => Promise<void>
}

/** The connections of one look: its own, never shared, gone with it. Nothing but the deadline limits them in time. */
export const openHttpLine = (deadline: Deadline, trust: SecureContext): HttpLine => {
  let stage: LineStage = 'connect'
  const open = async (host: string, port: number, isEncrypted: boolean): Promise<Socket> => {
    stage = 'connect'
    const plain = await connectTo(host, port, deadline)
    if (isEncrypted) stage = 'tls'
    const socket = isEncrypted ? await secure(plain, host, trust, deadline) : plain
    stage = 'answer'
    return socket
  }
  const agent = new Agent({
    connect: ({hostname, port, protocol}, done) => {
      const isEncrypted = protocol === 'https:'
      open(hostname, Number(port) || (isEncrypted ? 443 : 80), isEncrypted).then(
        socket => done(null, socket),
        (error: unknown) => done(error instanceof Error ? error : new Error(String(error)), null),
      )
    },
    headersTimeout: 0,
    bodyTimeout: 0,
    maxHeaderSize: MOST_HEADER_BYTES,
    connections: 1,
    pipelining: 1,
  })
  return {dispatcher: agent, stage: () => stage, close: () => agent.destroy()}
}
