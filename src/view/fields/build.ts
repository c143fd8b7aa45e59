import type {Safe} from '#src/text/safe.ts'
import type {Field, Option} from '#src/view/form.ts'

/** An empty text; `secret`: typed unseen. */
export const textField = (
  label: Safe,
  more: {readonly secret?: boolean; readonly optional?: boolean} = {},
): Field => ({
  kind: 'text',
  label,
  text: '',
  caret: 0,
  secret: more.secret ?? false,
  optional: more.optional ?? false,
})

export const wordField = (label: Safe, word: string): Field => ({
  kind: 'word',
  label,
  word,
  text: '',
  caret: 0,
})

export const confirmField = (label: Safe): Field => ({kind: 'confirm', label})

/** A choice in which nothing is preselected, so that Enter alone chooses nothing. */
export const choiceField = (label: Safe, options: readonly Option[]): Field => ({
  kind: 'choice',
  label,
  options,
  index: null,
})

export const option = (value: string, label: Safe, warning: Safe | null = null): Option => ({
  value,
  label,
  warning,
})
