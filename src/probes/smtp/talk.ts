import {shorten} from '#src/checks/judge.ts'
import type {Reply, SmtpLine} from '#src/net/smtp-line.ts'
import type {Reason} from '#src/session/reading.ts'
import {type Safe, safe} from '#src/text/safe.ts'
import {say} from '#src/text/say.ts'
import type {Look} from '../driver.ts'
import {messageText} from './message.ts'

/** The server does not do what is needed; thrown within the driver alone. */
export class Refused extends Error {
  override readonly name = 'Refused'
  readonly reason: Reason
  readonly sentence: Safe

  constructor(reason: Reason, sentence: Safe) {
    super(sentence)
    this.reason = reason
    this.sentence = sentence
  }
}

/** The conversation of one look. */
export interface Talk {
  readonly look: Look
  readonly line: SmtpLine
  /** What must not be shown, whoever repeats it. */
  readonly secrets: readonly string[]
  readonly evidence: Safe[]
}

/** What the server said, without what we told it in confidence. */
export const replyText = ({secrets}: Talk, {code, lines}: Reply): Safe => {
  const masked = secrets
    .filter(secret => secret !== '')
    .reduce((text, secret) => text.replaceAll(secret, '***'), lines.join(' '))
  return say`${safe(String(code))} ${shorten(masked, 160)}`
}

const isFine = ({code}: Reply): boolean => code >= 200 && code < 300

type Sentence = 'smtp-greeting' | 'smtp-refuses-hello' | 'smtp-refuses-sender' | 'smtp-refuses-recipient'

/** A reply that has to be a yes; a demand for a login is told as one. */
const accepted = (talk: Talk, reply: Reply, sentence: Sentence): Reply => {
  const words = talk.look.texts.netSights
  const said = replyText(talk, reply)
  talk.evidence.push(said)
  if (isFine(reply)) return reply
  if (reply.code === 530) throw new Refused('auth', words['smtp-asks-login']({reply: said}))
  throw new Refused('mismatch', words[sentence]({reply: said}))
}

/** The extensions that the server offers, by keyword in capitals. */
export type Offers = ReadonlyMap<string, string>

export const greet = async (talk: Talk): Promise<void> => {
  accepted(talk, await talk.line.reply(), 'smtp-greeting')
}

export const hello = async (talk: Talk, name: string): Promise<Offers> => {
  const reply = accepted(talk, await talk.line.command(`EHLO ${name}`), 'smtp-refuses-hello')
  return new Map(
    reply.lines.slice(1).map(line => {
      const [keyword = '', ...rest] = line.trim().toUpperCase().split(/[ =]/)
      return [keyword, rest.join(' ')] as const
    }),
  )
}

export const encrypt = async (talk: Talk, offers: Offers): Promise<void> => {
  const words = talk.look.texts.netSights
  if (!offers.has('STARTTLS')) throw new Refused('mismatch', words['smtp-no-starttls']())
  const reply = await talk.line.command('STARTTLS')
  const said = replyText(talk, reply)
  talk.evidence.push(said)
  if (!isFine(reply)) throw new Refused('mismatch', words['smtp-refuses-starttls']({reply: said}))
  await talk.line.startTls()
}

const base64 = (text: string): string => Buffer.from(text).toString('base64')

/** Every form in which a login's password goes over the line, the longest first: it holds the others. */
export const secretsOf = (user: string, password: string): readonly string[] =>
  password === '' ? [] : [base64(`\0${user}\0${password}`), base64(password), password]

export const logIn = async (talk: Talk, offers: Offers, user: string, password: string): Promise<void> => {
  const words = talk.look.texts.netSights
  const offered = offers.get('AUTH')
  if (offered === undefined) throw new Refused('mismatch', words['smtp-no-login']())
  const {line} = talk
  const ways = offered.split(' ')
  let reply: Reply
  if (ways.includes('PLAIN')) {
    reply = await line.command(`AUTH PLAIN ${base64(`\0${user}\0${password}`)}`)
  } else if (ways.includes('LOGIN')) {
    reply = await line.command('AUTH LOGIN')
    if (reply.code === 334) reply = await line.command(base64(user))
    if (reply.code === 334) reply = await line.command(base64(password))
  } else {
    throw new Refused('error', words['smtp-other-login']({ways: shorten(offered)}))
  }
  const said = replyText(talk, reply)
  talk.evidence.push(said)
  if (isFine(reply)) return
  const facts = {user: shorten(user), reply: said}
  if (reply.code >= 500) throw new Refused('auth', words['smtp-login-refused'](facts))
  throw new Refused('mismatch', words['smtp-login-fails'](facts))
}

/** As far as the server takes the recipient; nothing is sent yet. */
export const address = async (talk: Talk, from: string, to: string): Promise<void> => {
  accepted(talk, await talk.line.command(`MAIL FROM:<${from}>`), 'smtp-refuses-sender')
  accepted(talk, await talk.line.command(`RCPT TO:<${to}>`), 'smtp-refuses-recipient')
}

/** Hands a message over. Where no answer comes after it, nobody knows whether it was taken, and that is said. */
export const deliver = async (talk: Talk, message: Parameters<typeof messageText>[0]): Promise<Safe> => {
  const {line, look} = talk
  const words = look.texts.netSights
  const ready = await line.command('DATA')
  if (ready.code !== 354)
    throw new Refused('mismatch', words['smtp-refuses-message']({reply: replyText(talk, ready)}))
  let reply: Reply
  try {
    reply = await line.message(messageText(message))
  } catch {
    throw new Refused('timeout', words['smtp-unknown-fate']())
  }
  const said = replyText(talk, reply)
  talk.evidence.push(said)
  if (!isFine(reply)) throw new Refused('mismatch', words['smtp-refuses-message']({reply: said}))
  return said
}
