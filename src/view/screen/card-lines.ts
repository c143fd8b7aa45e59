import {argumentNames} from '#src/runbook/shell/argument-names.ts'
import {resolvedText} from '#src/runbook/shell/resolved-text.ts'
import type {CommandItem} from '#src/runbook/types.ts'
import {findItem, findSection} from '#src/runbook/walk.ts'
import {gateOf, heldTarget} from '#src/session/decide-run.ts'
import {identityOf, unsensed} from '#src/session/identity.ts'
import {formatDuration} from '#src/text/duration.ts'
import {escapedBlock} from '#src/text/escaped.ts'
import {joinSafe, type Safe, safe} from '#src/text/safe.ts'
import {say} from '#src/text/say.ts'
import {warningsOf} from '#src/view/file-warnings.ts'
import type {Card, CardValue} from '#src/view/form.ts'
import type {Line} from '#src/view/line.ts'
import type {Tone} from '#src/view/look.ts'
import {holderWords} from '#src/view/run-words.ts'
import type {ScreenInput} from '#src/view/screen-input.ts'
import {span, wrap} from './draw.ts'
import {titleOf} from './item-parts.ts'
import {sourceLines} from './source-lines.ts'

/** A command's card: everything that a careful person looks at before it runs, the most important first. */
export const cardLines = (
  input: ScreenInput,
  item: CommandItem,
  card: Card,
  width: number,
): readonly Line[] => {
  const {lines, runs, screen, language} = input.texts
  const seen = argumentNames(item.shell)
  const {situation} = input
  const text = (words: Safe, tone: Tone = 'plain'): readonly Line[] => wrap(words, width, tone)
  const {facts} = situation.session
  const gate = gateOf(situation, item).map(
    id => findSection(situation.runbook, id)?.title ?? findItem(situation.runbook, id)?.title ?? safe(id),
  )
  const held = heldTarget(situation, item)
  const target = facts?.target == null ? lines['no-target']() : safe(input.redact(facts.target))
  return [
    [span(titleOf(input, item), 'strong')],
    ...text(
      runs['runs-as']({
        account: safe(card.account),
        target,
        host: safe(input.redact(facts?.host ?? situation.live.host)),
      }),
      item.confirm === 'target' ? 'bad' : 'plain',
    ),
    ...identityLines(input, width),
    ...sourceLines(input, item, width),
    ...(card.sudo === 'password' || card.sudo === 'missing' ? text(runs[`sudo-${card.sudo}`](), 'bad') : []),
    ...resolvedLines(input, item, card, width),
    ...card.values.flatMap(value => [
      ...text(
        seen.has(value.env)
          ? say`${valueLine(input, value)} (${runs['is-argument']()})`
          : valueLine(input, value),
      ),
      ...warningsOf(input.texts, value.value, value.choices).flatMap(warning =>
        text(say`  ${warning}`, 'bad'),
      ),
    ]),
    ...(gate.length > 0 ? text(lines['gate-unmet']({needs: joinSafe(gate, ', ')}), 'bad') : []),
    ...(held === null ? [] : text(runs['target-held']({holder: holderWords(input.texts, held.by)}), 'bad')),
    ...(item.confirm === 'target' ? text(screen['card-danger'](), 'bad') : []),
    ...(item.note === null ? [] : text(safe(input.redact(item.note)), 'accent')),
    ...text(item.watch ? screen['card-watch']() : screen['card-line-drops'](), 'dim'),
    ...(item.watch
      ? []
      : text(
          item.verify === null
            ? runs['expected-exit']()
            : runs['expected-verify']({probe: safe(item.verify)}),
          'dim',
        )),
    ...(card.script === null
      ? []
      : text(
          lines.script({path: safe(card.script.path), sha256: safe(`${card.script.sha256.slice(0, 12)}...`)}),
          'dim',
        )),
    ...(card.head.length === 0
      ? []
      : [
          ...text(runs['script-head'](), 'dim'),
          ...card.head.flatMap(line => text(say`  ${escapedBlock(input.redact(line))}`, 'dim')),
        ]),
    ...text(item.shell.interpreter === 'bash' ? screen['card-bash']() : screen['card-sh'](), 'dim'),
    ...text(lines['in-directory']({cwd: safe(input.redact(card.cwd))}), 'dim'),
    ...(item.timeout === null
      ? []
      : text(lines['time-limit']({limit: formatDuration(item.timeout, language)}), 'dim')),
  ]
}

/** What it comes to with its values, where that is another text. */
const resolvedLines = (
  input: ScreenInput,
  {shell}: CommandItem,
  card: Card,
  width: number,
): readonly Line[] => {
  const resolved = resolvedText(shell.text, card.values)
  if (resolved === null || resolved === shell.text) return []
  return [
    ...wrap(input.texts.runs['with-values'](), width, 'dim'),
    ...escapedBlock(input.redact(resolved))
      .split('\n')
      .flatMap(line => wrap(say`  ${safe(line)}`, width)),
  ]
}

/** Which system that is, as it was sensed; what has to be something and could not be sensed is a warning. */
const identityLines = (input: ScreenInput, width: number): readonly Line[] => {
  const {identity} = input.texts
  const {runbook, live} = input.situation
  const known = identityOf(runbook, live).flatMap(({fact, found}) =>
    fact === 'host' || found === null
      ? []
      : [identity.known({fact: identity[fact], found: safe(input.redact(found))})],
  )
  return [
    ...(known.length > 0 ? wrap(joinSafe(known, ', '), width) : []),
    ...unsensed(runbook, live).flatMap(({fact, expected}) =>
      wrap(identity.unsensed({fact: identity[fact], expected: safe(expected ?? '')}), width, 'warn'),
    ),
  ]
}

const valueLine = (input: ScreenInput, {env, value, secret, optional}: CardValue): Safe => {
  const {lines, screen} = input.texts
  const name = safe(env)
  if (value === null && !optional) return screen['value-wanted']({name})
  if (secret)
    return value === null || value === ''
      ? lines['value-secret-unset']({name})
      : lines['value-secret']({name})
  return value === null || value === ''
    ? lines['value-empty']({name})
    : lines.value({name, value: safe(input.redact(value))})
}
