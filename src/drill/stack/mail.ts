import {once} from 'node:events'
import {readFileSync, writeFileSync} from 'node:fs'
import {createServer, type Socket} from 'node:net'
import {join} from 'node:path'
import {createSecureContext, TLSSocket} from 'node:tls'
import {layoutOf} from '../layout.ts'
import type {DrillRecord} from '../record.ts'
import {mailUser} from '../site/settings.ts'

/** A mail server that keeps what it gets in the drill's directory: STARTTLS, login, one message after the other. */
export const runMail = async (root: string, {ports, passwords}: DrillRecord): Promise<void> => {
  const {certificates, mail} = layoutOf(root)
  const secureContext = createSecureContext({
    cert: readFileSync(join(certificates, 'mail.pem')),
    key: readFileSync(join(certificates, 'mail.key')),
  })
  let taken = 0
  const keep = (message: string): string => {
    const name = `${String(++taken).padStart(4, '0')}.eml`
    writeFileSync(join(mail, name), message, {mode: 0o600})
    return name
  }
  const server = createServer(socket => converse(socket, {secureContext, password: passwords.mail, keep}))
  server.listen(ports.mail, '127.0.0.1')
  await once(server, 'listening')
}

interface Desk {
  readonly secureContext: ReturnType<typeof createSecureContext>
  readonly password: string
  readonly keep: (message: string) => string
}

const decoded = (text: string | undefined): string => Buffer.from(text ?? '', 'base64').toString('utf8')

const converse = (bare: Socket, {secureContext, password, keep}: Desk): void => {
  let line: Socket = bare
  let buffer = ''
  let isIn = false
  let message: string[] | null = null
  const say = (text: string): boolean => line.write(`${text}\r\n`)
  const listen = (socket: Socket): void => {
    socket.on('error', () => socket.destroy())
    socket.on('data', hear)
  }
  const hear = (chunk: Buffer): void => {
    buffer += chunk.toString('utf8')
    for (let at = buffer.indexOf('\r\n'); at !== -1; at = buffer.indexOf('\r\n')) {
      const text = buffer.slice(0, at)
      buffer = buffer.slice(at + 2)
      obey(text)
    }
  }
  const encrypt = (): void => {
    bare.removeListener('data', hear)
    say('220 2.0.0 Ready to start TLS')
    buffer = ''
    line = new TLSSocket(bare, {isServer: true, secureContext})
    listen(line)
  }
  const answerTo = (text: string): string => {
    const [verb = '', first = '', second] = text.split(' ')
    switch (verb.toUpperCase()) {
      case 'EHLO':
        return `250-mail.drill.invalid\r\n250 ${line instanceof TLSSocket ? 'AUTH PLAIN' : 'STARTTLS'}`
      case 'HELO':
        return '250 mail.drill.invalid'
      case 'AUTH': {
        const [, user, given] = decoded(second).split('\0')
        isIn = first.toUpperCase() === 'PLAIN' && user === mailUser && given === password
        return isIn ? '235 2.7.0 Authentication successful' : '535 5.7.8 Authentication failed'
      }
      case 'MAIL':
        return isIn ? '250 2.1.0 Ok' : '530 5.7.0 Authentication required'
      case 'RCPT':
        return /@drill\.invalid>/i.test(text) ? '250 2.1.5 Ok' : '550 5.7.1 Relaying denied'
      case 'DATA':
        message = []
        return '354 End data with <CR><LF>.<CR><LF>'
      case 'RSET':
      case 'NOOP':
        return '250 2.0.0 Ok'
      default:
        return '502 5.5.2 Command not recognized'
    }
  }
  const obey = (text: string): void => {
    if (message !== null) {
      message.push(text)
      if (text !== '.') return
      const kept = keep(`${message.slice(0, -1).join('\r\n')}\r\n`)
      message = null
      say(`250 2.0.0 Ok: queued as ${kept}`)
    } else if (/^STARTTLS\b/i.test(text)) encrypt()
    else if (/^QUIT\b/i.test(text)) {
      say('221 2.0.0 Bye')
      line.end()
    } else say(answerTo(text))
  }
  listen(bare)
  say('220 mail.drill.invalid ESMTP')
}
