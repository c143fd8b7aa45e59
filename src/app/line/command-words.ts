import {copyCommand} from '#src/app/copy-command.ts'
import {sentence} from '#src/i18n/code.ts'
import type {Item} from '#src/runbook/types.ts'
import {stopWord} from '#src/session/confirm-words.ts'
import type {ElsewhereOutcome, StopSignal} from '#src/session/events.ts'
import {lastAttempt} from '#src/session/state.ts'
import {type Safe, safe, safeBlock} from '#src/text/safe.ts'
import {say} from '#src/text/say.ts'
import {type Desk, tell} from './desk.ts'

const outcomes: Readonly<Record<string, ElsewhereOutcome>> = {
  worked: 'worked',
  failed: 'failed',
  oldu: 'worked',
  olmadı: 'failed',
}

/** Asks what is to be said of a run somewhere else; says nothing where an answer is missing. */
export const sayElsewhere = async (
  desk: Desk,
  rest: string,
  say: (said: {where: string; outcome: ElsewhereOutcome; how: string}) => Promise<void>,
): Promise<void> => {
  const {runs, lines} = desk.texts
  const answered = async (question: Safe): Promise<string> => (await desk.ask(question))?.trim() ?? ''
  const where = rest === '' ? await answered(asked(runs['ask-where']())) : rest
  const word = where === '' ? '' : await answered(runs['ask-elsewhere-line']())
  const outcome = outcomes[word.normalize('NFC')]
  const how = outcome === undefined ? '' : await answered(lines['ask-how']())
  if (outcome === undefined || how === '') return desk.print(lines.cancelled())
  await say({where, outcome, how})
}

const asked = (question: Safe): Safe => say`${question}:`

/** Prints the command as it can be pasted somewhere else, and keeps it in a file. */
export const copyCurrent = (desk: Desk, item: Item): void => {
  if (item.kind !== 'command') {
    desk.print(sentence(desk.texts.refusals, {code: 'not-a-command'}))
    return
  }
  const {text, line} = copyCommand(desk.open, item, desk.texts)
  desk.print(
    ...safeBlock(text)
      .split('\n')
      .map(each => safe(each)),
    line,
  )
}

/** Asks for the word, then has the running command sent its signal. */
export const stopCurrent = async (desk: Desk, item: Item, signal: StopSignal): Promise<void> => {
  const {runs, refusals, lines} = desk.texts
  const {session} = desk.open.store.state()
  const attempt = lastAttempt(session, item.id)
  if (attempt?.phase !== 'running' && attempt?.phase !== 'intended') {
    return desk.print(sentence(refusals, {code: 'not-running'}))
  }
  if (signal === 'SIGKILL' && attempt.stopping === null) {
    return desk.print(sentence(refusals, {code: 'stop-first'}))
  }
  const question = signal === 'SIGTERM' ? 'ask-stop' : 'ask-kill'
  const typed = await desk.ask(asked(runs[question]({word: safe(stopWord(session, signal))})))
  if (typed === null || typed.trim() === '') return desk.print(lines.cancelled())
  const stopped = await desk.commands.stop(attempt.number, {signal, typed})
  if (!stopped.ok) return void tell(desk, stopped)
  desk.print(stopped.found === 'gone' ? runs['stop-gone']() : runs['stop-sent']({signal: safe(signal)}))
}
