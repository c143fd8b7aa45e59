import {findItem} from '#src/runbook/walk.ts'
import {lastAttempt} from '#src/session/state.ts'
import {safe} from '#src/text/safe.ts'
import {mayDo, someReason} from '#src/view/press/may-do.ts'
import type {KeyDesk} from '#src/view/press.ts'
import {choiceField, option} from './build.ts'
import {ask, type Next, nothing, turnTo, wish} from './next.ts'

const other = 'other:'

/** What can be done about a command that failed; nothing is repeated by itself. */
export const failedField = (desk: KeyDesk, id: string, [choice]: readonly string[]): Next => {
  const {forms} = desk.texts
  const {runbook, session} = desk.situation
  const item = findItem(runbook, id)
  const attempt = lastAttempt(session, id)
  if (item?.kind !== 'command' || attempt === null) return nothing
  if (choice?.startsWith(other)) {
    return wish({kind: 'open-card', item: id, again: choice.slice(other.length)})
  }
  switch (choice) {
    case 'output':
      return {kind: 'mode', mode: {kind: 'output', attempt: attempt.number, scroll: null, search: null}}
    case 'again':
      return wish({kind: 'open-card', item: id})
    case 'override':
      return turnTo({kind: 'override', item: id})
    case 'escalate':
      return turnTo({kind: 'decide'}, ['escalate'])
    case 'abort':
      return turnTo({kind: 'abort'})
    default:
  }
  const inputs = item.confirm !== 'target' ? [] : item.shell.variables.map(variable => variable.input)
  const chosen = [...new Set(inputs)].filter(name => runbook.settings.inputs[name]?.choices != null)
  const warning = item.idempotent ? null : forms['warn-again']()
  return ask(
    choiceField(forms['ask-failed'](), [
      option('output', forms['failed-output']()),
      option('again', forms['failed-again'](), warning),
      ...chosen.map(name => option(`${other}${name}`, forms['failed-other']({name: safe(name)}))),
      option('override', forms['failed-override']()),
      ...(mayDo(desk, {type: 'decide', choice: 'escalate', sentence: someReason}) === null
        ? [option('escalate', forms['failed-escalate']())]
        : []),
      option('abort', forms['failed-abort']()),
    ]),
  )
}
