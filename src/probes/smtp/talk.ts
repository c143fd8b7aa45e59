import {shorten} from '#src/checks/judge.ts'
import type {Reply} from '#src/net/smtp-line.ts'
import type {SmtpRefusal} from '#src/net/smtp-talk.ts'
import type {Reason} from '#src/session/reading.ts'
import {type Safe, safe} from '#src/text/safe.ts'
import {say} from '#src/text/say.ts'
import type {Look} from '../driver.ts'

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

/** What the server said, without what we told it in confidence. */
export const replyText = (secrets: readonly string[], {code, lines}: Reply): Safe => {
  const masked = secrets
    .filter(secret => secret !== '')
    .reduce((text, secret) => text.replaceAll(secret, '***'), lines.join(' '))
  return say`${safe(String(code))} ${shorten(masked, 160)}`
}

const sentences = {
  greeting: 'smtp-greeting',
  hello: 'smtp-refuses-hello',
  starttls: 'smtp-refuses-starttls',
  sender: 'smtp-refuses-sender',
  recipient: 'smtp-refuses-recipient',
  message: 'smtp-refuses-message',
} as const

/** What a refusal means to the operator. */
export const refusedBy = ({texts}: Look, refusal: SmtpRefusal, secrets: readonly string[]): Refused => {
  const words = texts.netSights
  switch (refusal.kind) {
    case 'no-starttls':
    case 'no-login':
      return new Refused('mismatch', words[`smtp-${refusal.kind}`]())
    case 'other-login':
      return new Refused('error', words['smtp-other-login']({ways: shorten(refusal.ways)}))
    case 'unknown-fate':
      return new Refused('timeout', words['smtp-unknown-fate']())
    case 'asks-login':
      return new Refused('auth', words['smtp-asks-login']({reply: replyText(secrets, refusal.reply)}))
    case 'login': {
      const facts = {user: shorten(refusal.user), reply: replyText(secrets, refusal.reply)}
      return refusal.reply.code >= 500
        ? new Refused('auth', words['smtp-login-refused'](facts))
        : new Refused('mismatch', words['smtp-login-fails'](facts))
    }
    default:
      return new Refused(
        'mismatch',
        words[sentences[refusal.kind]]({reply: replyText(secrets, refusal.reply)}),
      )
  }
}
