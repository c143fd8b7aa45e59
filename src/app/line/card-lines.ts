import {accountName} from '#src/app/account.ts'
import {fileChoices} from '#src/app/file-choices.ts'
import type {OpenSession} from '#src/app/held-session.ts'
import {scriptSight} from '#src/app/script.ts'
import type {Texts} from '#src/i18n/texts.ts'
import {argumentNames} from '#src/runbook/shell/argument-names.ts'
import {resolvedText, type ShownValue} from '#src/runbook/shell/resolved-text.ts'
import type {CommandItem, ShellVariable} from '#src/runbook/types.ts'
import {findItem, findSection} from '#src/runbook/walk.ts'
import {confirmWord} from '#src/session/confirm-words.ts'
import {gateOf, mayStayUnasked} from '#src/session/decide-run.ts'
import {unsensed} from '#src/session/identity.ts'
import {formatDuration} from '#src/text/duration.ts'
import {escapedBlock, hasForeign} from '#src/text/escaped.ts'
import {joinSafe, type Safe, safe} from '#src/text/safe.ts'
import {say} from '#src/text/say.ts'
import {formatBytes} from '#src/text/sizes.ts'
import {fileWarnings, warningsOf} from '#src/view/file-warnings.ts'

/** A command's card: the exact text, what it gets, and what its confirmation takes. Shown before anything can run. */
export const cardLines = (open: OpenSession, item: CommandItem, now: Date, texts: Texts): readonly Safe[] => {
  const {lines, runs} = texts
  const state = open.store.state()
  const word = confirmWord(state.runbook, state.session, state.live, item)
  const cwd = safe(state.session.facts?.cwd ?? '')
  const script = scriptSight(item.shell.text, state.session.facts?.cwd ?? '.')
  const {facts} = state.session
  const resolved = resolvedText(item.shell.text, open.variables.shown(item).map(withWanted(open, item)))
  const seen = argumentNames(item.shell)
  const gate = gateOf(state, item)
  const sections = gate.map(
    id => findSection(state.runbook, id)?.title ?? findItem(state.runbook, id)?.title ?? safe(id),
  )
  return [
    item.shell.interpreter === 'bash' ? lines['shell-bash']() : lines['shell-sh'](),
    ...indented(escapedBlock(item.shell.text)),
    ...(hasForeign(item.shell.text) ? [runs.foreign()] : []),
    ...(resolved === null || resolved === item.shell.text
      ? []
      : [runs['with-values'](), ...indented(escapedBlock(open.redact(resolved)))]),
    runs['runs-as']({
      account: safe(accountName()),
      target: facts?.target == null ? lines['no-target']() : safe(facts.target),
      host: safe(facts?.host ?? state.live.host),
    }),
    ...unsensed(state.runbook, state.live).map(({fact, expected}) =>
      texts.identity.unsensed({fact: texts.identity[fact], expected: safe(expected ?? '')}),
    ),
    lines['in-directory']({cwd}),
    ...item.shell.variables.flatMap(variable =>
      valueLines(open, variable, now, texts).map((line, index) =>
        index === 0 && seen.has(variable.env) ? say`${line} (${runs['is-argument']()})` : line,
      ),
    ),
    ...(script === null
      ? []
      : [
          lines.script({
            path: safe(script.fact.path),
            sha256: safe(`${script.fact.sha256.slice(0, 12)}…`),
          }),
          ...(script.head.length === 0
            ? []
            : [runs['script-head'](), ...indented(escapedBlock(script.head.join('\n')))]),
        ]),
    ...(item.watch
      ? []
      : [
          item.verify === null
            ? runs['expected-exit']()
            : runs['expected-verify']({probe: safe(item.verify)}),
        ]),
    ...(item.timeout === null
      ? []
      : [lines['time-limit']({limit: formatDuration(item.timeout, texts.language)})]),
    ...(gate.length > 0 ? [lines['gate-unmet']({needs: joinSafe(sections, ', ')})] : []),
    ...(item.watch ? [] : [runs['line-drops'](), runs['line-ways']()]),
    item.watch && word === null
      ? lines['watch-card']()
      : word === null
        ? lines['confirm-enter']()
        : item.confirm === 'target'
          ? lines['confirm-target']({word: safe(word)})
          : lines['confirm-word']({word: safe(word)}),
  ]
}

const indented = (block: Safe): readonly Safe[] => block.split('\n').map(line => say`    ${safe(line)}`)

/** What a variable has no value for is wanted, unless it may be left out. */
const withWanted =
  (open: OpenSession, item: CommandItem) =>
  (shown: ShownValue): ShownValue => {
    const variable = item.shell.variables.find(({env}) => env === shown.env)
    const unasked = mayStayUnasked(open.store.state(), variable?.input ?? '')
    const missing = variable !== undefined && open.variables.valueFor(variable) === undefined
    if (shown.secret) return {...shown, value: missing ? (unasked ? '' : null) : 'set'}
    return missing && !unasked ? {...shown, value: null} : shown
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
  if (mayStayUnasked(open.store.state(), variable.input))
    return [secret ? lines['value-secret-unset']({name}) : lines['value-empty']({name})]
  const wanted = lines[secret ? 'secret-wanted' : 'value-wanted']({
    name: safe(variable.input),
    ask: spec?.ask ?? say``,
  })
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
      const warnings = joinSafe(fileWarnings(texts, choice), '; ')
      return warnings === '' ? lines['value-choice'](facts) : say`${lines['value-choice'](facts)} ${warnings}`
    }),
  ]
}
