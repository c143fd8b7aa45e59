import {clipboardSequence, copyCommand} from '#src/app/copy-command.ts'
import {scriptOf} from '#src/app/script.ts'
import type {CommandItem, ItemId} from '#src/runbook/types.ts'
import {findItem} from '#src/runbook/walk.ts'
import {lastAttempt} from '#src/session/state.ts'
import {safe} from '#src/text/safe.ts'
import type {Purpose} from '#src/view/form.ts'
import {nextField} from '#src/view/next-field.ts'
import type {ViewState} from '#src/view/view-state.ts'
import type {Wish} from '#src/view/wish.ts'
import {lookUpCard} from './card.ts'
import {accepted, enterMode, refuse, type ScreenDesk, tellDone, tellRefused} from './screen-desk.ts'

type WishOf<Kind extends Wish['kind']> = Extract<Wish, {readonly kind: Kind}>

/** Shows a command's card, with what is on disk just now; asks first for the values that are still wanted. */
export const openCard = async (
  desk: ScreenDesk,
  {item: id, again}: Omit<WishOf<'open-card'>, 'kind'>,
): Promise<void> => {
  const item = commandOf(desk, id)
  if (item === null) return
  const card = await lookUpCard(desk.open, item, desk.context.now())
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
  await openCard(desk, {item})
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
    await openCard(desk, {item: id})
    tellRefused(desk, screen.texts().lines['script-changed']())
    return
  }
  if (!accepted(desk, await commands.run(item, {typed, reason, script}), before)) return
  const attempt = lastAttempt(open.store.state().session, id)
  if (attempt === null) return
  enterMode(desk, {kind: 'output', attempt: attempt.number, scroll: null, search: null})
}

/** Puts the command on the clipboard and into a file; its card stays open. */
export const copyToClipboard = (desk: ScreenDesk, id: ItemId): void => {
  const item = commandOf(desk, id)
  if (item === null) return
  const {text, line} = copyCommand(desk.open, item, desk.screen.texts())
  const sequence = clipboardSequence(text)
  if (sequence !== null) desk.stage.write(sequence)
  tellDone(desk, line)
}

/** Asks a running command to end. It is on record before the signal goes. */
export const stopCommand = async (
  desk: ScreenDesk,
  {attempt, signal, typed}: WishOf<'stop'>,
  before: ViewState,
): Promise<void> => {
  const {runs} = desk.screen.texts()
  const stopped = await desk.commands.stop(attempt, {signal, typed})
  if (!stopped.ok) return refuse(desk, stopped.refusal, before)
  enterMode(desk, {kind: 'output', attempt, scroll: null, search: null})
  if (stopped.found === 'gone') tellRefused(desk, runs['stop-gone']())
  else tellDone(desk, runs['stop-sent']({signal: safe(signal)}))
}

/** Puts on record what is done about a failure, and does it. A journal that takes nothing hinders nobody from looking. */
export const answerFailure = async (
  desk: ScreenDesk,
  {item, choice, input}: WishOf<'answer-failure'>,
): Promise<void> => {
  await desk.open.store.dispatch({type: 'answer-failure', item, choice})
  switch (choice) {
    case 'output': {
      const attempt = lastAttempt(desk.open.store.state().session, item)
      if (attempt !== null) {
        enterMode(desk, {kind: 'output', attempt: attempt.number, scroll: null, search: null})
        // What an earlier process followed is on disk only.
        if (await desk.outputs.load(attempt.number)) desk.screen.draw()
      }
      return
    }
    case 'again':
      return openCard(desk, {item})
    case 'other-input':
      return openCard(desk, {item, ...(input === undefined ? {} : {again: input})})
    case 'override':
      return openForm(desk, {kind: 'override', item}, [])
    case 'escalate':
      return openForm(desk, {kind: 'decide'}, ['escalate'])
    case 'abort':
      return openForm(desk, {kind: 'abort'}, [])
  }
}

const openForm = (desk: ScreenDesk, purpose: Purpose, answers: readonly string[]): void => {
  const next = nextField(desk.screen.desk(), purpose, answers)
  if (next.kind === 'field') enterMode(desk, {kind: 'form', form: {purpose, answers, field: next.field}})
}

const commandOf = (desk: ScreenDesk, id: ItemId): CommandItem | null => {
  const item = findItem(desk.open.store.state().runbook, id)
  return item?.kind === 'command' ? item : null
}
