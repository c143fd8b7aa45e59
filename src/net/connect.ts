import {once} from 'node:events'
import {connect, type Socket} from 'node:net'
import {type Deadline, within} from './deadline.ts'
import {bareHost, lookupOf, resolveHost} from './resolve.ts'
import {NetFailure, troubleOf} from './trouble.ts'

const ATTEMPT = 2_000

/** How long one address of several is tried before the next: what is far away needs more than Node's 250 ms. */
export const attemptLimit = (deadline: Deadline, addresses: number): number =>
  Math.max(10, Math.min(ATTEMPT, Math.floor(deadline.remaining() / Math.max(1, addresses))))

export const portOf = (text: string): number => {
  const port = Number(text)
  if (/^\d{1,5}$/.test(text.trim()) && port >= 1 && port <= 65_535) return port
  throw new NetFailure({kind: 'bad-address', address: text})
}

/**
 * A TCP connection, any address of the host. Fails with NetFailure, or with the deadline's reason; then nothing is left
 * open. Later errors of the socket have a listener, so none of them ends the process.
 */
export const connectTo = async (host: string, port: number, deadline: Deadline): Promise<Socket> => {
  const addresses = await resolveHost(host, deadline)
  const socket = connect({
    host: bareHost(host),
    port,
    lookup: lookupOf(addresses),
    autoSelectFamily: addresses.length > 1,
    autoSelectFamilyAttemptTimeout: attemptLimit(deadline, addresses.length),
  })
  socket.on('error', () => undefined)
  try {
    await within(deadline, once(socket, 'connect'))
    socket.setNoDelay(true)
    return socket
  } catch (error) {
    socket.destroy()
    if (deadline.isOver()) throw error
    throw new NetFailure(troubleOf(error))
  }
}
