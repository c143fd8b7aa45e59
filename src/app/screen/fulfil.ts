import {continueSession} from '#src/app/continue-session.ts'
import {loadTexts} from '#src/i18n/texts.ts'
import {joinSafe, safe} from '#src/text/safe.ts'
import type {ViewState} from '#src/view/view-state.ts'
import type {Wish} from '#src/view/wish.ts'
import {abortSession, closeSession, exportLine, suspendSession} from './leave.ts'
import {editText, pageOutput} from './lend.ts'
import {openCard, runCommand, setInput} from './run.ts'
import {sayIntent} from './say.ts'
import {enterMode, type Left, type ScreenDesk, tellDone, tellRefused} from './screen-desk.ts'
import {takeBack} from './take-back.ts'

/** Does what a key asked for; `before` is the view as it was when the key came. Answers how the session was left, if it was. */
export const fulfil = async (desk: ScreenDesk, wish: Wish, before: ViewState): Promise<Left | null> => {
  switch (wish.kind) {
    case 'suspend':
      return suspendSession(desk, 'operator')
    case 'abort':
      return abortSession(desk, wish.reason, before)
    case 'close':
      return closeSession(desk, before)
    case 'hand-over':
      return handOver(desk, wish, before)
    default:
      await act(desk, wish, before)
      return null
  }
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
      return takeBack(desk, wish.item)
    case 'end-watch':
      return commands.endWatch(wish.attempt)
    case 'recheck':
      desk.recheck()
      // What is known of a lost run changes too: its processes end.
      await commands.recover()
      return tellDone(desk, screen.texts().desk['looked-again']())
    case 'export':
      return tellDone(desk, await exportLine(desk))
    case 'edit':
      return editText(desk, wish.text, before)
    case 'page':
      return pageOutput(desk, wish.attempt)
    case 'language':
      screen.setTexts(await loadTexts(screen.texts().language === 'tr' ? 'en' : 'tr'))
      return
    case 'continue':
      return continueElsewhere(desk, wish.directory, before)
    case 'stop':
      return stage.stop()
    case 'redraw':
      return stage.redraw()
  }
}

/** After the journal failed: goes on in a new one below that directory. */
const continueElsewhere = async (desk: ScreenDesk, directory: string, before: ViewState): Promise<void> => {
  const {context, open, commands, screen} = desk
  const {texts} = {texts: screen.texts()}
  const problem = await continueSession({...context, texts}, open, directory)
  if (problem !== null) {
    enterMode(desk, before.mode, {tone: 'refused', text: joinSafe(problem, ' ')})
    return
  }
  // What ended while nothing could be recorded is recorded now.
  await commands.recover()
  tellDone(desk, texts.lines['journal-continued']({dir: safe(directory), id: safe(open.id)}))
}

/** Tells the next one what there is to know, on the record, and leaves the session to them. */
const handOver = async (
  desk: ScreenDesk,
  {to, summary}: Extract<Wish, {readonly kind: 'hand-over'}>,
  before: ViewState,
): Promise<Left | null> => {
  const {open, screen} = desk
  const text = screen
    .texts()
    .desk['handed-over']({from: safe(open.operator), to: safe(to), summary: safe(summary)})
  const answer = await open.store.dispatch({type: 'note', item: null, text, mark: null})
  if (!answer.ok) {
    enterMode(desk, before.mode)
    tellRefused(desk, screen.texts().desk['hand-over-failed']())
    return null
  }
  return suspendSession(desk, 'operator')
}
