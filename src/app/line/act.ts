import type {Item} from '#src/runbook/types.ts'
import {findItem} from '#src/runbook/walk.ts'
import {nextAfterDeferral, nextOpen} from '#src/session/cursor.ts'
import type {CriterionAnswer, DecisionChoice, NoteMark} from '#src/session/events.ts'
import type {Intent} from '#src/session/intents.ts'
import {isSettled, itemState} from '#src/session/item-state.ts'
import {hasLostOutcome} from '#src/session/state.ts'
import {safe} from '#src/text/safe.ts'
import {type Desk, type Left, tell} from './desk.ts'
import {confirmDone} from './done.ts'
import {abortSession, finishSession} from './ending.ts'
import {exportNow} from './export.ts'
import {itemLine, unknownLines} from './item-lines.ts'
import {goTo, showContacts, showEvidence, showHelp, showList} from './look.ts'
import {runCurrent} from './run.ts'
import {splitFirst, type Word} from './words.ts'

/** Does what a word says at the current item; answers with how the session was left, or null where it goes on. */
export const actOn = async (desk: Desk, word: Exclude<Word, 'quit'>, rest: string): Promise<Left | null> => {
  switch (word) {
    case 'help':
      showHelp(desk)
      return null
    case 'list':
      showList(desk)
      return null
    case 'contacts':
      showContacts(desk)
      return null
    case 'show':
      showEvidence(desk)
      return null
    case 'goto':
      goTo(desk, rest)
      return null
    case 'next':
      moveOn(desk)
      return null
    case 'export':
      await exportNow(desk, rest === '' ? null : rest)
      return null
    case 'abort':
      return abortSession(desk, rest)
    case 'finish':
      return finishSession(desk)
    case 'continue':
      await continueElsewhere(desk, rest)
      return null
    case 'decide':
      return decideNow(desk, rest)
    case 'set': {
      const [name, value] = splitFirst(rest)
      if (name === '' || value === '') return usage(desk, 'usage-set')
      if (tell(desk, await desk.open.setInput(name, value))) showValue(desk, name, value)
      return null
    }
    case 'accept':
      tell(desk, await desk.open.store.dispatch({type: 'confirm-changes', reason: rest}))
      return null
    case 'note':
      tell(desk, await desk.open.store.dispatch({type: 'note', item: desk.here, ...readNote(rest)}))
      return null
    case 'back':
      await takeBack(desk)
      return null
    default: {
      const item = desk.here === null ? null : findItem(desk.open.store.state().runbook, desk.here)
      if (item !== null) await actOnItem(desk, item, word, rest)
      return null
    }
  }
}

type ItemWord = Exclude<
  Word,
  | 'quit'
  | 'help'
  | 'list'
  | 'contacts'
  | 'show'
  | 'goto'
  | 'next'
  | 'export'
  | 'abort'
  | 'finish'
  | 'continue'
  | 'decide'
  | 'set'
  | 'accept'
  | 'note'
  | 'back'
>

const actOnItem = async (desk: Desk, item: Item, word: ItemWord, rest: string): Promise<void> => {
  const say = (intent: Intent): Promise<void> => settle(desk, item, intent)
  switch (word) {
    case 'done':
      return confirmDone(desk, item, rest, say)
    case 'run':
      return runCurrent(desk, item)
    case 'recheck':
      desk.recheck()
      // What is known of a lost run changes too: its processes end.
      await desk.commands.recover()
      if (hasLostOutcome(desk.open.store.state().session, item))
        desk.print(...unknownLines(desk.open, item, desk.texts))
      return
    case 'ack':
      return say({type: 'acknowledge', item: item.id})
    case 'override':
      return say({type: 'override', item: item.id, reason: rest})
    case 'skip':
      return say({type: 'skip', item: item.id, reason: rest})
    case 'na':
      return say({type: 'not-applicable', item: item.id, reason: rest})
    case 'defer': {
      const [to, reason] = splitFirst(rest)
      return say({type: 'defer', item: item.id, to, reason})
    }
    case 'raised':
    case 'clear':
    case 'unknown':
      return say({type: 'answer', item: item.id, answer: word satisfies CriterionAnswer, remark: rest})
    case 'notdone':
    case 'partial':
    case 'later':
      return say({type: 'assert', item: item.id, answer: word, how: rest})
  }
}

