import {timingSafeEqual} from 'node:crypto'
import {connect, createServer, type Server, type Socket} from 'node:net'
import {errorCode} from './disk.ts'
import type {LockAddress} from './lock-address.ts'

/** What a lock's holder can be asked to do: suspend its session; end its command (SIGTERM, SIGKILL). */
export type LockRequest = 'suspend' | 'terminate' | 'kill'

export interface LockService {
  /** One line of JSON: who holds the lock. */
  readonly who: () => string
  /** True: it will be done. */
  readonly onRequest: (request: LockRequest) => boolean
  /** Every local account may ask, so none may keep a connection. */
  readonly isPublic?: boolean
}

/** How long a stranger's connection may stay open, in milliseconds, and how many there may be. */
const strangerLimit = 5000
const mostStrangers = 32

const longestLine = 4096

const isRequest = (word: string): word is LockRequest =>
  word === 'suspend' || word === 'terminate' || word === 'kill'

const answer = (line: string, token: string, service: LockService): string => {
  const given = Buffer.from(line.slice(0, token.length), 'latin1')
  if (given.length !== token.length || !timingSafeEqual(given, Buffer.from(token, 'latin1'))) return 'denied'
  const request = line.slice(token.length + 1)
  if (request === 'who') return service.who()
  return isRequest(request) && service.onRequest(request) ? 'accepted' : 'refused'
}

const serve = (socket: Socket, token: string, service: LockService): void => {
  let pending = ''
  socket.setEncoding('latin1')
  socket.on('error', () => socket.destroy())
  socket.on('data', (text: string) => {
    pending += text
    let end = pending.indexOf('\n')
    while (end !== -1) {
      const reply = answer(pending.slice(0, end), token, service)
      socket.write(`${reply}\n`, 'utf8')
      if (reply === 'denied') {
        socket.destroySoon()
        return
      }
      pending = pending.slice(end + 1)
      end = pending.indexOf('\n')
    }
    if (pending.length > longestLine) socket.destroy()
  })
}

/** A bound lock socket. */
export interface BoundSocket {
  /** Frees the name and closes every connection: whoever waits for the release sees theirs end. */
  release(): Promise<void>
}

const bind = (server: Server, path: string): Promise<'bound' | 'taken'> =>
  new Promise((resolve, reject) => {
    server.once('error', error => (errorCode(error) === 'EADDRINUSE' ? resolve('taken') : reject(error)))
    server.listen(path, () => resolve('bound'))
  })

/** Binds the lock's socket and answers on it; null where another process has it. It does not keep the process alive. */
export const bindSocket = async (address: LockAddress, service: LockService): Promise<BoundSocket | null> => {
  const sockets = new Set<Socket>()
  const server = createServer(socket => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.unref()
    if (service.isPublic) socket.setTimeout(strangerLimit, () => socket.destroy())
    serve(socket, address.token, service)
  })
  if (service.isPublic) server.maxConnections = mostStrangers
  if ((await bind(server, address.path)) === 'taken') return null
  server.removeAllListeners('error')
  server.on('error', () => undefined)
  server.unref()
  return {
    release: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  }
}

/** A connection to a lock's holder. */
export interface HolderLine {
  /** Resolves when the holder let go or died: the kernel closes its end. */
  readonly released: Promise<void>
  /** The holder's answer, or null when none came within `limit` milliseconds. */
  ask(request: LockRequest | 'who', limit: number): Promise<string | null>
  close(): void
}

/** `busy`: somebody listens, but takes no more connections (it is stopped, or flooded). */
export type Connected =
  | {readonly kind: 'open'; readonly line: HolderLine}
  | {readonly kind: 'free'}
  | {readonly kind: 'busy'}

const lineOf = (socket: Socket, token: string): HolderLine => {
  const waiting: ((reply: string | null) => void)[] = []
  let pending = ''
  socket.setEncoding('utf8')
  socket.on('data', (text: string) => {
    pending += text
    const lines = pending.split('\n')
    pending = lines.pop() ?? ''
    for (const line of lines) waiting.shift()?.(line)
    // No answer of ours is that long: whoever listens there is no rollcall.
    if (pending.length > longestLine) socket.destroy()
  })
  const released = new Promise<void>(resolve => {
    socket.on('close', () => {
      for (const settle of waiting.splice(0)) settle(null)
      resolve()
    })
  })
  return {
    released,
    ask: (request, limit) =>
      new Promise(resolve => {
        if (socket.destroyed) return resolve(null)
        const timer = setTimeout(() => resolve(null), limit)
        waiting.push(reply => {
          clearTimeout(timer)
          resolve(reply)
        })
        socket.write(`${token} ${request}\n`)
      }),
    close: () => socket.destroy(),
  }
}

/** Connects to whoever holds the lock, without touching the lock itself. */
export const connectToHolder = (address: LockAddress): Promise<Connected> =>
  new Promise((resolve, reject) => {
    const socket = connect(address.path)
    socket.once('connect', () => {
      socket.removeAllListeners('error')
      socket.on('error', () => socket.destroy())
      resolve({kind: 'open', line: lineOf(socket, address.token)})
    })
    socket.once('error', error => {
      const code = errorCode(error)
      if (code === 'ECONNREFUSED' || code === 'ENOENT') resolve({kind: 'free'})
      // It let go while we stood in its queue: whether another has it by now, only asking again can tell.
      else if (code === 'ECONNRESET') resolve(connectToHolder(address))
      else if (code === 'EAGAIN') resolve({kind: 'busy'})
      else reject(error)
    })
  })
