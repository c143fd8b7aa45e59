import {findItem, findSection} from '#src/runbook/walk.ts'
import {confirmWord} from '#src/session/confirm-words.ts'
import {gateOf, heldTarget, needsReason} from '#src/session/decide-run.ts'
import {formatDuration} from '#src/text/duration.ts'
import {joinSafe, type Safe, safe} from '#src/text/safe.ts'
import {formatBytes} from '#src/text/sizes.ts'
import {sameWord} from '#src/text/words.ts'
import {fileWarnings} from '#src/view/file-warnings.ts'
import type {CardValue, Field, FileChoice, Purpose} from '#src/view/form.ts'
import type {KeyDesk} from '#src/view/press.ts'
import {choiceField, confirmField, option, textField, wordField} from './build.ts'
import {ask, type Next, nothing, turnTo, wish} from './next.ts'

type RunPurpose = Extract<Purpose, {readonly kind: 'run'}>

/** A card's questions: the values that are wanted, why to go on against a gate, then the word or the confirmation. */
export const runField = (desk: KeyDesk, purpose: RunPurpose, answers: readonly string[]): Next => {
  const wanted = purpose.card.values.find(
    value => value.input === purpose.again || (value.value === null && !value.optional),
  )
  return wanted === undefined
    ? confirmation(desk, purpose, answers)
    : valueField(desk, purpose, wanted, answers)
}

const valueField = (
  desk: KeyDesk,
  {item}: RunPurpose,
  wanted: CardValue,
  [value, why]: readonly string[],
): Next => {
  const {forms} = desk.texts
  if (value === undefined) return ask(inputField(desk, wanted))
  const chosen = wanted.choices?.find(choice => choice.value === value)
  const set = {kind: 'set-input', item, name: wanted.input, value} as const
  if (chosen?.tonight !== true) return wish(set)
  // A backup made tonight holds the broken state: to go back to it is possible, but not by a slip.
  const label = forms['ask-tonight']({value: safe(value)})
  return why === undefined ? ask(textField(label)) : wish({...set, remark: why})
}

const inputField = (desk: KeyDesk, {input, secret, ask: question, choices, pattern}: CardValue): Field => {
  const {forms} = desk.texts
  const name = safe(input)
  const label =
    question === null ? forms['ask-value-plain']({name}) : forms['ask-value']({name, ask: question})
  const optional = desk.situation.runbook.settings.inputs[input]?.optional === true
  if (choices === null) return textField(label, {secret, optional})
  if (choices.length === 0) {
    return textField(forms['ask-value-no-files']({name, pattern: safe(pattern ?? '')}), {secret})
  }
  return choiceField(
    label,
    choices.map(choice =>
      option(choice.value, fileLabel(desk, choice), joinedOrNull(fileWarnings(desk.texts, choice))),
    ),
  )
}

const joinedOrNull = (warnings: readonly Safe[]): Safe | null =>
  warnings.length === 0 ? null : joinSafe(warnings, '; ')

const fileLabel = ({texts}: KeyDesk, {value, path, bytes, ageMs}: FileChoice): Safe =>
  texts.forms['value-file']({
    value: safe(value),
    file: safe(path),
    size: formatBytes(bytes),
    age: formatDuration(ageMs, texts.language),
  })

const confirmation = (desk: KeyDesk, purpose: RunPurpose, answers: readonly string[]): Next => {
  const {runbook, session, live} = desk.situation
  const {forms} = desk.texts
  const item = findItem(runbook, purpose.item)
  if (item?.kind !== 'command') return nothing
  const gate = gateOf(desk.situation, item)
  const held = heldTarget(desk.situation, item)
  const wantsReason = needsReason(desk.situation, item)
  const word = confirmWord(runbook, session, live, item)
  const typed = answers.at(-1)
  if (typed !== undefined && (word === null || sameWord(typed, word))) {
    // The gate may have shut while the card was open: then the word stands where the reason has to.
    if (wantsReason && answers.length < 2) return turnTo(purpose)
    const reason = answers.length < 2 ? '' : (answers[0] ?? '')
    return wish({
      kind: 'run',
      item: item.id,
      typed: word === null ? '' : typed,
      reason,
      script: purpose.card.script,
    })
  }
  if (wantsReason && answers.length === 0) {
    if (gate.length === 0 && held !== null) return ask(textField(desk.texts.runs['ask-beside']()))
    const needs = gate.map(id => findSection(runbook, id)?.title ?? findItem(runbook, id)?.title ?? safe(id))
    return ask(textField(forms['ask-gate']({needs: joinSafe(needs, ', ')})))
  }
  if (word === null) return ask(confirmField(item.watch ? forms['confirm-watch']() : forms['confirm-run']()))
  const label = {word: safe(word)}
  return ask(
    wordField(item.confirm === 'target' ? forms['word-target'](label) : forms['word-run'](label), word),
  )
}
