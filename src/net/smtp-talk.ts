import type {Reply, SmtpLine} from './smtp-line.ts'
import {messageText} from './smtp-message.ts'

/** What the server would not do, or did not offer. */
export type SmtpRefusal =
  | {
      readonly kind: 'greeting' | 'hello' | 'starttls' | 'sender' | 'recipient' | 'message' | 'asks-login'
      readonly reply: Reply
    }
  | {readonly kind: 'login'; readonly user: string; readonly reply: Reply}
  | {readonly kind: 'no-starttls' | 'no-login'}
  | {readonly kind: 'other-login'; readonly ways: string}
  /** The whole message was handed over, and no answer came: it may have been taken. */
  | {readonly kind: 'unknown-fate'}

export class SmtpRefused extends Error {
  override readonly name = 'SmtpRefused'
  readonly refusal: SmtpRefusal

  constructor(refusal: SmtpRefusal) {
    super(refusal.kind)
    this.refusal = refusal
  }
}

/** A conversation with a mail server, one step after the other; each fails with SmtpRefused where the answer is no. */
export interface SmtpTalk {
  readonly line: SmtpLine
  /** Hears what the server said to a step. */
  readonly onReply: (reply: Reply) => void
}

/** The extensions that the server offers, by keyword in capitals. */
export type Offers = ReadonlyMap<string, string>

type Step = Extract<SmtpRefusal, {readonly reply: Reply}>['kind']

const isFine = ({code}: Reply): boolean => code >= 200 && code < 300

/** A reply that has to be a yes; a demand for a login is told as one. */
const accepted = (talk: SmtpTalk, reply: Reply, step: Exclude<Step, 'login' | 'asks-login'>): Reply => {
  talk.onReply(reply)
  if (isFine(reply)) return reply
  throw new SmtpRefused({kind: reply.code === 530 ? 'asks-login' : step, reply})
}

export const greet = async (talk: SmtpTalk): Promise<void> => {
  accepted(talk, await talk.line.reply(), 'greeting')
}

export const hello = async (talk: SmtpTalk, name: string): Promise<Offers> => {
  const reply = accepted(talk, await talk.line.command(`EHLO ${name}`), 'hello')
  return new Map(
    reply.lines.slice(1).map(line => {
      const [keyword = '', ...rest] = line.trim().toUpperCase().split(/[ =]/)
      return [keyword, rest.join(' ')] as const
    }),
  )
}

export const encrypt = async (talk: SmtpTalk, offers: Offers): Promise<void> => {
  if (!offers.has('STARTTLS')) throw new SmtpRefused({kind: 'no-starttls'})
  const reply = await talk.line.command('STARTTLS')
  talk.onReply(reply)
  if (!isFine(reply)) throw new SmtpRefused({kind: 'starttls', reply})
  await talk.line.startTls()
}

const base64 = (text: string): string => Buffer.from(text).toString('base64')

/** Every form in which a login's password goes over the line, the longest first: it holds the others. */
export const secretsOf = (user: string, password: string): readonly string[] =>
  password === '' ? [] : [base64(`\0${user}\0${password}`), base64(password), password]

export const logIn = async (
  talk: SmtpTalk,
  offers: Offers,
  user: string,
  password: string,
): Promise<void> => {
  const offered = offers.get('AUTH')
  if (offered === undefined) throw new SmtpRefused({kind: 'no-login'})
  const {line} = talk
  const ways = offered.split(' ')
  let reply: Reply
  if (ways.includes('PLAIN')) {
    reply = await line.command(`AUTH PLAIN ${base64(`\0${user}\0${password}`)}`)
  } else if (ways.includes('LOGIN')) {
    reply = await line.command('AUTH LOGIN')
    if (reply.code === 334) reply = await line.command(base64(user))
    if (reply.code === 334) reply = await line.command(base64(password))
  } else throw new SmtpRefused({kind: 'other-login', ways: offered})
  talk.onReply(reply)
  if (!isFine(reply)) throw new SmtpRefused({kind: 'login', user, reply})
}

/** As far as the server takes every recipient; nothing is sent yet. */
export const address = async (talk: SmtpTalk, from: string, to: readonly string[]): Promise<void> => {
  accepted(talk, await talk.line.command(`MAIL FROM:<${from}>`), 'sender')
  for (const mailbox of to) accepted(talk, await talk.line.command(`RCPT TO:<${mailbox}>`), 'recipient')
}

/** Hands a message over; answers with what the server said when it took it. */
export const deliver = async (talk: SmtpTalk, message: Parameters<typeof messageText>[0]): Promise<Reply> => {
  const {line} = talk
  const ready = await line.command('DATA')
  if (ready.code !== 354) throw new SmtpRefused({kind: 'message', reply: ready})
  let reply: Reply
  try {
    reply = await line.message(messageText(message))
  } catch {
    throw new SmtpRefused({kind: 'unknown-fate'})
  }
  talk.onReply(reply)
  if (!isFine(reply)) throw new SmtpRefused({kind: 'message', reply})
  return reply
}

const SUBMISSION = '587'
const IMPLICIT_TLS = '465'

export interface SmtpServer {
  readonly host: string
  /** Empty: 587. */
  readonly port: string
  /** As Django's settings and shells write it. Empty: demanded, except on ports 25 and 465. */
  readonly starttls: string
  readonly user: string
  readonly password: string
  /** How we introduce ourselves; empty: the host's name. */
  readonly name: string
}

export const smtpPort = ({port}: Pick<SmtpServer, 'port'>): string => port || SUBMISSION

/** Whether TLS begins with the connection. */
export const isImplicitTls = (server: Pick<SmtpServer, 'port'>): boolean => smtpPort(server) === IMPLICIT_TLS

const wantsStartTls = (server: SmtpServer): boolean => {
  if (isImplicitTls(server)) return false
  return server.starttls === ''
    ? smtpPort(server) !== '25'
    : /^(true|1|yes|on)$/i.test(server.starttls.trim())
}

/** The name under which we introduce ourselves, as it can stand in a command. */
export const introduction = (name: string, hostname: string): string => {
  const own = (name || hostname).trim()
  return /^[A-Za-z0-9.:[\]-]{1,255}$/.test(own) ? own : 'localhost'
}

/** From the greeting up to where a message may be addressed: encrypted and logged in, as far as the server is to be. */
export const arrive = async (talk: SmtpTalk, server: SmtpServer): Promise<void> => {
  await greet(talk)
  let offers = await hello(talk, server.name)
  if (wantsStartTls(server)) {
    await encrypt(talk, offers)
    // What was offered in the clear could be anyone's.
    offers = await hello(talk, server.name)
  }
  if (server.user !== '') await logIn(talk, offers, server.user, server.password)
}
