import {clockTime} from '#src/app/clock-time.ts'
import {type SiteContact, siteContacts} from '#src/app/contacts.ts'
import {suspendSession} from '#src/app/leave-session.ts'
import {copyText} from '#src/app/telling/clipboard.ts'
import {dueTime} from '#src/messages/due-time.ts'
import type {ContactResult} from '#src/session/events.ts'
import {dueUpdate} from '#src/session/state.ts'
import {formatDuration} from '#src/text/duration.ts'
import {type Safe, safe} from '#src/text/safe.ts'
import {say} from '#src/text/say.ts'
import {type Desk, type Left, tell} from './desk.ts'

/** Whom to call, in the order of the escalation, with what came of the last call; a placeholder is said to be one. */
export const showContacts = (desk: Desk): void => {
  const {lines, telling} = desk.texts
  const contacts = siteContacts(desk.open)
  if (contacts.length === 0) desk.print(lines['no-contacts']())
  const zone = desk.open.store.state().session.facts?.timeZone ?? 'UTC'
  for (const [index, {group, name, value, unset, tried}] of contacts.entries()) {
    const placeholder = unset ? say` ${lines['contact-unset']()}` : say``
    const call =
      tried === null
        ? say``
        : say` · ${telling[`contact-${tried.result}`]({at: safe(clockTime(tried.at, zone)), by: safe(tried.by)})}`
    const line = telling['contact-line']({number: index + 1, name: say`${group} · ${name}`, value})
    desk.print(say`  ${line}${placeholder}${call}`)
  }
}

const named = (desk: Desk, name: string): SiteContact | null => {
  const contacts = siteContacts(desk.open)
  return contacts[Number(name) - 1] ?? contacts.find(contact => contact.id === name) ?? null
}

/** `reached WHO`, `noanswer WHO`: what came of a call, with its time. */
export const tryContact = async (desk: Desk, name: string, result: ContactResult): Promise<void> => {
  const contact = named(desk, name)
  if (contact === null) return desk.print(desk.texts.telling['usage-contact']())
  const intent = {type: 'contact-tried', contact: contact.id, result} as const
  if (!tell(desk, await desk.open.store.dispatch(intent))) return
  desk.print(desk.texts.telling[result]({contact: say`${contact.group} · ${contact.name}`}))
}

/** `copy WHO`: a contact's number or address. */
export const copyContact = (desk: Desk, name: string): void => {
  const contact = named(desk, name)
  if (contact === null) {
    desk.print(desk.texts.telling['usage-contact']())
    return
  }
  const text = {name: `contact-${contact.id}`, text: contact.value}
  desk.print(copyText(desk.open, text, desk.clipboard, desk.texts).line)
}

/** `update 11:40|30m|given`, or alone: when the next update is due. */
export const update = async (desk: Desk, rest: string): Promise<void> => {
  const {telling} = desk.texts
  const {store} = desk.open
  if (rest === '') return desk.print(updateLine(desk) ?? telling['no-update'](), telling['usage-update']())
  if (rest === 'given') {
    const answer = await store.dispatch({type: 'update-given'})
    if (!tell(desk, answer) || !answer.ok) return
    const late = answer.events.some(event => event.type === 'update-given' && event.late)
    return desk.print(telling[late ? 'update-met-late' : 'update-met']())
  }
  const zone = store.state().session.facts?.timeZone ?? 'UTC'
  const due = dueTime(rest, desk.now().getTime(), zone)
  if (due === null) return desk.print(telling['bad-time']({text: safe(rest)}), telling['usage-update']())
  if (!tell(desk, await store.dispatch({type: 'promise-update', due}))) return
  desk.print(telling['update-promised']({due: safe(clockTime(due, zone))}))
}

/** When the next update is due, or for how long it has been; null where none was promised. */
export const updateLine = (desk: Pick<Desk, 'open' | 'texts' | 'now'>): Safe | null => {
  const {session} = desk.open.store.state()
  const due = dueUpdate(session)?.due
  if (due === undefined) return null
  const {telling, language} = desk.texts
  const left = Date.parse(due) - desk.now().getTime()
  const span = formatDuration(Math.abs(left), language)
  const at = safe(clockTime(due, session.facts?.timeZone ?? 'UTC'))
  return left > 0
    ? telling['update-due']({due: at, left: span})
    : telling['update-over']({due: at, over: span})
}

/** From so long before it is due it is told, in milliseconds. */
const near = 5 * 60_000

/** Says, before the next prompt, that an update is soon due, and again that it is over; each once. */
export const createUpdateReminder = (desk: Pick<Desk, 'open' | 'texts' | 'now' | 'print'>): (() => void) => {
  let told = ''
  return () => {
    const due = dueUpdate(desk.open.store.state().session)?.due
    const line = updateLine(desk)
    if (due === undefined || line === null) return
    const left = Date.parse(due) - desk.now().getTime()
    const news = `${due} ${left > 0}`
    if (left > near || told === news) return
    told = news
    desk.print(line)
  }
}

/** `handover NAME`: asks what they have to know and why, puts it on record and leaves the session to them. */
export const handOver = async (desk: Desk, name: string): Promise<Left | null> => {
  const {telling, lines} = desk.texts
  const to = name === '' ? await desk.ask(telling['ask-to']()) : name
  const summary = to === null || to.trim() === '' ? null : await desk.ask(telling['ask-summary']())
  const reason = summary === null || summary.trim() === '' ? null : await desk.ask(telling['ask-why']())
  if (to === null || summary === null || reason === null || reason.trim() === '') {
    desk.print(lines.cancelled())
    return null
  }
  if (!tell(desk, await desk.open.store.dispatch({type: 'hand-over', to, summary, reason}))) return null
  desk.print(telling['handed-over']({to: safe(to)}))
  const left = await suspendSession(desk, {cause: 'operator', item: desk.here})
  desk.print(...left.lines)
  return left
}
