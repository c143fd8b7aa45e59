import {findItem} from '#src/runbook/walk.ts'
import type {FailureChoice} from '#src/session/events.ts'
import {itemState} from '#src/session/item-state.ts'
import type {Desk} from './desk.ts'
import {splitFirst, type Word} from './words.ts'

const choices: Partial<Readonly<Record<Word, FailureChoice>>> = {
  show: 'output',
  run: 'again',
  set: 'other-input',
  override: 'override',
  abort: 'abort',
}

/** Where the current command has failed, what the word does about it goes on record, before it is done. */
export const noteFailureChoice = async (desk: Desk, word: Word, rest: string): Promise<void> => {
  const {runbook, session} = desk.open.store.state()
  const item = desk.here === null ? null : findItem(runbook, desk.here)
  const choice = word === 'decide' && splitFirst(rest)[0] === 'escalate' ? 'escalate' : choices[word]
  if (choice === undefined || item?.kind !== 'command' || itemState(runbook, session, item) !== 'failed')
    return
  await desk.open.store.dispatch({type: 'answer-failure', item: item.id, choice})
}
