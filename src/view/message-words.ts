import type {Texts} from '#src/i18n/texts.ts'
import type {Message} from '#src/session/state.ts'
import {joinSafe, type Safe, safe} from '#src/text/safe.ts'
import {say} from '#src/text/say.ts'

/** What became of a message, in one line. */
export const messageOutcome = ({telling}: Texts, message: Message): Safe => {
  const {number, phase, why, asserted} = message
  const reply = safe(message.reply)
  const cause = why === null ? say`?` : telling[`why-${why}`]()
  switch (phase) {
    case 'intended':
      return telling.sending({message: number})
    case 'sent': {
      const to = joinSafe(message.recipients.map(safe), ', ')
      return telling['line-sent']({message: number, to, reply})
    }
    case 'failed':
      return telling['line-failed']({message: number, why: cause, reply})
    case 'unknown':
      return telling['line-unknown']({message: number, why: cause, reply})
    case 'asserted': {
      const said = telling[asserted?.answer === 'sent' ? 'asserted-sent' : 'asserted-notsent']()
      return say`${said}: ${safe(asserted?.how ?? '')}`
    }
  }
}
