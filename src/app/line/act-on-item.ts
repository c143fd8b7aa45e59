import type {Item} from '#src/runbook/types.ts'
import {probeOf} from '#src/runbook/walk.ts'
import {afterSaying} from '#src/session/cursor.ts'
import type {CriterionAnswer} from '#src/session/events.ts'
import type {Intent} from '#src/session/intents.ts'
import {hasLostOutcome, lostMessage} from '#src/session/state.ts'
import {copyCurrent, sayElsewhere, stopCurrent} from './command-words.ts'
import {type Desk, tell, tellImpossible} from './desk.ts'
import {confirmDone} from './done.ts'
import {itemLine, unknownLines} from './item-lines.ts'
import {copyDraft} from './message.ts'
import {copyContact} from './people.ts'
import {runCurrent} from './run.ts'
import {splitFirst, type Word} from './words.ts'

/** The words that say or do something at one item. */
export type ItemWord = Extract<
  Word,
  | 'done'
  | 'run'
  | 'elsewhere'
  | 'copy'
  | 'stop'
  | 'kill'
  | 'recheck'
  | 'ack'
  | 'override'
  | 'skip'
  | 'na'
  | 'defer'
  | 'raised'
  | 'clear'
  | 'unknown'
  | 'notdone'
  | 'partial'
  | 'later'
>

const probeNames = (item: Item): readonly string[] => {
  const probe = probeOf(item)
  return probe === null ? [] : [probe]
}

/** Does what a word says at this item. */
export const actOnItem = async (desk: Desk, item: Item, word: ItemWord, rest: string): Promise<void> => {
  const say = (intent: Intent): Promise<void> => settle(desk, item, intent)
  switch (word) {
    case 'done':
      return confirmDone(desk, item, rest, say)
    case 'run':
      return runCurrent(desk, item)
    case 'elsewhere':
      return sayElsewhere(desk, rest, said => say({type: 'run-elsewhere', item: item.id, ...said}))
    case 'copy':
      // What stands here: a command, a draft; or the contact that is named.
      if (rest !== '') return copyContact(desk, rest)
      return item.kind === 'manual' && item.message !== null ? copyDraft(desk) : copyCurrent(desk, item)
    case 'stop':
    case 'kill':
      return stopCurrent(desk, item, word === 'stop' ? 'SIGTERM' : 'SIGKILL')
    case 'recheck':
      desk.probing.recheck(probeNames(item))
      // What is known of a lost run changes too: its processes end.
      tellImpossible(desk, (await desk.commands.recover()) ?? (await desk.messages.recover()))
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
      // Of a message there is no half-way.
      if (word !== 'partial' && lostMessage(desk.open.store.state().session, item.id) !== null) {
        const answer = word === 'later' ? word : 'notsent'
        return say({type: 'assert-message', item: item.id, answer, how: rest})
      }
      return say({type: 'assert', item: item.id, answer: word, how: rest})
  }
}

/** Says something of the item; where it is accepted, shows what it is now and moves on. */
const settle = async (desk: Desk, item: Item, intent: Intent): Promise<void> => {
  const answer = await desk.open.store.dispatch(intent)
  if (!tell(desk, answer)) return
  desk.print(itemLine(desk.open, item, desk.texts))
  const {runbook, session} = desk.open.store.state()
  const next = afterSaying(runbook, session, item, intent.type === 'defer')
  if (next === 'stays') return
  if (next === null) desk.print(desk.texts.lines['all-settled']())
  else desk.here = next.id
}
