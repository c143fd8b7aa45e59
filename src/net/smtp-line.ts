import type {Socket} from 'node:net'
import type {SecureContext} from 'node:tls'
import {connectTo} from './connect.ts'
import {type Deadline, within} from './deadline.ts'
import {secure} from './secure.ts'
import {NetFailure} from './trouble.ts'

const MOST_REPLY = 64 * 1024
const LONGEST_LINE = 4_096

/** What a mail server said to one command. */
export interface Reply {
  readonly code: number
  /** Its lines, without the code. */
  readonly lines: readonly string[]
}

/** What came is no reply of SMTP. */
export class NotSmtp extends Error {
  override readonly name = 'NotSmtp'
  readonly heard: string

  constructor(heard: string) {
    super('not smtp')
    this.heard = heard
  }
}

export interface SmtpLine {
  /** The next reply, such as the greeting. */
  readonly reply: () => Promise<Reply>
  readonly command: (text: string) => Promise<Reply>
  /** Lines are as they are sent; `.` alone and at a line's start is taken care of. */
  readonly message: (text: string) => Promise<Reply>
  /** Turns the connection into a TLS one, after the server agreed to it. */
  readonly startTls: () => Promise<void>
  readonly stage: () => 'connect' | 'tls' | 'answer'
  /** The protocol spoken; null: nothing is encrypted. */
  readonly protocol: () => string | null
  readonly close: () => void
}

/** Reads replies out of a socket, one after the other, and never more than a reply can need. */
const createReader = (socket: Socket, deadline: Deadline) => {
  let buffer = ''
  let failure: Error | null = null
  let wake = (): void => undefined
  socket.on('data', (chunk: Buffer) => {
    buffer += chunk.toString('latin1')
    if (buffer.length > MOST_REPLY) socket.pause()
    wake()
  })
  const ended = (): void => {
    failure ??= new NetFailure({kind: 'closed'})
    wake()
  }
  socket.on('end', ended)
  socket.on('close', ended)
  socket.on('error', error => {
    failure ??= error
    wake()
  })
  const line = async (): Promise<string> => {
    for (;;) {
      const end = buffer.indexOf('\n')
      if (end !== -1 && end <= LONGEST_LINE) {
        const text = buffer.slice(0, end).replace(/\r$/, '')
        buffer = buffer.slice(end + 1)
        return text
      }
      // What does not begin like a reply will never be one, however long we wait for the line's end.
      if (buffer.length > LONGEST_LINE || (buffer.length >= 4 && !/^\d{3}[ -]/.test(buffer)))
        throw new NotSmtp(buffer.slice(0, 100))
      if (failure !== null) throw failure
      await within(
        deadline,
        new Promise<void>(resolve => {
          wake = resolve
        }),
      )
    }
  }
  return {
    reply: async (): Promise<Reply> => {
      const lines: string[] = []
      for (let size = 0; size < MOST_REPLY; ) {
        const text = await line()
        const match = /^(\d{3})(?:([ -])(.*))?$/s.exec(text)
        if (match === null) throw new NotSmtp(text.slice(0, 100))
        size += text.length + 1
        lines.push(Buffer.from(match[3] ?? '', 'latin1').toString('utf8'))
        if (match[2] !== '-') return {code: Number(match[1]), lines}
      }
      throw new NotSmtp(lines[0]?.slice(0, 100) ?? '')
    },
    hasMore: () => buffer !== '',
    stop: () => {
      socket.removeAllListeners('data')
      socket.removeListener('end', ended)
      socket.removeListener('close', ended)
    },
  }
}

const stuffed = (text: string): string =>
  `${text
    .split(/\r?\n/)
    .map(line => (line.startsWith('.') ? `.${line}` : line))
    .join('\r\n')}\r\n.\r\n`

/** A connection to a mail server; with `tls` encrypted from its first byte. */
export const openSmtpLine = (
  {host, port, tls}: {readonly host: string; readonly port: number; readonly tls: boolean},
  trust: SecureContext,
  deadline: Deadline,
): {readonly line: SmtpLine; readonly open: () => Promise<void>} => {
  let stage: 'connect' | 'tls' | 'answer' = 'connect'
  let socket: Socket | null = null
  let reader: ReturnType<typeof createReader> | null = null
  let protocol: string | null = null
  const encrypt = async (plain: Socket): Promise<Socket> => {
    stage = 'tls'
    const encrypted = await secure(plain, host, trust, deadline)
    protocol = encrypted.getProtocol()
    return encrypted
  }
  const open = async (): Promise<void> => {
    socket = await connectTo(host, port, deadline)
    if (tls) socket = await encrypt(socket)
    stage = 'answer'
    reader = createReader(socket, deadline)
  }
  const reply = (): Promise<Reply> =>
    reader === null ? Promise.reject(new NetFailure({kind: 'closed'})) : reader.reply()
  const send = (text: string): Promise<Reply> => {
    socket?.write(text)
    return reply()
  }
  const line: SmtpLine = {
    reply,
    command: text => send(`${text}\r\n`),
    message: text => send(stuffed(text)),
    startTls: async () => {
      if (socket === null || reader === null) throw new NetFailure({kind: 'closed'})
      // Whatever was said before the encryption could be anyone's.
      if (reader.hasMore()) throw new NetFailure({kind: 'no-tls'})
      reader.stop()
      socket = await encrypt(socket)
      stage = 'answer'
      reader = createReader(socket, deadline)
    },
    stage: () => stage,
    protocol: () => protocol,
    close: () => {
      socket?.destroy()
    },
  }
  return {line, open}
}
