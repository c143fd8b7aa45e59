import type {Texts} from '#src/i18n/texts.ts'
import type {Safe} from '#src/text/safe.ts'
import type {FileChoice} from './form.ts'

/** What has to be known of a file before it is chosen, and for as long as it is the value. */
export const fileWarnings = (
  {forms}: Pick<Texts, 'forms'>,
  {bytes, tonight}: Pick<FileChoice, 'bytes' | 'tonight'>,
): readonly Safe[] => [
  ...(bytes === 0 ? [forms['warn-empty']()] : []),
  ...(tonight ? [forms['warn-tonight']()] : []),
]

/** The same for a value that may have been chosen from files. */
export const warningsOf = (
  texts: Pick<Texts, 'forms'>,
  value: string | null,
  choices: readonly FileChoice[] | null,
): readonly Safe[] => {
  const chosen = choices?.find(choice => choice.value === value)
  return chosen === undefined ? [] : fileWarnings(texts, chosen)
}
