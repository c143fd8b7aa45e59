import {hostname} from 'node:os'
import {portOf} from '#src/net/connect.ts'
import {createDeadline, type Deadline, within} from '#src/net/deadline.ts'
import {openSmtpLine, type Reply, type SmtpLine} from '#src/net/smtp-line.ts'
import {isMailbox} from '#src/net/smtp-message.ts'
import {
  address,
  arrive,
  deliver,
  introduction,
  isImplicitTls,
  SmtpRefused,
  secretsOf,
  smtpPort,
} from '#src/net/smtp-talk.ts'
import {trustOf} from '#src/net/trust.ts'
import {type Destination, type Letter, senderExits} from '#src/runner/sender-exit.ts'
import type {Sent} from './main.ts'
import {reasonOf} from './webhook.ts'

type Mail = Extract<Destination, {way: 'mail'}>

/**
 * Hands a message to a mail server, once, for all recipients or for none: where one is refused, nothing is sent. A
 * message that was handed over without an answer may have been taken.
 */
export const sendMail = async (mail: Mail, letter: Letter, deadline: Deadline): Promise<Sent> => {
  const {host, from, to} = mail
  const server = {...mail, port: smtpPort(mail), name: introduction(mail.name, hostname())}
  if ([from, ...to].some(mailbox => !isMailbox(mailbox)) || to.length === 0)
    return {exit: senderExits.notConfigured, reply: ''}
  let line: SmtpLine | null = null
  const replyOf = ({code, lines}: Reply): string =>
    secretsOf(mail.user, mail.password).reduce(
      (text, secret) => text.replaceAll(secret, '***'),
      `${code} ${lines.join(' ').slice(0, 200)}`,
    )
  try {
    const trust = await within(deadline, trustOf(mail.ca, '/'))
    const tls = isImplicitTls(server)
    const opened = openSmtpLine({host, port: portOf(server.port), tls}, trust, deadline)
    line = opened.line
    await opened.open()
    const talk = {line, onReply: () => undefined}
    await arrive(talk, server)
    await address(talk, from, to)
    const {id, subject, text: body} = letter
    const taken = await deliver(talk, {from, to, subject, body: `${body}\n`, at: new Date(), id})
    await part(line)
    return {exit: senderExits.sent, reply: replyOf(taken)}
  } catch (error) {
    if (!(error instanceof SmtpRefused)) return {exit: senderExits.unreachable, reply: reasonOf(error)}
    const {refusal} = error
    if (refusal.kind === 'unknown-fate') return {exit: senderExits.noAnswer, reply: ''}
    return {
      exit: senderExits.refused,
      reply: 'reply' in refusal ? replyOf(refusal.reply) : refusal.kind,
    }
  } finally {
    line?.close()
  }
}

/** Says goodbye, so that the server's log stays clean; what it answers changes nothing. */
const part = async (line: SmtpLine): Promise<void> => {
  const patience = createDeadline(500)
  await within(patience, line.command('QUIT')).catch(() => undefined)
  patience.end()
}
