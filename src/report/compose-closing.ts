import type {Contact} from '#src/runbook/types.ts'
import {resolveTemplate} from '#src/runbook/variables.ts'
import type {SessionEvent} from '#src/session/events.ts'
import {recordOf} from '#src/session/state.ts'
import {joinSafe, type Safe, safe} from '#src/text/safe.ts'
import {say} from '#src/text/say.ts'
import type {Account} from './account.ts'
import {attemptPoints} from './attempt-points.ts'
import {type Block, code, heading, type Line, type Point, paragraph, point, strong, text} from './document.ts'
import {notePoint, settlementPoint} from './item-points.ts'
import {titleOf} from './item-title.ts'
import {messagePoint} from './message-points.ts'
import {authorOf, describeEvent} from './timeline.ts'

const none: Line = [text(say`–`)]

/** What was said and run under items that the edited runbook no longer has: it happened all the same. */
export const goneItems = (account: Account): readonly Block[] => {
  const {gone, session, words} = account
  if (gone.length === 0) return []
  return [
    heading(2, words.report['gone-items']),
    {
      type: 'points',
      points: gone.flatMap(id => {
        const record = recordOf(session, id)
        return [
          settlementPoint(account, id, record.settlement),
          ...session.notes.filter(note => note.item === id).map(note => notePoint(account, note)),
          ...session.attempts
            .filter(({item}) => item === id)
            .flatMap(attempt => attemptPoints(account, attempt)),
          ...session.messages.filter(({item}) => item === id).map(message => messagePoint(account, message)),
        ]
      }),
    },
  ]
}

/** Who does what until when, as far as somebody took it. */
export const followUps = (account: Account): readonly Block[] => {
  const {items, words} = account
  const {report} = words
  const all = [...items.values()].filter(({item}) => item.kind === 'follow-up')
  if (all.length === 0) return []
  return [
    heading(2, report['follow-ups']),
    {
      type: 'table',
      head: [report['follow-up'], report.owner, report.due, report.state],
      rows: all.map(({item, state, record}) => {
        const assigned = record.settlement?.state === 'assigned' ? record.settlement : null
        return [
          [text(titleOf(item))],
          assigned === null ? none : [text(safe(assigned.owner))],
          assigned === null ? none : [text(safe(assigned.due))],
          [{type: 'state', state, word: words.states[state]}],
        ]
      }),
    },
  ]
}

export const contacts = (account: Account): readonly Block[] => {
  const {runbook, words} = account
  if (runbook.contacts.length === 0) return []
  const groups = new Map<Safe, Contact[]>()
  for (const contact of runbook.contacts) {
    const group = groups.get(contact.group)
    if (group === undefined) groups.set(contact.group, [contact])
    else group.push(contact)
  }
  return [
    heading(2, words.report.contacts),
    ...[...groups].flatMap(([group, members]): readonly Block[] => [
      heading(3, group),
      {
        type: 'points',
        points: members.map(contact =>
          point(
            strong(say`${contact.name}:`),
            text(say` ${contactValue(account, contact)}${callsOf(account, contact)}`),
          ),
        ),
      },
    ]),
  ]
}

/** When somebody tried to reach them, and what came of it. */
const callsOf = ({session, words, clock}: Account, contact: Contact): Safe => {
  const tries = session.contactTries.filter(each => each.contact === contact.id)
  if (tries.length === 0) return safe('')
  const told = tries.map(({result, at, by}) =>
    words.report.called({
      result: words.report[`result-${result}`],
      at: clock.brief(at),
      by: safe(by),
    }),
  )
  return say` — ${joinSafe(told, ' · ')}`
}

/** The site's own value where its settings give one, with the variables that the session was started with. */
export const contactValue = ({runbook, facts, words}: Account, contact: Contact): Safe => {
  const template = runbook.settings.contacts[contact.id]
  const variables = new Map(facts?.variables.map(({name, value}) => [name, value ?? undefined]))
  const site = template === undefined ? null : resolveTemplate(template, name => variables.get(name))
  if (site?.ok === true) return safe(site.value)
  return contact.placeholder ? say`${contact.value} ${words.report['contact-unset']}` : contact.value
}

/** Every event in the journal's order, whatever the clock said. */
export const timeline = (account: Account): readonly Block[] => {
  const {words, session} = account
  const {report} = words
  const notes = session.notes.filter(note => note.item === null)
  return [
    ...(notes.length === 0
      ? []
      : [
          heading(2, report['notes-session']),
          {type: 'points' as const, points: notes.map(note => notePoint(account, note))},
        ]),
    heading(2, report.timeline),
    {type: 'points', points: timelinePoints(account, () => true)},
  ]
}

/** Each event that is wanted as a line: when, who, what. */
export const timelinePoints = (
  {events, runbook, language, words, clock}: Account,
  isWanted: (event: SessionEvent) => boolean,
): readonly Point[] =>
  events
    .filter(isWanted)
    .map(event =>
      point(
        text(
          say`${clock.brief(event.at)} · ${authorOf(event, words)} · ${describeEvent(event, runbook, language, clock)}`,
        ),
      ),
    )

/** The variables and inputs by name, each with where it came from; of a secret only whether it was there. */
export const settings = (account: Account): readonly Block[] => {
  const {facts, session, words, clock} = account
  const {report} = words
  const rows: (readonly Line[])[] = [
    ...(facts?.variables ?? []).map(({name, source, value, secret}) => [
      [code(safe(name))],
      source === 'unset'
        ? none
        : secret
          ? [text(report['secret-set'])]
          : value
            ? [code(safe(value))]
            : [text(report['value-empty'])],
      [text(report[`source-${source}`])],
    ]),
    ...[...session.inputs].map(([name, {value, secret, by, at}]) => [
      [code(safe(name))],
      secret ? [text(report['secret-set'])] : value ? [code(safe(value))] : [text(report['value-empty'])],
      [text(report['source-input']({by: safe(by), at: clock.brief(at)}))],
    ]),
  ]
  if (rows.length === 0) return []
  return [
    heading(2, report.settings),
    {type: 'table', head: [report.name, report.value, report.source], rows},
  ]
}

/** Printed once more at the end, where somebody who turns a page over looks for it. */
export const verification = ({words, headHash, facts}: Account): readonly Block[] => {
  const {report} = words
  return [
    heading(2, report.verify),
    paragraph(strong(report['head-hash']), text(say` · `), code(safe(headHash))),
    paragraph(text(report['verify-how'])),
    {
      type: 'code',
      code: say`rollcall verify FILE\nrollcall verify ${safe(facts?.id ?? 'ID')} --against ${safe(headHash)}`,
    },
    paragraph(text(report['verify-paper'])),
  ]
}
