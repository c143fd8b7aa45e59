import {findItem} from '#src/runbook/walk.ts'
import type {DecisionChoice} from '#src/session/events.ts'
import {isSettled, itemState} from '#src/session/item-state.ts'
import {safe} from '#src/text/safe.ts'
import {type Desk, tell} from './desk.ts'
import {moveOn, showContacts} from './look.ts'
import {splitFirst} from './words.ts'

const choices: ReadonlySet<string> = new Set<DecisionChoice>(['rollback', 'no', 'escalate'])
const isChoice = (word: string): word is DecisionChoice => choices.has(word)

/** `decide rollback|no|escalate SENTENCE`: takes the decision and shows what follows from it. */
export const decideNow = async (desk: Desk, rest: string): Promise<void> => {
  const [choice, sentenceOf] = splitFirst(rest)
  if (!isChoice(choice)) return desk.print(desk.texts.lines['usage-decide']())
  if (!tell(desk, await desk.open.store.dispatch({type: 'decide', choice, sentence: sentenceOf}))) return
  const {lines} = desk.texts
  desk.print(lines['decision-standing']({choice: lines[`choice-${choice}`](), sentence: safe(sentenceOf)}))
  desk.recheck()
  if (choice === 'escalate') showContacts(desk)
  else moveOnFromDecision(desk)
}

/** From a criterion, or from what the decision has just ruled out; whoever decided from elsewhere stays there. */
const moveOnFromDecision = (desk: Desk): void => {
  const {runbook, session} = desk.open.store.state()
  const item = desk.here === null ? null : findItem(runbook, desk.here)
  if (item === null || item.kind === 'criterion' || isSettled(itemState(runbook, session, item))) moveOn(desk)
}
