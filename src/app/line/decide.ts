import {afterDecision} from '#src/session/cursor.ts'
import type {DecisionChoice} from '#src/session/events.ts'
import {safe} from '#src/text/safe.ts'
import {type Desk, tell} from './desk.ts'
import {showContacts} from './people.ts'
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
  if (choice === 'escalate') return showContacts(desk)
  const {runbook, session} = desk.open.store.state()
  const next = afterDecision(runbook, session, desk.here)
  if (next === null) desk.print(lines['all-settled']())
  else if (next !== 'stays') desk.here = next.id
}
