import {scriptOf} from '#src/app/script.ts'
import type {CommandItem, ItemId} from '#src/runbook/types.ts'
import {findItem} from '#src/runbook/walk.ts'
import {lastAttempt} from '#src/session/state.ts'
import {nextField} from '#src/view/next-field.ts'
import type {ViewState} from '#src/view/view-state.ts'
import type {Wish} from '#src/view/wish.ts'
import {lookUpCard} from './card.ts'
import {accepted, enterMode, type ScreenDesk, tellRefused} from './screen-desk.ts'

type WishOf<Kind extends Wish['kind']> = Extract<Wish, {readonly kind: Kind}>

/** Shows a command's card, with what is on disk just now; asks first for the values that are still wanted. */
export const openCard = (desk: ScreenDesk, {item: id, again}: Omit<WishOf<'open-card'>, 'kind'>): void => {
  const item = commandOf(desk, id)
  if (item === null) return
  const card = lookUpCard(desk.open, item, desk.context.now())
  const purpose = {kind: 'run', item: id, card, ...(again === undefined ? {} : {again})} as const
  const next = nextField(desk.screen.desk(), purpose, [])
  if (next.kind === 'field') enterMode(desk, {kind: 'form', form: {purpose, answers: [], field: next.field}})
}

/** Gives a command its value, and shows what is still wanted. */
export const setInput = async (
  desk: ScreenDesk,
  {item, name, value, remark}: WishOf<'set-input'>,
  before: ViewState,
): Promise<void> => {
  if (!accepted(desk, await desk.open.setInput(name, value), before)) return
  if (remark !== undefined) {
    await desk.open.store.dispatch({type: 'note', item, text: remark, mark: null})
  }
  openCard(desk, {item})
}

/** Starts what was confirmed and shows what it writes. With another script than the one on the card nothing starts. */
export const runCommand = async (
  desk: ScreenDesk,
  {item: id, typed, reason, script}: WishOf<'run'>,
  before: ViewState,
): Promise<void> => {
  const {open, commands, screen} = desk
  const item = commandOf(desk, id)
  if (item === null) return
  const now = scriptOf(item.shell.text, open.store.state().session.facts?.cwd ?? '/')
  if (now?.sha256 !== script?.sha256) {
    openCard(desk, {item: id})
    tellRefused(desk, screen.texts().lines['script-changed']())
    return
  }
  if (!accepted(desk, await commands.run(item, {typed, reason, script}), before)) return
  const attempt = lastAttempt(open.store.state().session, id)
  if (attempt === null) return
  enterMode(desk, {kind: 'output', attempt: attempt.number, scroll: null, search: null})
}

const commandOf = (desk: ScreenDesk, id: ItemId): CommandItem | null => {
  const item = findItem(desk.open.store.state().runbook, id)
  return item?.kind === 'command' ? item : null
}
