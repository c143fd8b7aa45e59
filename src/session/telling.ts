import {type Draft, touch} from './draft.ts'
import type {SessionEvent} from './events.ts'
import type {Message} from './state.ts'

type TellingEvent = Extract<
  SessionEvent,
  {
    type:
      | 'message-confirmed'
      | 'message-intended'
      | 'message-sent'
      | 'message-failed'
      | 'message-unknown'
      | 'message-asserted'
      | 'contact-tried'
      | 'update-promised'
      | 'update-given'
      | 'handed-over'
  }
>

/** What an event about telling people does to the session. Events of a message that was never confirmed are ignored. */
export const reduceTelling = (draft: Draft, event: TellingEvent): void => {
  const said = {by: event.by, at: event.at}
  switch (event.type) {
    case 'contact-tried':
      draft.contactTries.push({...said, contact: event.contact, result: event.result})
      return
    case 'update-promised':
      draft.updates.push({...said, due: event.due, given: null})
      return
    case 'update-given': {
      const last = draft.updates.at(-1)
      if (last === undefined || last.given !== null || last.due !== event.due) return
      const given = {...said, late: event.late, number: event.number}
      draft.updates[draft.updates.length - 1] = {...last, given}
      return
    }
    case 'handed-over':
      draft.handOvers.push({...said, to: event.to, summary: event.summary, reason: event.reason})
      return
    case 'message-confirmed':
      confirm(draft, event)
      return
    default: {
      const message = draft.messages[event.message - 1]
      if (message === undefined || message.item !== event.item) return
      draft.messages[event.message - 1] = {...message, ...changeBy(event)}
      const {here} = draft
      touch(draft, event.item, {})
      // Only what the operator says moves the place where a resume goes on.
      if (event.type !== 'message-asserted') draft.here = here
    }
  }
}

const confirm = (draft: Draft, event: Extract<TellingEvent, {type: 'message-confirmed'}>): void => {
  if (event.message !== draft.messages.length + 1) return
  draft.messages.push({
    number: event.message,
    item: event.item,
    phase: 'intended',
    by: event.by,
    at: event.at,
    audience: event.audience,
    language: event.language,
    way: event.way,
    recipients: event.recipients,
    subject: event.subject,
    text: event.text,
    reply: '',
    why: null,
    sentAt: null,
    seen: null,
    asserted: null,
  })
  touch(draft, event.item, {})
}

type MessageEvent = Extract<TellingEvent, {readonly message: number}>

const changeBy = (event: Exclude<MessageEvent, {type: 'message-confirmed'}>): Partial<Message> => {
  switch (event.type) {
    case 'message-intended':
      return {phase: 'intended'}
    case 'message-sent':
      return {phase: 'sent', reply: event.reply, sentAt: event.sentAt, seen: event.seen, why: null}
    case 'message-failed':
      return {phase: 'failed', why: event.why, reply: event.reply}
    case 'message-unknown':
      return {phase: 'unknown', why: event.why, reply: event.reply}
    case 'message-asserted': {
      const asserted = {by: event.by, at: event.at, answer: event.answer, how: event.how}
      return event.answer === 'later' ? {asserted} : {phase: 'asserted', asserted}
    }
  }
}
