import type {Runbook} from '#src/runbook/types.ts'
import type {EventOf} from '#src/session/events.ts'
import {joinSafe, type Safe, safe} from '#src/text/safe.ts'
import {say} from '#src/text/say.ts'
import type {Clock} from './clock.ts'
import {titleById} from './item-title.ts'
import type {ReportWords} from './texts.ts'

export type TellingEvent = EventOf<
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
>

/** A contact as it is called: its group and its name; of one that an edited runbook no longer has, the id. */
export const contactTitle = (runbook: Runbook, id: string): Safe => {
  const contact = runbook.contacts.find(each => each.id === id)
  return contact === undefined ? safe(id) : say`${contact.group} · ${contact.name}`
}

/** One line about a message, a call, a promise or a hand-over. */
export const describeTelling = (
  event: TellingEvent,
  {runbook, words, clock}: {readonly runbook: Runbook; readonly words: ReportWords; readonly clock: Clock},
): Safe => {
  const {timeline, report} = words
  switch (event.type) {
    case 'contact-tried':
      return timeline[event.type]({
        contact: contactTitle(runbook, event.contact),
        result: report[`result-${event.result}`],
      })
    case 'update-promised':
      return timeline[event.type]({due: clock.brief(event.due)})
    case 'update-given':
      return timeline[event.type]({
        due: clock.brief(event.due),
        late: event.late,
        message: safe(event.number === null ? '' : String(event.number)),
      })
    case 'handed-over':
      return timeline[event.type]({
        from: safe(event.by),
        to: safe(event.to),
        summary: safe(event.summary),
        reason: safe(event.reason),
      })
    default: {
      const told = {message: event.message, item: titleById(runbook, event.item)}
      switch (event.type) {
        case 'message-confirmed':
          return timeline[event.type]({
            ...told,
            way: report[`way-${event.way}`],
            to: joinSafe(event.recipients.map(safe), ', '),
          })
        case 'message-intended':
          return timeline[event.type](told)
        case 'message-sent':
          return timeline[event.type]({
            ...told,
            reply: safe(event.reply),
            away: event.seen === 'while-away',
          })
        case 'message-failed':
          return timeline[event.type]({
            ...told,
            why: report[`failed-${event.why}`],
            reply: safe(event.reply),
          })
        case 'message-unknown':
          return timeline[event.type]({
            ...told,
            why: report[`doubt-${event.why}`],
            reply: safe(event.reply),
          })
        case 'message-asserted':
          return timeline[event.type]({
            ...told,
            answer: report[`told-${event.answer}`],
            how: safe(event.how),
          })
      }
    }
  }
}
