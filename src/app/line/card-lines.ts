import {fileChoices} from '#src/app/file-choices.ts'
import type {OpenSession} from '#src/app/held-session.ts'
import {scriptOf} from '#src/app/script.ts'
import type {Texts} from '#src/i18n/texts.ts'
import type {CommandItem, ShellVariable} from '#src/runbook/types.ts'
import {findItem, findSection} from '#src/runbook/walk.ts'
import {confirmWord} from '#src/session/confirm-words.ts'
import {gateOf} from '#src/session/decide-run.ts'
import {unsensed} from '#src/session/identity.ts'
import {formatDuration} from '#src/text/duration.ts'
import {joinSafe, type Safe, safe, safeBlock} from '#src/text/safe.ts'
import {say} from '#src/text/say.ts'
import {formatBytes} from '#src/text/sizes.ts'
import {warningsOf} from '#src/view/file-warnings.ts'

/** A command's card: the exact text, what it gets, and what its confirmation takes. Shown before anything can run. */
export const cardLines = (open: OpenSession, item: CommandItem, now: Date, texts: Texts): readonly Safe[] => {
  const {lines} = texts
  const state = open.store.state()
  const word = confirmWord(state.runbook, state.session, state.live, item)
  const cwd = safe(state.session.facts?.cwd ?? '')
  const script = scriptOf(item.shell.text, state.session.facts?.cwd ?? '.')
  const gate = gateOf(state, item)
  const sections = gate.map(
    id => findSection(state.runbook, id)?.title ?? findItem(state.runbook, id)?.title ?? safe(id),
  )
  return [
    item.shell.interpreter === 'bash' ? lines['shell-bash']() : lines['shell-sh'](),
    ...safeBlock(item.shell.text)
      .split('\n')
      .map(line => say`    ${safe(line)}`),
    ...unsensed(state.runbook, state.live).map(({fact, expected}) =>
      texts.identity.unsensed({fact: texts.identity[fact], expected: safe(expected ?? '')}),
    ),
    lines['in-directory']({cwd}),
    ...item.shell.variables.flatMap(variable => valueLines(open, variable, now, texts)),
    ...(item.shell.variables.length > 0 && script !== null ? [lines['arguments-visible']()] : []),
    ...(script === null
      ? []
      : [lines.script({path: safe(script.path), sha256: safe(`${script.sha256.slice(0, 12)}…`)})]),
    ...(item.timeout === null
      ? []
      : [lines['time-limit']({limit: formatDuration(item.timeout, texts.language)})]),
    ...(gate.length > 0 ? [lines['gate-unmet']({needs: joinSafe(sections, ', ')})] : []),
    item.watch && word === null
      ? lines['watch-card']()
      : word === null
        ? lines['confirm-enter']()
        : item.confirm === 'target'
          ? lines['confirm-target']({word: safe(word)})
          : lines['confirm-word']({word: safe(word)}),
  ]
}

const valueLines = (open: OpenSession, variable: ShellVariable, now: Date, texts: Texts): readonly Safe[] => {
  const {lines} = texts
  const {settings} = open.store.state().runbook
  const spec = settings.inputs[variable.input]
  const secret = spec?.secret === true || settings.secrets.includes(variable.input)
  const files = spec?.choices ?? null
  const choices = files === null ? null : fileChoices(open, files, now)
  const value = open.variables.valueFor(variable)
  const name = safe(variable.env)
  if (value !== undefined) {
    if (secret) return [value === '' ? lines['value-secret-unset']({name}) : lines['value-secret']({name})]
    return [
      value === '' ? lines['value-empty']({name}) : lines.value({name, value: safe(value)}),
      ...warningsOf(texts, value, choices).map(warning => say`  ${warning}`),
    ]
  }
  if (spec?.optional === true)
    return [secret ? lines['value-secret-unset']({name}) : lines['value-empty']({name})]
  const wanted = lines['value-wanted']({name: safe(variable.input), ask: spec?.ask ?? say``})
  if (files === null || choices === null) return [wanted]
  if (choices.length === 0) return [wanted, lines['no-choices']({pattern: safe(files.files)})]
  return [
    wanted,
    ...choices.map(choice => {
      const facts = {
        value: safe(choice.value),
        file: safe(choice.path),
        size: formatBytes(choice.bytes),
        age: formatDuration(choice.ageMs, texts.language),
      }
      if (choice.bytes === 0) return lines['value-choice-empty'](facts)
      return choice.tonight ? lines['value-choice-tonight'](facts) : lines['value-choice'](facts)
    }),
  ]
}
