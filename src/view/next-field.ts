import type {ItemId} from '#src/runbook/types.ts'
import {findItem} from '#src/runbook/walk.ts'
import type {Assertion, CriterionAnswer, DecisionChoice, NoteMark} from '#src/session/events.ts'
import type {Intent} from '#src/session/intents.ts'
import {joinSafe, type Safe, safe} from '#src/text/safe.ts'
import {choiceField, option, textField} from './fields/build.ts'
import {elsewhereField, stopField} from './fields/command.ts'
import {deferField} from './fields/defer.ts'
import {doneField} from './fields/done.ts'
import {failedField} from './fields/failed.ts'
import {lookField} from './fields/look.ts'
import {assertMessageField, messageField, updateField} from './fields/message.ts'
import {ask, type Next, nothing, wish} from './fields/next.ts'
import {runField} from './fields/run.ts'
import type {Purpose} from './form.ts'
import type {KeyDesk} from './press.ts'

export type {Next} from './fields/next.ts'

/** The form's next question, or what its answers add up to. */
export const nextField = (desk: KeyDesk, purpose: Purpose, answers: readonly string[]): Next => {
  const {forms} = desk.texts
  const [first, second, third] = answers
  switch (purpose.kind) {
    case 'answer':
      return answerField(desk, purpose.item, first)
    case 'decide':
      return decideField(desk, first, second)
    case 'done': {
      const item = findItem(desk.situation.runbook, purpose.item)
      return item === null ? nothing : doneField(desk.texts, item, answers)
    }
    case 'confirm-by-hand':
      return inWords(forms['ask-how'](), first, how => ({type: 'confirm-by-hand', item: purpose.item, how}))
    case 'look':
      return lookField(desk, purpose.item, first)
    case 'assign':
      if (first === undefined) return ask(textField(forms['ask-owner']()))
      return inWords(forms['ask-due'](), second, due => ({
        type: 'assign',
        item: purpose.item,
        owner: first,
        due,
      }))
    case 'assert':
      return assertField(desk, purpose.item, first, second)
    case 'elsewhere':
      return elsewhereField(desk, purpose.item, answers)
    case 'stop':
      return stopField(desk, purpose, first)
    case 'failed':
      return failedField(desk, purpose.item, answers)
    case 'override':
    case 'skip':
    case 'not-applicable':
      return inWords(forms[`ask-${purpose.kind}`](), first, reason => ({
        type: purpose.kind,
        item: purpose.item,
        reason,
      }))
    case 'defer':
      return deferField(desk, purpose.item, answers)
    case 'note':
      return inWords(noteLabel(desk, purpose.mark), first, text => ({
        type: 'note',
        item: purpose.item,
        text,
        mark: purpose.mark,
      }))
    case 'search':
      return ask(textField(forms['ask-search'](), {optional: true}))
    case 'run':
      return runField(desk, purpose, answers)
    case 'abort':
      return first === undefined ? ask(textField(forms['ask-abort']())) : wish({kind: 'abort', reason: first})
    case 'accept-changes':
      return inWords(forms['ask-accept-changes']({changes: changesOf(desk)}), first, reason => ({
        type: 'confirm-changes',
        reason,
      }))
    case 'continue':
      return first === undefined
        ? ask(textField(forms['ask-continue']()))
        : wish({kind: 'continue', directory: first.trim()})
    case 'hand-over':
      if (first === undefined) return ask(textField(forms['ask-to']()))
      if (second === undefined) return ask(textField(forms['ask-summary']()))
      return third === undefined
        ? ask(textField(forms['ask-hand-over']()))
        : wish({kind: 'hand-over', to: first, summary: second, reason: third})
    case 'message':
      return messageField(desk, purpose, answers)
    case 'assert-message':
      return assertMessageField(desk, purpose.item, answers)
    case 'update':
      return updateField(desk, answers)
    case 'close-out':
      return first === undefined
        ? ask(textField(forms['ask-sign-off']()))
        : wish({kind: 'close', signedBy: first})
  }
}

/** The label of a note's text: what kind of note it is. */
export const noteLabel = ({texts: {forms}}: KeyDesk, mark: NoteMark | null): Safe =>
  mark === null ? forms['ask-note']() : forms[`ask-note-${mark}`]()

const inWords = (label: Safe, answer: string | undefined, intent: (words: string) => Intent): Next =>
  answer === undefined ? ask(textField(label)) : wish({kind: 'say', intent: intent(answer)})

const answerField = (desk: KeyDesk, item: ItemId, answer: string | undefined): Next => {
  const {forms} = desk.texts
  if (answer === undefined) {
    const title = findItem(desk.situation.runbook, item)?.title ?? safe(item)
    return ask(
      choiceField(forms['ask-answer']({item: title}), [
        option('raised', forms['answer-raised']()),
        option('clear', forms['answer-clear']()),
        option('unknown', forms['answer-unknown']()),
      ]),
    )
  }
  return wish({
    kind: 'say',
    intent: {type: 'answer', item, answer: answer as CriterionAnswer, remark: ''},
  })
}

const decideField = (desk: KeyDesk, choice: string | undefined, sentence: string | undefined): Next => {
  const {forms} = desk.texts
  if (choice === undefined) {
    return ask(
      choiceField(forms['ask-decision'](), [
        option('rollback', forms['decision-rollback']()),
        option('no', forms['decision-no'](), forms['warn-decision-no']()),
        option('escalate', forms['decision-escalate']()),
      ]),
    )
  }
  return inWords(forms['ask-sentence'](), sentence, words => ({
    type: 'decide',
    choice: choice as DecisionChoice,
    sentence: words,
  }))
}

const assertField = (
  desk: KeyDesk,
  item: ItemId,
  answer: string | undefined,
  how: string | undefined,
): Next => {
  const {forms} = desk.texts
  if (answer === undefined) {
    const answers: readonly Assertion[] = ['done', 'notdone', 'partial', 'later']
    return ask(
      choiceField(
        forms['ask-assert'](),
        answers.map(each => option(each, forms[`assert-${each}`]())),
      ),
    )
  }
  if (answer === 'later') return wish({kind: 'say', intent: {type: 'assert', item, answer, how: ''}})
  return inWords(forms['ask-how'](), how, words => ({
    type: 'assert',
    item,
    answer: answer as Assertion,
    how: words,
  }))
}

const changesOf = ({situation: {session}}: KeyDesk): Safe =>
  joinSafe(
    session.holds.map(({what, name, before, after}) => safe(`${name || what}: ${before} -> ${after}`)),
    ', ',
  )
