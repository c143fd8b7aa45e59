import {accountName} from '#src/app/account.ts'
import {fileChoices} from '#src/app/file-choices.ts'
import type {OpenSession} from '#src/app/held-session.ts'
import {scriptSight} from '#src/app/script.ts'
import {checkSudo} from '#src/app/sudo-check.ts'
import {lookAtTarget} from '#src/app/target-place.ts'
import type {CommandItem, ShellVariable} from '#src/runbook/types.ts'
import {mayStayUnasked} from '#src/session/decide-run.ts'
import type {Card, CardValue} from '#src/view/form.ts'

/** Looks up on disk what a command's card shows: its script as it is now, the files its inputs are chosen from. */
export const lookUpCard = async (open: OpenSession, item: CommandItem, now: Date): Promise<Card> => {
  const cwd = open.store.state().session.facts?.cwd ?? '/'
  if (item.confirm === 'target') await lookAtTarget(open)
  const script = scriptSight(item.shell.text, cwd)
  return {
    item: item.id,
    cwd,
    script: script?.fact ?? null,
    head: script?.head ?? [],
    account: accountName(),
    sudo: await checkSudo(item.shell.text, {cwd, env: open.environmentFor(item.id)}),
    values: item.shell.variables.map(variable => shownValue(open, variable, now)),
  }
}

const shownValue = (open: OpenSession, variable: ShellVariable, now: Date): CardValue => {
  const {settings} = open.store.state().runbook
  const spec = settings.inputs[variable.input]
  const secret = spec?.secret === true || settings.secrets.includes(variable.input)
  const value = open.variables.valueFor(variable)
  return {
    env: variable.env,
    input: variable.input,
    secret,
    value: value === undefined ? null : secret && value !== '' ? 'set' : value,
    optional: mayStayUnasked(open.store.state(), variable.input),
    ask: spec?.ask ?? null,
    choices: spec?.choices == null ? null : fileChoices(open, spec.choices, now),
    pattern: spec?.choices?.files ?? null,
  }
}
