import type {Key} from '#src/view/key.ts'
import type {Desk, Pressed} from '#src/view/press.ts'
import type {Mode, ViewState} from '#src/view/view-state.ts'
import {act, isCharacter, see} from './pressed.ts'
import {stepOf} from './scroll.ts'

type PanelMode = Extract<Mode, {readonly kind: 'panel'}>

const page = 10

/**
 * What a key does in the list of contacts: a number or the arrows choose, one more key says what came of the call or copies
 * what to dial. After a call that nobody took the next contact is chosen. Null for a key that any panel knows.
 */
export const pressContacts = (desk: Desk, view: ViewState, mode: PanelMode, key: Key): Pressed | null => {
  const {contacts} = desk.situation.runbook
  const last = contacts.length - 1
  if (last < 0) return null
  const index = Math.min(mode.index ?? 0, last)
  const choose = (next: number): ViewState => ({
    ...view,
    mode: {...mode, index: Math.min(Math.max(0, next), last)},
  })
  const contact = contacts[index]?.id ?? ''
  if (isCharacter(key, 'r')) {
    return act(desk, view, {kind: 'say', intent: {type: 'contact-tried', contact, result: 'reached'}})
  }
  if (isCharacter(key, 'n')) {
    const intent = {type: 'contact-tried', contact, result: 'no-answer'} as const
    return act(desk, choose(index + 1), {kind: 'say', intent})
  }
  if (isCharacter(key, 'y')) return {view, wish: {kind: 'copy-contact', contact}}
  if (key.kind === 'character' && /^[1-9]$/.test(key.text)) return see(choose(Number(key.text) - 1))
  const step = stepOf(key, page)
  return step === null ? null : see(choose(index + step))
}
