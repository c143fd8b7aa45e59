import {findItem, sectionOf} from '#src/runbook/walk.ts'
import {afterDecision, afterSaying} from '#src/session/cursor.ts'
import type {Intent} from '#src/session/intents.ts'
import {itemState} from '#src/session/item-state.ts'
import {safe} from '#src/text/safe.ts'
import {say} from '#src/text/say.ts'
import type {Here} from '#src/view/here.ts'
import type {ViewState} from '#src/view/view-state.ts'
import {accepted, enterMode, goTo, type ScreenDesk, tellDone} from './screen-desk.ts'

/** Makes a fact of what the operator said, and goes on from there. */
export const sayIntent = async (desk: ScreenDesk, intent: Intent, before: ViewState): Promise<void> => {
  if (!accepted(desk, await desk.open.store.dispatch(intent), before)) return
  switch (intent.type) {
    case 'decide':
      tellDone(desk, desk.screen.texts().desk.decided())
      if (intent.choice === 'escalate') enterMode(desk, {kind: 'panel', panel: {kind: 'contacts'}, scroll: 0})
      else moveOnFromDecision(desk)
      return
    case 'note':
      return tellDone(desk, desk.screen.texts().desk.noted())
    case 'contact-tried': {
      const {contacts} = desk.open.store.state().runbook
      const contact = contacts.find(each => each.id === intent.contact)
      const name = contact === undefined ? safe(intent.contact) : say`${contact.group} · ${contact.name}`
      return tellDone(desk, desk.screen.texts().telling[intent.result]({contact: name}))
    }
    case 'update-given': {
      const late = desk.open.store.state().session.updates.at(-1)?.given?.late === true
      return tellDone(desk, desk.screen.texts().telling[late ? 'update-met-late' : 'update-met']())
    }
    case 'confirm-changes':
      return tellDone(desk, desk.screen.texts().desk['changes-confirmed']())
    default:
      if ('item' in intent && intent.item !== null) settle(desk, intent.item, intent.type === 'defer')
  }
}

/** Tells what the item is now; where it is settled, goes on to the next one that wants the operator. */
const settle = (desk: ScreenDesk, id: string, deferred: boolean): void => {
  const {runbook, session} = desk.open.store.state()
  const item = findItem(runbook, id)
  if (item === null) return
  const next = afterSaying(runbook, session, item, deferred)
  if (next === null) goTo(desk, {kind: 'close-out'})
  else if (next !== 'stays') goTo(desk, hereOf(desk, item.id, next.id))
  const {desk: words, states} = desk.screen.texts()
  tellDone(desk, words['item-now']({item: item.title, state: states[itemState(runbook, session, item)]}))
}

/** After the last criterion comes the decision, not the first item of the next section. */
const hereOf = (desk: ScreenDesk, from: string, next: string): Here => {
  const {runbook, session} = desk.open.store.state()
  const section = sectionOf(runbook, from)
  const leaves = section !== null && section.id !== sectionOf(runbook, next)?.id
  return leaves && section.mode === 'decision' && session.decision === null
    ? {kind: 'decision', section: section.id}
    : {kind: 'item', item: next}
}

const moveOnFromDecision = (desk: ScreenDesk): void => {
  const {runbook, session} = desk.open.store.state()
  const {here} = desk.screen.view()
  const next = afterDecision(runbook, session, here.kind === 'item' ? here.item : null)
  if (next === null) goTo(desk, {kind: 'close-out'})
  else if (next !== 'stays') goTo(desk, {kind: 'item', item: next.id})
}
