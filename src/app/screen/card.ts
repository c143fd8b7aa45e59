import {fileChoices} from '#src/app/file-choices.ts'
import type {OpenSession} from '#src/app/held-session.ts'
import {scriptOf} from '#src/app/script.ts'
import type {CommandItem, ShellVariable} from '#src/runbook/types.ts'
import type {Card, CardValue} from '#src/view/form.ts'

/** Looks up on disk what a command's card shows: its script as it is now, the files its inputs are chosen from. */
export const lookUpCard = (open: OpenSession, item: CommandItem, now: Date): Card => {
  const cwd = open.store.state().session.facts?.cwd ?? '/'
  return {
    item: item.id,
    cwd,
    script: scriptOf(item.shell.text, cwd),
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
    optional: spec?.optional === true,
    ask: spec?.ask ?? null,
    choices: spec?.choices == null ? null : fileChoices(open, spec.choices, now),
    pattern: spec?.choices?.files ?? null,
  }
}
