import {findItem} from '#src/runbook/walk.ts'
import {messageWord} from '#src/session/confirm-words.ts'
import type {MessageAssertion} from '#src/session/events.ts'
import {dueUpdate} from '#src/session/state.ts'
import {formatDuration} from '#src/text/duration.ts'
import {joinSafe, safe} from '#src/text/safe.ts'
import {sameWord} from '#src/text/words.ts'
import type {Purpose} from '#src/view/form.ts'
import type {KeyDesk} from '#src/view/press.ts'
import {choiceField, option, textField, wordField} from './build.ts'
import {ask, type Next, wish} from './next.ts'

type MessagePurpose = Extract<Purpose, {readonly kind: 'message'}>

const sendBy = 'send:'
const draftIn = 'draft:'

/** What with a draft: sending it takes the word, typed below exactly what goes out. */
export const messageField = (
  {situation: {runbook, session}, texts}: KeyDesk,
  {item, card}: MessagePurpose,
  [choice, typed]: readonly string[],
): Next => {
  const {telling} = texts
  if (choice === undefined) {
    const title = findItem(runbook, item)?.title ?? safe(item)
    return ask(
      choiceField(telling['ask-message']({item: title}), [
        ...card.ways.map(({way, recipients}, index) =>
          option(
            `${sendBy}${index}`,
            telling['send-by']({
              way: telling[`way-${way}`](),
              to: joinSafe(recipients.map(safe), ', '),
            }),
          ),
        ),
        option('edit', telling['message-edit']()),
        option('copy', telling['message-copy']()),
        ...(['tr', 'en'] as const).map(language =>
          option(
            `${draftIn}${language}`,
            telling['message-language']({language: telling[`language-${language}`]()}),
          ),
        ),
      ]),
    )
  }
  if (choice.startsWith(draftIn)) {
    return wish({kind: 'open-message', item, language: choice.endsWith('tr') ? 'tr' : 'en'})
  }
  if (choice === 'edit') return wish({kind: 'edit-message', item, card})
  if (choice === 'copy') return wish({kind: 'copy-message', item, card})
  const way = Number(choice.slice(sendBy.length))
  const word = messageWord(session)
  if (typed !== undefined && sameWord(typed, word))
    return wish({kind: 'send-message', item, card, way, typed})
  const to = joinSafe((card.ways[way]?.recipients ?? []).map(safe), ', ')
  return ask(wordField(telling['word-send']({word: safe(word), to}), word))
}

/** Whether it arrived, as the operator has found out. */
export const assertMessageField = (
  {texts: {telling, forms}}: KeyDesk,
  item: string,
  [answer, how]: readonly string[],
): Next => {
  if (answer === undefined) {
    const answers: readonly MessageAssertion[] = ['sent', 'notsent', 'later']
    return ask(
      choiceField(
        telling['ask-assert-message'](),
        answers.map(each => option(each, telling[`assert-${each}`]())),
      ),
    )
  }
  const said = {type: 'assert-message', item, answer: answer as MessageAssertion} as const
  if (answer === 'later') return wish({kind: 'say', intent: {...said, how: ''}})
  return how === undefined ? ask(textField(forms['ask-how']())) : wish({kind: 'say', intent: {...said, how}})
}

const spans = ['15m', '30m', '1h'] as const
const milliseconds = {'15m': 900_000, '30m': 1_800_000, '1h': 3_600_000} as const

/** When the next update is due; where one is, first that it was given. */
export const updateField = (
  {situation: {session}, texts}: KeyDesk,
  [choice, time]: readonly string[],
): Next => {
  const {telling, language} = texts
  if (choice === undefined) {
    return ask(
      choiceField(telling['ask-update'](), [
        ...(dueUpdate(session) === null ? [] : [option('given', telling['update-given']())]),
        ...spans.map(span =>
          option(span, telling['update-in']({span: formatDuration(milliseconds[span], language)})),
        ),
        option('other', telling['update-other']()),
      ]),
    )
  }
  if (choice === 'given') return wish({kind: 'say', intent: {type: 'update-given'}})
  if (choice !== 'other') return wish({kind: 'promise-update', when: choice})
  return time === undefined
    ? ask(textField(telling['ask-update-time']()))
    : wish({kind: 'promise-update', when: time})
}
