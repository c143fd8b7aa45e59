import {connect, type Socket} from 'node:net'
import {setTimeout as delay} from 'node:timers/promises'
import {encode} from './resp.ts'
import {createReplyReader, Refused, type Reply} from './resp-replies.ts'

/** A connection to Redis for the drill's own programs: small, quick to load, and back by itself when the server was away. */
export interface RedisLine {
  /** One command; rejects where it is refused or the line breaks. */
  readonly ask: (...words: readonly string[]) => Promise<Reply>
  readonly close: () => void
}

interface Waiting {
  readonly resolve: (reply: Reply) => void
  readonly reject: (error: Error) => void
}

const AGAIN_AFTER = 500

/** Opens a line; with `subscribe` it hears what is published under that pattern, and answers nothing. */
export const openRedisLine = (
  address: string,
  subscribe?: {
    readonly pattern: string
    readonly onMessage: (message: string) => void
    readonly onReady: () => void
  },
): RedisLine => {
  const url = new URL(address)
  const database = url.pathname.slice(1) || '0'
  let socket: Socket | null = null
  let waiting: Waiting[] = []
  let isClosed = false

  const hear = (reply: Reply): void => {
    if (subscribe !== undefined && Array.isArray(reply)) {
      const [kind, , , message] = reply as readonly Reply[]
      if (kind === 'psubscribe') subscribe.onReady()
      if (kind === 'pmessage') subscribe.onMessage(String(message))
      return
    }
    const first = waiting.shift()
    if (reply instanceof Refused) first?.reject(new Error(reply.message))
    else first?.resolve(reply)
  }
  const send = (line: Socket, words: readonly string[]): Promise<Reply> =>
    new Promise((resolve, reject) => {
      waiting.push({resolve, reject})
      line.write(encode(words))
    })
  const open = (): Socket => {
    const line = connect(Number(url.port || 6379), url.hostname)
    line.on('data', createReplyReader(hear))
    line.on('error', () => undefined)
    line.on('close', () => {
      socket = null
      for (const each of waiting) each.reject(new Error('the connection to Redis is closed'))
      waiting = []
      if (!isClosed && subscribe !== undefined) void delay(AGAIN_AFTER, undefined, {ref: false}).then(start)
    })
    if (database !== '0') send(line, ['SELECT', database]).catch(() => undefined)
    if (subscribe !== undefined) line.write(encode(['PSUBSCRIBE', subscribe.pattern]))
    return line
  }
  const start = (): void => {
    if (!isClosed) socket ??= open()
  }
  if (subscribe !== undefined) start()
  return {
    ask: (...words) => {
      start()
      return socket === null ? Promise.reject(new Error('closed')) : send(socket, words)
    },
    close: () => {
      isClosed = true
      socket?.destroy()
    },
  }
}
