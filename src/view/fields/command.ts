import {stopWord} from '#src/session/confirm-words.ts'
import type {ElsewhereOutcome} from '#src/session/events.ts'
import {safe} from '#src/text/safe.ts'
import type {Purpose} from '#src/view/form.ts'
import type {KeyDesk} from '#src/view/press.ts'
import {choiceField, option, textField, wordField} from './build.ts'
import {ask, type Next, wish} from './next.ts'

/** Where the operator ran the command, how it ended there, and how they know. */
export const elsewhereField = (
  {texts: {runs}}: KeyDesk,
  item: string,
  [where, outcome, how]: readonly string[],
): Next => {
  if (where === undefined) return ask(textField(runs['ask-where']()))
  if (outcome === undefined) {
    return ask(
      choiceField(runs['ask-elsewhere'](), [
        option('worked', runs['elsewhere-worked']()),
        option('failed', runs['elsewhere-failed']()),
      ]),
    )
  }
  if (how === undefined) return ask(textField(runs['ask-elsewhere-how']()))
  const said = {where, outcome: outcome as ElsewhereOutcome, how}
  return wish({kind: 'say', intent: {type: 'run-elsewhere', item, ...said}})
}

/** The word that sends a running command its signal. */
export const stopField = (
  {texts: {runs}, situation: {session}}: KeyDesk,
  {attempt, signal}: Extract<Purpose, {readonly kind: 'stop'}>,
  typed: string | undefined,
): Next => {
  const word = stopWord(session, signal)
  const label = {word: safe(word)}
  if (typed === undefined) {
    return ask(wordField(signal === 'SIGTERM' ? runs['ask-stop'](label) : runs['ask-kill'](label), word))
  }
  return wish({kind: 'stop', attempt, signal, typed})
}
