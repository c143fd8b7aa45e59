import {hostname} from 'node:os'
import type * as z from 'zod/mini'
import {shorten} from '#src/checks/judge.ts'
import type {smtpSchema} from '#src/checks/smtp.ts'
import {portOf} from '#src/net/connect.ts'
import {createDeadline, within} from '#src/net/deadline.ts'
import {NotSmtp, openSmtpLine, type SmtpLine} from '#src/net/smtp-line.ts'
import {trustOf} from '#src/net/trust.ts'
import {joinSafe, type Safe, safe} from '#src/text/safe.ts'
import {type Driver, type Finding, type Look, notPassed, pass} from './driver.ts'
import {addressOf, failureOf} from './failure.ts'
import {isMailbox} from './smtp/message.ts'
import {address, deliver, encrypt, greet, hello, logIn, Refused, secretsOf, type Talk} from './smtp/talk.ts'

type Options = z.output<typeof smtpSchema>

const SUBMISSION = '587'
const IMPLICIT_TLS = '465'
const PATIENCE_TO_PART = 500

/** As Django's settings and shells write it. */
const isTrue = (text: string): boolean => /^(true|1|yes|on)$/i.test(text.trim())

const wantsStartTls = ({starttls = ''}: Options, port: string): boolean => {
  if (port === IMPLICIT_TLS) return false
  return starttls === '' ? port !== '25' : isTrue(starttls)
}

const introduction = ({name}: Options): string => {
  const own = (name || hostname()).trim()
  return /^[A-Za-z0-9.:[\]-]{1,255}$/.test(own) ? own : 'localhost'
}

/** Sender and recipient; null where nobody is to get anything. */
const mailboxes = ({deliver: message, user = ''}: Options, look: Look) => {
  const to = message?.to ?? ''
  if (to === '') return null
  const from = message?.from || (isMailbox(user) ? user : to)
  const wrong = [to, from].find(each => !isMailbox(each))
  if (wrong === undefined) return {to, from}
  throw new Refused('not-configured', look.texts.netSights['smtp-bad-mailbox']({mailbox: shorten(wrong)}))
}

const converse = async (talk: Talk, options: Options, port: string): Promise<Finding> => {
  const {look, line, evidence} = talk
  const words = look.texts.netSights
  const {user = '', password = ''} = options
  const boxes = mailboxes(options, look)
  const name = introduction(options)
  await greet(talk)
  let offers = await hello(talk, name)
  if (wantsStartTls(options, port)) {
    await encrypt(talk, offers)
    // What was offered in the clear could be anyone's.
    offers = await hello(talk, name)
  }
  const protocol = line.protocol()
  const done: Safe[] = [protocol === null ? words['smtp-plain']() : safe(protocol)]
  if (user !== '') {
    await logIn(talk, offers, user, password)
    done.push(words['smtp-logged-in']({user: shorten(user)}))
  }
  const isDelivered = boxes !== null && look.effects
  if (boxes !== null) {
    await address(talk, boxes.from, boxes.to)
    const to = {to: shorten(boxes.to)}
    if (isDelivered) {
      const at = look.now()
      const subject = options.deliver?.subject || `rollcall ${at.toISOString()}`
      const body = `${words['smtp-mail-body']({host: safe(hostname())})}\n`
      const reply = await deliver(talk, {...boxes, subject, body, at, host: name})
      done.push(words['smtp-delivered']({...to, reply}))
    } else done.push(words['smtp-recipient']({...to}))
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
  const port = options.port || SUBMISSION
  const where = addressOf(options.host, port)
  const words = look.texts.netSights
  const evidence: Safe[] = []
  let line: SmtpLine | null = null
  try {
    const trust = await within(look.deadline, trustOf(options.ca, look.cwd))
    const tls = port === IMPLICIT_TLS
    const opened = openSmtpLine({host: options.host, port: portOf(port), tls}, trust, look.deadline)
    line = opened.line
    await opened.open()
    const secrets = secretsOf(options.user ?? '', options.password ?? '')
    const found = await converse({look, line, secrets, evidence}, options, port)
    await part(line, look)
    return found
  } catch (error) {
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
