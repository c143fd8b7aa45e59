import {once} from 'node:events'
import {type AddressInfo, createServer, type Server, type Socket} from 'node:net'

/** How a hostile or broken server behaves, whatever it is asked. */
export type Behaviour =
  /** Accepts and never says a word. */
  | 'silent'
  /** Says one byte after the other, for ever, and never a whole answer. */
  | 'drip'
  /** Says what belongs to no protocol, and stays. */
  | 'rubbish'
  /** Closes as soon as it was connected to. */
  | 'close'
  /** Ends its own half of the connection at once and leaves ours open, for ever. */
  | 'half-closed'
  /** Closes as soon as it was asked something. */
  | 'close-when-asked'
  /** Resets the connection as soon as it was asked something. */
  | 'reset'
  /** Sends without an end, as fast as it is read. */
  | 'flood'
  /** Begins its answer as it should be, `drops`, and then sends without an end. */
  | 'flood-when-asked'
  /** Says `drops` at once, unasked, and stays. */
  | 'greet'
  /** Answers whatever it is asked with `drops`, and stays. */
  | 'answer'

export interface Tarpit {
  readonly port: number
  /** How many connections there were. */
  readonly seen: () => number
  /** How many are open. */
  readonly open: () => number
  /** Ends when the last connection is gone: proof that the other side left no socket. */
  readonly whenLeft: () => Promise<void>
  readonly close: () => Promise<void>
}

const rubbish = Buffer.from([0x00, 0xff, 0x1b, 0x5b, 0x32, 0x4a, 0xfe, 0x0d, 0x0a, 0x0d, 0x0a, 0x80, 0x81])

const behave = (behaviour: Behaviour, socket: Socket, drops: string | Uint8Array): void => {
  if (behaviour === 'silent') socket.resume()
  if (behaviour === 'rubbish') {
    socket.resume()
    socket.write(rubbish)
  }
  if (behaviour === 'close' || behaviour === 'half-closed') socket.resume().end()
  if (behaviour === 'close-when-asked') socket.once('data', () => socket.end())
  if (behaviour === 'reset') socket.once('data', () => socket.resetAndDestroy())
  if (behaviour === 'drip') {
    socket.resume()
    let at = 0
    const bytes = Buffer.from(drops)
    const timer = setInterval(
      () => socket.write(bytes.subarray(at % bytes.length, (at++ % bytes.length) + 1)),
      10,
    )
    socket.once('close', () => clearInterval(timer))
  }
  if (behaviour === 'greet') socket.resume().write(drops)
  if (behaviour === 'answer') socket.on('data', () => socket.write(drops))
  if (behaviour === 'flood' || behaviour === 'flood-when-asked') {
    const block = Buffer.alloc(64 * 1024, 'x')
    const pour = (): void => {
      while (!socket.destroyed && socket.write(block));
    }
    socket.on('drain', pour)
    socket.resume()
    if (behaviour === 'flood') pour()
    else
      socket.once('data', () => {
        socket.write(drops)
        pour()
      })
  }
}

/** A TCP server that behaves badly; `drops` is what a dripping one says over and over. */
export const startTarpit = async (
  behaviour: Behaviour,
  drops: string | Uint8Array = 'x',
): Promise<Tarpit> => {
  const sockets = new Set<Socket>()
  let seen = 0
  const server: Server = createServer({allowHalfOpen: behaviour === 'half-closed'}, socket => {
    seen++
    sockets.add(socket)
    socket.on('error', () => undefined)
    // What stays open on our side alone is left when the other side has ended, too.
    if (behaviour === 'half-closed') socket.once('end', () => socket.destroy())
    socket.once('close', () => {
      sockets.delete(socket)
      server.emit('left')
    })
    behave(behaviour, socket, drops)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    seen: () => seen,
    open: () => sockets.size,
    whenLeft: async () => {
      while (sockets.size > 0) await once(server, 'left')
    },
    close: async () => {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}

/** A port of this host at which nobody listens. */
export const unusedPort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const {port} = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
