import {findItem} from '#src/runbook/walk.ts'
import type {FailureChoice} from '#src/session/events.ts'
import {lastAttempt} from '#src/session/state.ts'
import {safe} from '#src/text/safe.ts'
import {say} from '#src/text/say.ts'
import type {Option} from '#src/view/form.ts'
import {mayDo, someReason} from '#src/view/press/may-do.ts'
import type {KeyDesk} from '#src/view/press.ts'
import {choiceField, option} from './build.ts'
import {ask, type Next, nothing, wish} from './next.ts'

const other = 'other:'

/** What can be done about a command that failed; nothing is repeated by itself. */
export const failedField = (desk: KeyDesk, id: string, [choice]: readonly string[]): Next => {
  const {forms} = desk.texts
  const {runbook, session} = desk.situation
  const item = findItem(runbook, id)
  const attempt = lastAttempt(session, id)
  if (item?.kind !== 'command') return nothing
  if (choice?.startsWith(other)) {
    const input = choice.slice(other.length)
    return wish({kind: 'answer-failure', item: id, choice: 'other-input', input})
  }
  if (choice !== undefined) return wish({kind: 'answer-failure', item: id, choice: choice as FailureChoice})
  const inputs = item.confirm !== 'target' ? [] : item.shell.variables.map(variable => variable.input)
  const chosen = [...new Set(inputs)].filter(name => runbook.settings.inputs[name]?.choices != null)
  const warning = item.idempotent ? null : forms['warn-again']()
  const options = [
    ...(attempt === null ? [] : [option('output', forms['failed-output']())]),
    option('again', forms['failed-again'](), warning),
    ...chosen.map(name => option(`${other}${name}`, forms['failed-other']({name: safe(name)}))),
    option('override', forms['failed-override']()),
    ...(mayDo(desk, {type: 'decide', choice: 'escalate', sentence: someReason}) === null
      ? [option('escalate', forms['failed-escalate']())]
      : []),
    option('abort', forms['failed-abort']()),
  ]
  return ask(choiceField(forms['ask-failed'](), options.map(numbered)))
}

/** Each way out is one key. */
const numbered = (each: Option, index: number): Option => ({...each, label: say`${index + 1} ${each.label}`})
