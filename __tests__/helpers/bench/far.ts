import {once} from 'node:events'
import {type AddressInfo, connect, createServer, type Socket} from 'node:net'

/** Milliseconds there and back. */
export const distance = 100

/** Passes what comes on, later by half of the distance, in order; `extra` more for the first of it. */
const late = (from: Socket, to: Socket, extra: number): void => {
  let wait = extra
  let due = 0
  const pass = (act: () => void): void => {
    // One that was held up must not be overtaken.
    due = Math.max(due, performance.now() + distance / 2 + wait)
    wait = 0
    setTimeout(act, due - performance.now())
  }
  from.on('data', chunk => pass(() => to.write(chunk)))
  from.on('end', () => pass(() => to.end()))
  from.on('error', () => to.destroy())
  from.on('close', () => pass(() => to.destroy()))
}

/**
 * Puts a server of this host far away: a port that leads to it, with a network's delay in each direction. What a
 * handshake of TCP costs is added to the first bytes, since the kernel answers it at once.
 */
export const putFarAway = async (
  port: number,
): Promise<{readonly port: number; readonly stop: () => Promise<void>}> => {
  const open = new Set<Socket>()
  const keep = (socket: Socket): Socket => {
    open.add(socket)
    socket.setNoDelay(true)
    return socket.once('close', () => open.delete(socket))
  }
  const server = createServer({allowHalfOpen: true}, near => {
    const far = connect({port, host: '127.0.0.1', allowHalfOpen: true})
    late(keep(near), keep(far), distance)
    late(far, near, 0)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    stop: async () => {
      server.close()
      for (const socket of open) socket.destroy()
      await once(server, 'close')
    },
  }
}
