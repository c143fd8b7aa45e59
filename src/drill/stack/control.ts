import {once} from 'node:events'
import {mkdirSync, rmSync} from 'node:fs'
import {createServer, type IncomingMessage, request} from 'node:http'
import {dirname} from 'node:path'

/** What the stack tells of itself while it comes up. */
export type StackNews =
  | {readonly kind: 'step'; readonly step: StackStep; readonly done: number; readonly of: number}
  | {readonly kind: 'ready'; readonly milliseconds: number}
  | {readonly kind: 'failed'; readonly cause: string}

export const stackSteps = ['servers', 'database', 'data', 'backups', 'application', 'scenario'] as const
export type StackStep = (typeof stackSteps)[number]

export interface Status {
  /** Somebody sits at this drill. */
  readonly held: boolean
  readonly news: StackNews | null
}

export interface ControlParts {
  readonly obey: (path: string, body: unknown) => Promise<unknown>
  /** Called whenever the number of those who sit at it goes from or to none. */
  readonly onHeld: (held: boolean) => void
}

export interface Control {
  readonly tell: (news: StackNews) => void
}

const bodyOf = async (message: IncomingMessage): Promise<string> => {
  let text = ''
  for await (const chunk of message.setEncoding('utf8')) text += chunk
  return text
}

/** Answers at the drill's own socket: `/events` tells of the stack for as long as somebody listens, who then holds the drill. */
export const openControl = async (path: string, {obey, onHeld}: ControlParts): Promise<Control> => {
  mkdirSync(dirname(path), {recursive: true, mode: 0o700})
  rmSync(path, {force: true})
  const listeners = new Set<(news: StackNews) => void>()
  let latest: StackNews | null = null
  const server = createServer((message, response) => {
    if (message.url === '/events') {
      const tell = (news: StackNews): void => void response.write(`${JSON.stringify(news)}\n`)
      response.writeHead(200)
      response.flushHeaders()
      if (latest !== null) tell(latest)
      listeners.add(tell)
      onHeld(true)
      response.on('close', () => {
        listeners.delete(tell)
        if (listeners.size === 0) onHeld(false)
      })
      return
    }
    void bodyOf(message).then(async text => {
      const status: Status = {held: listeners.size > 0, news: latest}
      const answer =
        message.url === '/status'
          ? status
          : await obey(message.url ?? '', text === '' ? null : JSON.parse(text))
      response.end(JSON.stringify(answer ?? null))
    })
  })
  server.listen(path)
  await once(server, 'listening')
  return {
    tell: news => {
      latest = news
      for (const listener of listeners) listener(news)
    },
  }
}

/** Asks the drill behind this socket; rejects where nobody is there. */
export const askControl = async (
  socketPath: string,
  path: string,
  body: unknown = null,
): Promise<unknown> => {
  const asked = request({socketPath, path, method: 'POST'})
  asked.end(JSON.stringify(body))
  const [message] = (await once(asked, 'response')) as [IncomingMessage]
  return JSON.parse(await bodyOf(message))
}

/** Holds the drill and hears of its stack until `signal` or the stack's end. */
export const followStack = (
  socketPath: string,
  onNews: (news: StackNews) => void,
  onGone: () => void,
): {readonly leave: () => void} => {
  const asked = request({socketPath, path: '/events'})
  let buffer = ''
  let isOver = false
  const over = (): void => {
    if (!isOver) onGone()
    isOver = true
  }
  asked.on('error', over)
  asked.on('response', message => {
    message.setEncoding('utf8')
    message.on('data', (text: string) => {
      const lines = (buffer + text).split('\n')
      buffer = lines.pop() ?? ''
      for (const line of lines) onNews(JSON.parse(line) as StackNews)
    })
    message.on('error', over)
    message.on('close', over)
  })
  asked.end()
  return {
    leave: () => {
      isOver = true
      asked.destroy()
    },
  }
}
