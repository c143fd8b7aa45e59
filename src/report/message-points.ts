import type {Message} from '#src/session/state.ts'
import {joinSafe, type Safe, safe, safeBlock} from '#src/text/safe.ts'
import {say} from '#src/text/say.ts'
import type {Account} from './account.ts'
import {dotted, type Point, point, strong, text} from './document.ts'

export const recipientsOf = ({recipients}: Message): Safe => joinSafe(recipients.map(safe), ', ')

/** What became of a message, in a few words; what the other side said comes with it. */
export const messageWord = ({words, clock}: Account, message: Message): Safe => {
  const {report} = words
  const {phase, why, asserted} = message
  const reply = message.reply === '' ? safe('') : say`: ${safe(message.reply)}`
  switch (phase) {
    case 'intended':
      return report['message-intended']
    case 'sent':
      return say`${report['message-sent']({at: clock.brief(message.sentAt ?? message.at)})}${reply}`
    case 'failed':
      return say`${report['message-failed']({why: whyWord(words.report, why)})}${reply}`
    case 'unknown':
      return say`${report['message-unknown']({why: whyWord(words.report, why)})}${reply}`
    case 'asserted':
      return report['asserted-by']({
        answer: say`${report[`told-${asserted?.answer ?? 'later'}`]}: ${safe(asserted?.how ?? '')}`,
        at: clock.brief(asserted?.at ?? message.at),
        by: safe(asserted?.by ?? message.by),
      })
  }
}

const whyWord = (report: Account['words']['report'], why: Message['why']): Safe => {
  switch (why) {
    case null:
      return safe('?')
    case 'no-answer':
    case 'command-failed':
    case 'sender-died':
      return report[`doubt-${why}`]
    default:
      return report[`failed-${why}`]
  }
}

/** To whom, how, confirmed by whom and when, what became of it; then what was really sent, word for word. */
export const messagePoint = (account: Account, message: Message): Point => {
  const {words, clock} = account
  const {report} = words
  const lead = report.message({
    message: message.number,
    way: report[`way-${message.way}`],
    to: recipientsOf(message),
  })
  const confirmed = report['message-confirmed']({at: clock.brief(message.at), by: safe(message.by)})
  const line = dotted([strong(lead), text(messageWord(account, message)), text(confirmed)])
  const subject = message.subject === '' ? '' : `${message.subject}\n\n`
  return {...point(...line), code: safeBlock(`${subject}${message.text}`)}
}
