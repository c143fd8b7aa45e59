import {continueSession} from '#src/app/continue-session.ts'
import {
  abortSession,
  closeSession,
  exportLine,
  type Leaving,
  type Left,
  suspendSession,
} from '#src/app/leave-session.ts'
import {takeBack} from '#src/app/take-back.ts'
import {loadTexts} from '#src/i18n/texts.ts'
import type {ItemId} from '#src/runbook/types.ts'
import {findItem, probeOf} from '#src/runbook/walk.ts'
import type {SuspendCause} from '#src/session/events.ts'
import {joinSafe, type Safe, safe} from '#src/text/safe.ts'
import {refusalSentence} from '#src/view/refusal-sentence.ts'
import type {ViewState} from '#src/view/view-state.ts'
import type {Wish} from '#src/view/wish.ts'
import {editText, pageOutput} from './lend.ts'
import {copyContact, copyMessage, editMessage, openMessage, promiseUpdate, sendMessage} from './message.ts'
import {answerFailure, copyToClipboard, openCard, runCommand, setInput, stopCommand} from './run.ts'
import {sayIntent} from './say.ts'
import {accepted, enterMode, goTo, refuse, type ScreenDesk, tellDone, tellRefused} from './screen-desk.ts'

/** Does what a key asked for; `before` is the view as it was when the key came. Answers how the session was left, if it was. */
export const fulfil = async (desk: ScreenDesk, wish: Wish, before: ViewState): Promise<Left | null> => {
  const leaver = {open: desk.open, texts: desk.screen.texts()}
  switch (wish.kind) {
    case 'suspend':
      return suspend(desk, 'operator')
    case 'abort':
      return leftOr(desk, await abortSession(leaver, wish.reason), before)
    case 'close':
      return leftOr(desk, await closeSession(leaver, wish.signedBy), before)
    case 'hand-over':
      return handOver(desk, wish, before)
    default:
      await act(desk, wish, before)
      return null
  }
}

/** Leaves the session where the cursor stands. */
export const suspend = (desk: ScreenDesk, cause: SuspendCause): Promise<Left> => {
  const {here} = desk.screen.view()
  const item = here.kind === 'item' ? here.item : null
  return suspendSession({...desk, texts: desk.screen.texts()}, {cause, item})
}

const leftOr = (desk: ScreenDesk, leaving: Leaving, before: ViewState): Left | null => {
  if (leaving.ok) return leaving.left
  refuse(desk, leaving.refusal, before)
  return null
}

type Staying = Exclude<Wish, {readonly kind: 'suspend' | 'abort' | 'close' | 'hand-over'}>

const act = async (desk: ScreenDesk, wish: Staying, before: ViewState): Promise<void> => {
  const {commands, screen, stage} = desk
  switch (wish.kind) {
    case 'say':
      return sayIntent(desk, wish.intent, before)
    case 'open-card':
      return openCard(desk, wish)
    case 'set-input':
      return setInput(desk, wish, before)
    case 'run':
      return runCommand(desk, wish, before)
    case 'take-back':
      return goBack(desk, wish.item)
    case 'copy':
      return copyToClipboard(desk, wish.item)
    case 'stop':
      return stopCommand(desk, wish, before)
    case 'answer-failure':
      return answerFailure(desk, wish)
    case 'end-watch':
      return commands.endWatch(wish.attempt)
    case 'recheck':
      desk.probing.recheck(probesHere(desk))
      // What is known of a lost run changes too: its processes end.
      return tellRecovered(desk, await recoverAll(desk), screen.texts().desk['looked-again']())
    case 'look':
      return letLook(desk, wish.item, before)
    case 'export':
      return tellDone(desk, await exportLine({open: desk.open, texts: screen.texts()}, null))
    case 'edit':
      return editText(desk, wish.text, before)
    case 'page':
      return pageOutput(desk, wish.attempt)
    case 'open-message':
      return openMessage(desk, wish)
    case 'edit-message':
      return editMessage(desk, wish)
    case 'copy-message':
      return copyMessage(desk, wish)
    case 'send-message':
      return sendMessage(desk, wish, before)
    case 'copy-contact':
      return copyContact(desk, wish)
    case 'promise-update':
      return promiseUpdate(desk, wish, before)
    case 'language':
      screen.setTexts(await loadTexts(screen.texts().language === 'tr' ? 'en' : 'tr'))
      return
    case 'continue':
      return continueElsewhere(desk, wish.directory, before)
    case 'to-shell':
      return stage.stop()
    case 'redraw':
      return stage.redraw()
  }
}

/** The probe of where the operator stands: it is looked with although nothing does so by itself. */
const probesHere = ({open, screen}: ScreenDesk): readonly string[] => {
  const {here} = screen.view()
  const item = here.kind === 'item' ? findItem(open.store.state().runbook, here.item) : null
  const probe = item === null ? null : probeOf(item)
  return probe === null ? [] : [probe]
}

/** Records that the probe may look although that changes something, then lets it; what it sees is told like any reading. */
const letLook = async (desk: ScreenDesk, id: ItemId, before: ViewState): Promise<void> => {
  const {open, screen, probing} = desk
  const item = findItem(open.store.state().runbook, id)
  if (item?.kind !== 'sensed') return
  if (!accepted(desk, await open.store.dispatch({type: 'look', item: id}), before)) return
  void probing.lookOnce(item.probe)
  tellDone(desk, screen.texts().desk['looked-again']())
}

/** Takes back what was said last, and goes there. */
const goBack = async (desk: ScreenDesk, current: ItemId | null): Promise<void> => {
  const taken = await takeBack(desk.open.store, current)
  const texts = desk.screen.texts()
  if (!taken.ok) {
    if (taken.refusal !== null) tellRefused(desk, refusalSentence(texts, taken.refusal))
    return
  }
  goTo(desk, {kind: 'item', item: taken.item})
  const item = findItem(desk.open.store.state().runbook, taken.item)?.title ?? safe(taken.item)
  tellDone(desk, texts.desk['taken-back']({item}))
}

/** After the journal failed: goes on in a new one below that directory. */
const continueElsewhere = async (desk: ScreenDesk, directory: string, before: ViewState): Promise<void> => {
  const {context, open, screen} = desk
  const texts = screen.texts()
  const problem = await continueSession({...context, texts}, open, directory)
  if (problem !== null) {
    enterMode(desk, before.mode, {tone: 'refused', text: joinSafe(problem, ' ')})
    return
  }
  // What ended while nothing could be recorded is recorded now.
  const impossible = await recoverAll(desk)
  tellRecovered(desk, impossible, texts.lines['journal-continued']({dir: safe(directory), id: safe(open.id)}))
}

const recoverAll = async ({commands, messages}: ScreenDesk): Promise<string | null> =>
  (await commands.recover()) ?? (await messages.recover())

const tellRecovered = (desk: ScreenDesk, impossible: string | null, done: Safe): void => {
  if (impossible === null) tellDone(desk, done)
  else tellRefused(desk, desk.screen.texts().lines['recover-impossible']({cause: safe(impossible)}))
}

/** Tells the next one what there is to know, on the record, and leaves the session to them. */
const handOver = async (
  desk: ScreenDesk,
  {to, summary, reason}: Extract<Wish, {readonly kind: 'hand-over'}>,
  before: ViewState,
): Promise<Left | null> => {
  const answer = await desk.open.store.dispatch({type: 'hand-over', to, summary, reason})
  if (!accepted(desk, answer, before)) return null
  return suspend(desk, 'operator')
}
