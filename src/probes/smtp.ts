import {hostname} from 'node:os'
import type * as z from 'zod/mini'
import {shorten} from '#src/checks/judge.ts'
import type {smtpSchema} from '#src/checks/smtp.ts'
import {portOf} from '#src/net/connect.ts'
import {createDeadline, within} from '#src/net/deadline.ts'
import {NotSmtp, openSmtpLine, type Reply, type SmtpLine} from '#src/net/smtp-line.ts'
import {isMailbox, messageId} from '#src/net/smtp-message.ts'
import {
  address,
  arrive,
  deliver,
  introduction,
  isImplicitTls,
  SmtpRefused,
  type SmtpTalk,
  secretsOf,
  smtpPort,
} from '#src/net/smtp-talk.ts'
import {trustOf} from '#src/net/trust.ts'
import {joinSafe, type Safe, safe} from '#src/text/safe.ts'
import {type Driver, type Finding, type Look, notPassed, pass} from './driver.ts'
import {addressOf, failureOf} from './failure.ts'
import {Refused, refusedBy, replyText} from './smtp/talk.ts'

type Options = z.output<typeof smtpSchema>

const PATIENCE_TO_PART = 500

/** Sender and recipient; null where nobody is to get anything. */
const mailboxes = ({deliver: message, user = ''}: Options, look: Look) => {
  const to = message?.to ?? ''
  if (to === '') return null
  const from = message?.from || (isMailbox(user) ? user : to)
  const wrong = [to, from].find(each => !isMailbox(each))
  if (wrong === undefined) return {to, from}
  throw new Refused('not-configured', look.texts.netSights['smtp-bad-mailbox']({mailbox: shorten(wrong)}))
}

interface Own {
  readonly look: Look
  /** What must not be shown, whoever repeats it. */
  readonly secrets: readonly string[]
  readonly evidence: readonly Safe[]
}

const converse = async (talk: SmtpTalk, options: Options, own: Own): Promise<Finding> => {
  const {look, secrets, evidence} = own
  const words = look.texts.netSights
  const {user = '', password = ''} = options
  const boxes = mailboxes(options, look)
  const name = introduction(options.name ?? '', hostname())
  await arrive(talk, {
    host: options.host,
    port: options.port ?? '',
    starttls: options.starttls ?? '',
    user,
    password,
    name,
  })
  const protocol = talk.line.protocol()
  const done: Safe[] = [protocol === null ? words['smtp-plain']() : safe(protocol)]
  if (user !== '') done.push(words['smtp-logged-in']({user: shorten(user)}))
  const isDelivered = boxes !== null && look.effects
  if (boxes !== null) {
    const {from, to} = boxes
    await address(talk, from, [to])
    if (isDelivered) {
      const at = look.now()
      const subject = options.deliver?.subject || `rollcall ${at.toISOString()}`
      const body = `${words['smtp-mail-body']({host: safe(hostname())})}\n`
      const reply = await deliver(talk, {from, to: [to], subject, body, at, id: messageId(name)})
      done.push(words['smtp-delivered']({to: shorten(to), reply: replyText(secrets, reply)}))
    } else done.push(words['smtp-recipient']({to: shorten(to)}))
  }
  const isBare = protocol === null && user !== ''
  const warning = isBare ? words['smtp-bare-password']() : null
  return pass(joinSafe(done, ', '), {warning, evidence, values: {tls: protocol, delivered: isDelivered}})
}

/** Says goodbye, so that the server's log stays clean; what it answers changes nothing. */
const part = async (line: SmtpLine, look: Look): Promise<void> => {
  const patience = createDeadline(Math.min(PATIENCE_TO_PART, look.deadline.remaining()), look.deadline.signal)
  await within(patience, line.command('QUIT')).catch(() => undefined)
  patience.end()
}

/** A mail server: greeting, STARTTLS, login, a recipient that it takes and, where confirmed, one real message. */
export const smtp: Driver = async look => {
  const options = look.options as Options
  const port = smtpPort({port: options.port ?? ''})
  const secrets = secretsOf(options.user ?? '', options.password ?? '')
  const where = addressOf(options.host, port)
  const words = look.texts.netSights
  const evidence: Safe[] = []
  let line: SmtpLine | null = null
  try {
    const trust = await within(look.deadline, trustOf(options.ca, look.cwd))
    const tls = isImplicitTls({port})
    const opened = openSmtpLine({host: options.host, port: portOf(port), tls}, trust, look.deadline)
    line = opened.line
    await opened.open()
    const onReply = (reply: Reply): void => void evidence.push(replyText(secrets, reply))
    const found = await converse({line, onReply}, options, {look, secrets, evidence})
    await part(line, look)
    return found
  } catch (thrown) {
    const error = thrown instanceof SmtpRefused ? refusedBy(look, thrown.refusal, secrets) : thrown
    if (error instanceof Refused) {
      if (line !== null && !look.deadline.isOver()) await part(line, look)
      return notPassed(error.reason, error.sentence, {evidence})
    }
    if (error instanceof NotSmtp)
      return notPassed('mismatch', words['smtp-none']({address: where, heard: shorten(error.heard, 80)}), {
        evidence,
      })
    return failureOf(look, error, {address: where, stage: line?.stage() ?? 'connect'}, {evidence})
  } finally {
    line?.close()
  }
}
