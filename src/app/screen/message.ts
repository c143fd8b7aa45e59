import {siteContacts} from '#src/app/contacts.ts'
import {copyText} from '#src/app/telling/clipboard.ts'
import {draftMessage} from '#src/app/telling/draft.ts'
import {waysFor} from '#src/app/telling/ways.ts'
import {dueTime} from '#src/messages/due-time.ts'
import {joinDraft, splitDraft} from '#src/messages/template.ts'
import {findItem} from '#src/runbook/walk.ts'
import {joinSafe, safe} from '#src/text/safe.ts'
import type {MessageCard} from '#src/view/form.ts'
import {nextField} from '#src/view/next-field.ts'
import type {Message, ViewState} from '#src/view/view-state.ts'
import type {Wish} from '#src/view/wish.ts'
import {lendText} from './lend.ts'
import {accepted, enterMode, type ScreenDesk, tellDone, tellRefused} from './screen-desk.ts'

type WishOf<Kind extends Wish['kind']> = Extract<Wish, {readonly kind: Kind}>

const show = (desk: ScreenDesk, item: string, card: MessageCard, message: Message | null = null): void => {
  const purpose = {kind: 'message', item, card} as const
  const next = nextField(desk.screen.desk(), purpose, [])
  if (next.kind !== 'field') return
  enterMode(desk, {kind: 'form', form: {purpose, answers: [], field: next.field}}, message)
}

/** The ways as they are just now, without what is secret of them. */
const shownWays = (desk: ScreenDesk, audience: string): Pick<MessageCard, 'ways' | 'missing'> => {
  const {ways, missing} = waysFor(desk.open, audience)
  return {ways: ways.map(({way, recipients}) => ({way, recipients})), missing}
}

/** Shows the item's draft: the one that was edited, else one from the facts as they are now. */
export const openMessage = (desk: ScreenDesk, {item: id, language: wanted}: WishOf<'open-message'>): void => {
  const {open, screen, context} = desk
  const item = findItem(open.store.state().runbook, id)
  if (item?.kind !== 'manual' || item.message === null) return
  const audience = item.message
  const edited = desk.drafts.get(id)
  if (edited !== undefined && wanted === undefined) {
    show(desk, id, {...edited, ...shownWays(desk, audience)})
    return
  }
  const language = wanted ?? open.store.state().session.facts?.language ?? 'en'
  const drafted = draftMessage(open, {audience, language, now: context.now()}, screen.texts())
  if (!drafted.ok) {
    tellRefused(desk, joinSafe(drafted.lines, ' '))
    return
  }
  desk.drafts.delete(id)
  show(desk, id, {audience, language, ...drafted.draft, ...shownWays(desk, audience)})
}

/** Lets the operator write in an editor of their own; what comes back is kept, and is then what may be sent. */
export const editMessage = async (desk: ScreenDesk, {item, card}: WishOf<'edit-message'>): Promise<void> => {
  const end = await lendText(desk, 'message.md', joinDraft(card))
  if (end?.kind !== 'ended') {
    show(desk, item, card, desk.screen.view().message)
    return
  }
  const edited = {...card, ...splitDraft(desk.open.redact(end.text))}
  desk.drafts.set(item, edited)
  show(desk, item, edited)
}

const copy = (desk: ScreenDesk, name: string, text: string): Message => {
  const {line, ok} = copyText(desk.open, {name, text}, desk.stage.write, desk.screen.texts())
  return {tone: ok ? 'done' : 'refused', text: line}
}

export const copyMessage = (desk: ScreenDesk, {item, card}: WishOf<'copy-message'>): void =>
  show(desk, item, card, copy(desk, `message-${card.audience}`, joinDraft(card)))

export const copyContact = (desk: ScreenDesk, {contact: id}: WishOf<'copy-contact'>): void => {
  const contact = siteContacts(desk.open).find(each => each.id === id)
  if (contact === undefined) return
  const message = copy(desk, `contact-${id}`, contact.value)
  desk.screen.setView({...desk.screen.view(), message})
}

/** Sends what was confirmed; where it would by now reach somebody else, nothing is sent and the draft is shown again. */
export const sendMessage = async (
  desk: ScreenDesk,
  {item, card, way: index, typed}: WishOf<'send-message'>,
  before: ViewState,
): Promise<void> => {
  const {audience, language, subject, text} = card
  const way = waysFor(desk.open, audience).ways[index]
  const shown = card.ways[index]
  if (way === undefined || way.recipients.join() !== shown?.recipients.join()) {
    show(desk, item, {...card, ...shownWays(desk, audience)})
    return
  }
  const draft = {subject, text}
  const answer = await desk.messages.send({item, audience, language, draft, typed}, way)
  if (!accepted(desk, answer, before)) return
  desk.drafts.delete(item)
}

/** When the next update is due, as it was typed; what is no time puts the question back. */
export const promiseUpdate = async (
  desk: ScreenDesk,
  {when}: WishOf<'promise-update'>,
  before: ViewState,
): Promise<void> => {
  const {open, screen, context} = desk
  const {telling} = screen.texts()
  const zone = open.store.state().session.facts?.timeZone ?? 'UTC'
  const due = dueTime(when, context.now().getTime(), zone)
  if (due === null) {
    const text = telling['bad-time']({text: safe(when)})
    if (before.mode.kind === 'form') enterMode(desk, before.mode, {tone: 'refused', text})
    else tellRefused(desk, text)
    return
  }
  if (!accepted(desk, await open.store.dispatch({type: 'promise-update', due}), before)) return
  const at = new Intl.DateTimeFormat('en-GB', {timeStyle: 'short', timeZone: zone}).format(Date.parse(due))
  tellDone(desk, telling['update-promised']({due: safe(at)}))
}
