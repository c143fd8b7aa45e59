import {once} from 'node:events'
import {isIP, type Socket} from 'node:net'
import {connect, type SecureContext, type TLSSocket} from 'node:tls'
import {type Deadline, within} from './deadline.ts'
import {bareHost} from './resolve.ts'
import {NetFailure} from './trouble.ts'

/** TLS over a connection that stands; the certificate has to hold, or it fails. Its errors always have a listener. */
export const secure = async (
  socket: Socket,
  host: string,
  trust: SecureContext,
  deadline: Deadline,
  protocols: readonly string[] = [],
): Promise<TLSSocket> => {
  const name = bareHost(host)
  const tls = connect({
    socket,
    secureContext: trust,
    host: name,
    rejectUnauthorized: true,
    ...(protocols.length > 0 ? {ALPNProtocols: [...protocols]} : {}),
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