/** Says something of the item; where it is accepted, shows what it is now and moves on. */
const settle = async (desk: Desk, item: Item, intent: Intent): Promise<void> => {
  const answer = await desk.open.store.dispatch(intent)
  if (!tell(desk, answer)) return
  desk.print(itemLine(desk.open, item, desk.texts))
  const {runbook, session} = desk.open.store.state()
  const state = itemState(runbook, session, item)
  if (state === 'open' || state === 'failed' || (state === 'unknown' && item.kind !== 'criterion')) return
  const next =
    intent.type === 'defer'
      ? nextAfterDeferral(runbook, session, item.id)
      : nextOpen(runbook, session, item.id)
  if (next === null) desk.print(desk.texts.lines['all-settled']())
  else desk.here = next.id
}

const usage = (desk: Desk, of: 'usage-set' | 'usage-decide' | 'usage-continue'): null => {
  desk.print(desk.texts.lines[of]())
  return null
}

const moveOn = (desk: Desk): void => {
  const {runbook, session} = desk.open.store.state()
  const next = nextOpen(runbook, session, desk.here)
  if (next === null) desk.print(desk.texts.lines['all-settled']())
  else desk.here = next.id
}

/** From a criterion, or from what the decision has just ruled out; whoever decided from elsewhere stays there. */
const moveOnFromDecision = (desk: Desk): void => {
  const {runbook, session} = desk.open.store.state()
  const item = desk.here === null ? null : findItem(runbook, desk.here)
  if (item === null || item.kind === 'criterion' || isSettled(itemState(runbook, session, item))) moveOn(desk)
}

const choices: ReadonlySet<string> = new Set<DecisionChoice>(['rollback', 'no', 'escalate'])
const isChoice = (word: string): word is DecisionChoice => choices.has(word)

const decideNow = async (desk: Desk, rest: string): Promise<null> => {
  const [choice, sentenceOf] = splitFirst(rest)
  if (!isChoice(choice)) return usage(desk, 'usage-decide')
  if (!tell(desk, await desk.open.store.dispatch({type: 'decide', choice, sentence: sentenceOf}))) return null
  const {lines} = desk.texts
  desk.print(lines['decision-standing']({choice: lines[`choice-${choice}`](), sentence: safe(sentenceOf)}))
  desk.recheck()
  if (choice === 'escalate') showContacts(desk)
  else moveOnFromDecision(desk)
  return null
}

const marks: Readonly<Record<string, NoteMark>> = {
  'cause:': 'cause',
  'neden:': 'cause',
  'lesson:': 'lesson',
  'ders:': 'lesson',
  'suggestion:': 'suggestion',
  'öneri:': 'suggestion',
}

const readNote = (rest: string): {readonly text: string; readonly mark: NoteMark | null} => {
  const [first, text] = splitFirst(rest)
  const mark = marks[first.normalize('NFC')]
  return mark === undefined ? {text: rest, mark: null} : {text, mark}
}

/** What was set, but for a secret, which is never shown. */
const showValue = (desk: Desk, name: string, value: string): void => {
  const {lines} = desk.texts
  const secret = desk.open.store.state().session.inputs.get(name)?.secret === true
  desk.print(
    secret ? lines['value-secret']({name: safe(name)}) : lines.value({name: safe(name), value: safe(value)}),
  )
}

/** Takes back what was said of the current item, else of the one that was acted on last: `done` has moved on from it. */
const takeBack = async (desk: Desk): Promise<void> => {
  const {store} = desk.open
  const current = desk.here === null ? null : await store.dispatch({type: 'take-back', item: desk.here})
  if (current?.ok === true) return showTakenBack(desk)
  const {here} = store.state().session
  if (here === null || here === desk.here) {
    if (current !== null) tell(desk, current)
    return
  }
  if (!tell(desk, await store.dispatch({type: 'take-back', item: here}))) return
  desk.here = here
  showTakenBack(desk)
}

const showTakenBack = (desk: Desk): void => {
  const item = desk.here === null ? null : findItem(desk.open.store.state().runbook, desk.here)
  if (item !== null) desk.print(itemLine(desk.open, item, desk.texts))
}

const continueElsewhere = async (desk: Desk, directory: string): Promise<void> => {
  if (directory === '') {
    usage(desk, 'usage-continue')
    return
  }
  // Two journals that both go on would be two truths.
  if (desk.open.store.state().halted === null) {
    desk.print(desk.texts.lines['journal-well']())
    return
  }
  const problem = await desk.continueIn(directory)
  if (problem !== null) desk.print(...problem)
  else {
    // What ended while nothing could be recorded is recorded now.
    await desk.commands.recover()
    desk.print(desk.texts.lines['journal-continued']({dir: safe(directory), id: safe(desk.open.id)}))
  }
}
