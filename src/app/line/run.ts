import {checkSudo} from '#src/app/sudo-check.ts'
import {lookAtTarget} from '#src/app/target-place.ts'
import {sentence} from '#src/i18n/code.ts'
import type {Item, SensedItem} from '#src/runbook/types.ts'
import {confirmWord} from '#src/session/confirm-words.ts'
import {gateOf, heldTarget, needsReason, runObstacle} from '#src/session/decide-run.ts'
import {lastAttempt} from '#src/session/state.ts'
import type {Refusal} from '#src/session/verdict.ts'
import {safe} from '#src/text/safe.ts'
import {holderWords} from '#src/view/run-words.ts'
import {type Desk, tell} from './desk.ts'
import {scriptNow, showItem} from './show.ts'

/** Lets a probe look whose look changes something; `run` is the confirmation, what it does stands on the item. */
const letLook = async (desk: Desk, item: SensedItem): Promise<void> => {
  if (!tell(desk, await desk.open.store.dispatch({type: 'look', item: item.id}))) return
  await Promise.race([desk.probing.lookOnce(item.probe), desk.left])
}

/** Starts the current item's command, whose card is on the screen: first a reason where one is needed, then the word. */
export const runCurrent = async (desk: Desk, item: Item): Promise<void> => {
  const {lines, refusals} = desk.texts
  if (item.kind === 'sensed') return letLook(desk, item)
  if (item.kind !== 'command') {
    desk.print(sentence(refusals, {code: 'not-a-command'}))
    return
  }
  const state = desk.open.store.state()
  // First of all: what else stands in the way may only do so because its end cannot be recorded.
  const obstacle: Refusal | null =
    state.halted === null ? runObstacle(state, item) : {code: 'journal-halted', why: safe(state.halted)}
  if (obstacle !== null) {
    desk.print(sentence(refusals, obstacle))
    return
  }
  const script = scriptNow(desk, item)
  if (script?.sha256 !== desk.shownScript?.sha256) {
    desk.print(lines['script-changed']())
    showItem(desk, item)
    return
  }
  const {runs} = desk.texts
  const sudo = await checkSudo(item.shell.text, {
    cwd: state.session.facts?.cwd ?? '.',
    env: desk.open.environmentFor(item.id),
  })
  if (sudo === 'password' || sudo === 'missing') desk.print(runs[`sudo-${sudo}`]())
  if (item.confirm === 'target') await lookAtTarget(desk.open)
  const seen = desk.open.store.state()
  const held = heldTarget(seen, item)
  if (held !== null) desk.print(runs['target-held']({holder: holderWords(desk.texts, held.by)}))
  const question = gateOf(seen, item).length > 0 ? lines['ask-reason']() : runs['ask-beside']()
  const reason = needsReason(seen, item) ? await desk.ask(question) : ''
  if (reason === null || (reason.trim() === '' && needsReason(seen, item))) {
    desk.print(lines.cancelled())
    return
  }
  const word = confirmWord(state.runbook, state.session, state.live, item)
  const typed = word === null ? '' : await desk.ask(lines['ask-word']({word: safe(word)}))
  if (typed === null || (word !== null && typed.trim() === '')) {
    desk.print(lines.cancelled())
    return
  }
  if (!tell(desk, await desk.commands.run(item, {typed, reason, script}))) return
  if (item.watch) return
  desk.following = lastAttempt(desk.open.store.state().session, item.id)?.number ?? null
}
