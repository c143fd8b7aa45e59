import type {Socket} from 'node:net'
import type {SecureContext} from 'node:tls'
import {Agent, type Dispatcher} from 'undici'
import {connectTo} from './connect.ts'
import {type Deadline, within} from './deadline.ts'
import {secure} from './secure.ts'

const MOST_HEADER_BYTES = 64 * 1024

/** How far the connection has come. */
export type LineStage = 'connect' | 'tls' | 'answer'

export interface HttpLine {
  readonly dispatcher: Dispatcher
  readonly stage: () => LineStage
  /** Frees every connection at once. */
  readonly close: () => Promise<void>
}

/**
 * The connections of one look: its own, never shared, gone with it. Nothing but the deadline limits them in time. Whom
 * they trust is asked when the first of them is encrypted.
 */
export const openHttpLine = (deadline: Deadline, trust: () => Promise<SecureContext>): HttpLine => {
  let stage: LineStage = 'connect'
  const open = async (host: string, port: number, isEncrypted: boolean): Promise<Socket> => {
    stage = 'connect'
    const trusted = isEncrypted ? await within(deadline, trust()) : null
    const plain = await connectTo(host, port, deadline)
    if (trusted !== null) stage = 'tls'
    const socket = trusted === null ? plain : await secure(plain, host, trusted, deadline, ['http/1.1'])
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
