import {questionWord} from '#src/i18n/question.ts'
import type {Item} from '#src/runbook/types.ts'
import type {Intent} from '#src/session/intents.ts'
import {hasLostOutcome, isUnverified, lostMessage, recordOf} from '#src/session/state.ts'
import type {Desk} from './desk.ts'

/** `done` means what the item's kind lets a person say: ticked, confirmed by hand, assigned, or how a lost run ended. */
export const confirmDone = async (
  desk: Desk,
  item: Item,
  rest: string,
  say: (intent: Intent) => Promise<void>,
): Promise<void> => {
  const {lines} = desk.texts
  const {session} = desk.open.store.state()
  if (lostMessage(session, item.id) !== null) {
    const how = rest === '' ? await desk.ask(lines['ask-how']()) : rest
    if (how !== null) await say({type: 'assert-message', item: item.id, answer: 'sent', how})
    return
  }
  if (hasLostOutcome(session, item)) {
    const how = rest === '' ? await desk.ask(lines['ask-how']()) : rest
    if (how !== null) await say({type: 'assert', item: item.id, answer: 'done', how})
    return
  }
  switch (item.kind) {
    case 'sensed': {
      const outcome = recordOf(session, item.id).sensed?.outcome ?? 'unknown'
      // Where there is a reading, the refusal says what else can be done.
      const how = rest !== '' || outcome !== 'unknown' ? rest : await desk.ask(lines['ask-how']())
      if (how !== null) await say({type: 'confirm-by-hand', item: item.id, how})
      return
    }
    case 'follow-up': {
      const owner = await desk.ask(lines['ask-owner']())
      const due = owner === null ? null : await desk.ask(lines['ask-due']())
      if (owner === null || due === null) return
      await say({type: 'assign', item: item.id, owner, due})
      if (rest !== '') await desk.open.store.dispatch({type: 'note', item: item.id, text: rest, mark: null})
      return
    }
    case 'manual': {
      const answers = await askAll(desk, item.ask)
      if (answers !== null) await say({type: 'done', item: item.id, answers, remark: rest})
      return
    }
    case 'command':
      if (isUnverified(session, item)) {
        const how = rest === '' ? await desk.ask(lines['ask-how']()) : rest
        if (how !== null) await say({type: 'confirm-by-hand', item: item.id, how})
        return
      }
      await say({type: 'done', item: item.id, answers: {}, remark: rest})
      return
    case 'link':
    case 'criterion':
      await say({type: 'done', item: item.id, answers: {}, remark: rest})
  }
}

const askAll = async (desk: Desk, questions: readonly string[]): Promise<Record<string, string> | null> => {
  const answers: Record<string, string> = {}
  for (const question of questions) {
    const answer = await desk.ask(
      desk.texts.lines['ask-answer']({question: questionWord(desk.texts.questions, question)}),
    )
    if (answer === null) return null
    answers[question] = answer
  }
  return answers
}
