import type {Runbook} from '#src/runbook/types.ts'
import {findItem} from '#src/runbook/walk.ts'
import {safe} from '#src/text/safe.ts'
import {sameWord} from '#src/text/words.ts'
import {messageWord} from './confirm-words.ts'
import type {Situation} from './decide.ts'
import type {SessionEvent} from './events.ts'
import type {Intent, Stamp} from './intents.ts'
import {dueUpdate, lostMessage, type Message, messageOf, messagesAt, type Session} from './state.ts'
import {accept, isBlank, type Refusal, refuse, type Verdict} from './verdict.ts'

type IntentOf<Type extends Intent['type']> = Extract<Intent, {type: Type}>
type Report = IntentOf<'message-sent' | 'message-failed' | 'message-unknown'>

/** What stands in the way of sending a message at this item just now, whatever it says; null: nothing. */
export const sendObstacle = (runbook: Runbook, session: Session, item: string): Refusal | null => {
  if (session.phase !== 'open') return {code: 'session-over'}
  const found = findItem(runbook, item)
  if (found === null) return {code: 'no-such-item', item: safe(item)}
  if (found.kind !== 'manual' || found.message === null) return {code: 'no-message-here'}
  if (messagesAt(session, item).some(message => message.phase === 'intended'))
    return {code: 'already-sending'}
  return lostMessage(session, item) === null ? null : {code: 'message-first'}
}

/** Accepting yields confirmation and intent together; the message itself goes out only after both are on disk. */
export const decideSend = (
  {runbook, session}: Situation,
  intent: IntentOf<'send'>,
  stamp: Stamp,
): Verdict => {
  const obstacle = sendObstacle(runbook, session, intent.item)
  if (obstacle !== null) return refuse(obstacle)
  if (isBlank(intent.text)) return refuse({code: 'message-empty'})
  if (intent.recipients.length === 0) return refuse({code: 'nobody-to-tell'})
  const word = messageWord(session)
  if (!sameWord(intent.typed, word)) return refuse({code: 'not-sent-wrong-word', word: safe(word)})
  const {type, ...told} = intent
  const message = session.messages.length + 1
  return accept(
    {...stamp, type: 'message-confirmed', message, ...told},
    {...stamp, type: 'message-intended', item: intent.item, message},
  )
}

/** What a sender reported of its message. An outcome is final; only "unknown" may still be replaced by what was recorded. */
export const decideMessageReport = (session: Session, intent: Report, stamp: Stamp): Verdict => {
  const message = messageOf(session, intent.message)
  if (message === null || !isOpenTo(message, intent)) return refuse({code: 'stale-report'})
  const common = {...stamp, item: message.item, message: message.number}
  switch (intent.type) {
    case 'message-sent': {
      const {reply, sentAt, seen} = intent
      return accept(
        {...common, type: 'message-sent', reply, sentAt, seen},
        ...givenBy(session, message.number, sentAt, stamp),
      )
    }
    case 'message-failed':
      return accept({...common, type: 'message-failed', why: intent.why, reply: intent.reply})
    case 'message-unknown':
      return accept({...common, type: 'message-unknown', why: intent.why, reply: intent.reply})
  }
}

const isOpenTo = (message: Message, intent: Report): boolean =>
  message.phase === 'intended' || (message.phase === 'unknown' && intent.type === 'message-sent')

/** Whoever was told has had the update that was due. */
const givenBy = (
  session: Session,
  number: number | null,
  at: string,
  stamp: Stamp,
): readonly SessionEvent[] => {
  const due = dueUpdate(session)?.due
  if (due === undefined) return []
  return [{...stamp, type: 'update-given', due, late: Date.parse(at) > Date.parse(due), number}]
}

type Telling = IntentOf<'assert-message' | 'contact-tried' | 'promise-update' | 'update-given' | 'hand-over'>

/** What the operator says of messages, calls and promises. */
export const decideTelling = ({runbook, session}: Situation, intent: Telling, stamp: Stamp): Verdict => {
  switch (intent.type) {
    case 'assert-message': {
      const message = lostMessage(session, intent.item)
      if (message === null) return refuse({code: 'no-message-to-assert'})
      if (intent.answer !== 'later' && isBlank(intent.how)) return refuse({code: 'how-missing'})
      const {item, answer, how} = intent
      const asserted = {
        ...stamp,
        type: 'message-asserted',
        item,
        message: message.number,
        answer,
        how,
      } as const
      return accept(asserted, ...(answer === 'sent' ? givenBy(session, message.number, stamp.at, stamp) : []))
    }
    case 'contact-tried': {
      if (!runbook.contacts.some(contact => contact.id === intent.contact))
        return refuse({code: 'no-such-contact', contact: safe(intent.contact)})
      return accept({...stamp, type: 'contact-tried', contact: intent.contact, result: intent.result})
    }
    case 'promise-update':
      if (Number.isNaN(Date.parse(intent.due)) || Date.parse(intent.due) <= Date.parse(stamp.at))
        return refuse({code: 'due-passed'})
      return accept({...stamp, type: 'update-promised', due: intent.due})
    case 'update-given': {
      const given = givenBy(session, null, stamp.at, stamp)
      return given.length === 0 ? refuse({code: 'no-update-due'}) : accept(...given)
    }
    case 'hand-over': {
      const {to, summary, reason} = intent
      if (isBlank(to)) return refuse({code: 'name-missing'})
      if (isBlank(summary) || isBlank(reason)) return refuse({code: 'reason-missing'})
      return accept({
        ...stamp,
        type: 'handed-over',
        to: to.trim(),
        summary: summary.trim(),
        reason: reason.trim(),
      })
    }
  }
}
