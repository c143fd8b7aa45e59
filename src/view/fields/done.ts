import {questionWord} from '#src/i18n/question.ts'
import type {Texts} from '#src/i18n/texts.ts'
import type {Item} from '#src/runbook/types.ts'
import type {Field} from '#src/view/form.ts'
import {choiceField, option, textField} from './build.ts'
import {ask, type Next, wish} from './next.ts'

// The usual channels are chosen; for any other the name is typed.
const other = ''

const channelField = (texts: Texts): Field => {
  const {forms} = texts
  const channels = [
    forms['channel-phone'](),
    forms['channel-mail'](),
    forms['channel-slack'](),
    forms['channel-status'](),
  ]
  return choiceField(forms['ask-question']({question: texts.questions.channel}), [
    ...channels.map(channel => option(channel, channel)),
    option(other, forms['channel-other']()),
  ])
}

/** The questions that a manual item asks, in their order; then it is done. */
export const doneField = (texts: Texts, item: Item, answers: readonly string[]): Next => {
  const given: Record<string, string> = {}
  const left = [...answers]
  for (const question of item.kind === 'manual' ? item.ask : []) {
    const answer = left.shift()
    const label = texts.forms['ask-question']({question: questionWord(texts.questions, question)})
    if (answer === undefined) return ask(question === 'channel' ? channelField(texts) : textField(label))
    const typed = question === 'channel' && answer === other ? left.shift() : answer
    if (typed === undefined) return ask(textField(label))
    given[question] = typed
  }
  return wish({kind: 'say', intent: {type: 'done', item: item.id, answers: given, remark: ''}})
}
