import {once} from 'node:events'
import {type AddressInfo, createServer, type Socket} from 'node:net'
import {createSecureContext, TLSSocket} from 'node:tls'
import {onTestFinished} from 'vitest'
import type {Issued} from './certificates.ts'

type Verb = 'greeting' | 'EHLO' | 'STARTTLS' | 'AUTH' | 'MAIL' | 'RCPT' | 'DATA' | 'message' | 'QUIT'

export interface SmtpSettings {
  /** With certificates, its own first, it offers STARTTLS, or begins with TLS. */
  readonly certificates?: readonly Issued[]
  readonly implicit?: boolean
  readonly user?: {readonly name: string; readonly password: string}
  /** The ways to log in; offered only over TLS where it has certificates. */
  readonly ways?: string
  /** What it says instead of yes; null: it stays silent for ever. */
  readonly says?: Partial<Record<Verb, string | null>>
}

export interface PrivateSmtp {
  readonly port: number
  /** The commands it was given, in order; of a login only the verb. */
  readonly commands: readonly string[]
  /** Whole messages that it took. */
  readonly messages: readonly string[]
  readonly whenLeft: () => Promise<void>
}

const converse = (socket: Socket, settings: SmtpSettings, seen: {commands: string[]; messages: string[]}) => {
  const {certificates = [], user, ways = 'PLAIN LOGIN', says = {}} = settings
  const [own] = certificates
  let line: Socket = socket
  let buffer = ''
  let isIn = user === undefined
  let message: string[] | null = null
  let login: string[] | null = null
  const say = (verb: Verb, text: string): boolean => {
    const other = says[verb]
    if (other !== null) line.write(`${other ?? text}\r\n`)
    return other === undefined
  }
  const secured = (): void => {
    if (own === undefined) return
    const cert = certificates.map(each => each.cert).join('\n')
    const secureContext = createSecureContext({key: own.key, cert})
    line = new TLSSocket(line, {isServer: true, secureContext})
    line.on('error', () => undefined)
    line.on('data', onData)
  }
  const judged = (name: string, password: string): void => {
    const isRight = name === user?.name && password === user.password
    if (!isRight && says.AUTH === undefined) line.write('535 5.7.8 Authentication failed\r\n')
    else if (say('AUTH', '235 2.7.0 Welcome')) isIn = true
  }
  const decoded = (text: string): string => Buffer.from(text, 'base64').toString('utf8')
  const obey = (text: string): void => {
    if (message !== null) {
      if (text !== '.') {
        message.push(text.startsWith('..') ? text.slice(1) : text)
        return
      }
      seen.messages.push(message.join('\n'))
      message = null
      say('message', '250 2.0.0 Ok: queued as 4F2A')
      return
    }
    if (login !== null) {
      login.push(decoded(text))
      const [name = '', password] = login
      if (password === undefined) line.write('334 UGFzc3dvcmQ6\r\n')
      else {
        login = null
        judged(name, password)
      }
      return
    }
    const verb = text.split(' ')[0]?.toUpperCase() ?? ''
    seen.commands.push(verb === 'AUTH' ? 'AUTH' : text)
    if (verb === 'EHLO') {
      const isBare = own !== undefined && !(line instanceof TLSSocket)
      const offers = [
        'private.example at your service',
        ...(isBare ? ['STARTTLS'] : []),
        ...(user !== undefined && !isBare ? [`AUTH ${ways}`] : []),
        'SIZE 10240000',
      ]
      say('EHLO', offers.map((each, at) => `250${at < offers.length - 1 ? '-' : ' '}${each}`).join('\r\n'))
    } else if (verb === 'STARTTLS') {
      line.removeListener('data', onData)
      if (say('STARTTLS', '220 2.0.0 Ready')) secured()
      else line.on('data', onData)
    } else if (verb === 'AUTH') {
      if (/^AUTH LOGIN$/i.test(text)) {
        login = []
        line.write('334 VXNlcm5hbWU6\r\n')
        return
      }
      const [, name = '', password = ''] = decoded(text.split(' ')[2] ?? '').split('\0')
      judged(name, password)
    } else if (verb === 'MAIL') {
      if (!isIn) line.write('530 5.7.0 Authentication required\r\n')
      else say('MAIL', '250 2.1.0 Ok')
    } else if (verb === 'RCPT') say('RCPT', '250 2.1.5 Ok')
    else if (verb === 'DATA') {
      if (say('DATA', '354 End data with <CR><LF>.<CR><LF>')) message = []
    } else if (verb === 'QUIT') {
      if (say('QUIT', '221 2.0.0 Bye')) line.end()
    } else line.write('500 5.5.2 unknown\r\n')
  }
  const onData = (chunk: Buffer): void => {
    buffer += chunk.toString('utf8')
    for (let end = buffer.indexOf('\r\n'); end !== -1; end = buffer.indexOf('\r\n')) {
      const text = buffer.slice(0, end)
      buffer = buffer.slice(end + 2)
      obey(text)
    }
  }
  if (settings.implicit === true) secured()
  else line.on('data', onData)
  say('greeting', '220 private.example ESMTP')
}

/** A mail server on a free port for the running test: EHLO, STARTTLS, AUTH, and messages that it keeps. */
export const startSmtp = async (settings: SmtpSettings = {}): Promise<PrivateSmtp> => {
  const sockets = new Set<Socket>()
  const seen = {commands: [] as string[], messages: [] as string[]}
  const server = createServer(socket => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.once('close', () => {
      sockets.delete(socket)
      server.emit('left')
    })
    converse(socket, settings, seen)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  return {
    port: (server.address() as AddressInfo).port,
    ...seen,
    whenLeft: async () => {
      while (sockets.size > 0) await once(server, 'left')
    },
  }
}
