import type {Texts} from '#src/i18n/texts.ts'
import type {Safe} from '#src/text/safe.ts'
import type {FileChoice} from './form.ts'

/** What has to be known of a file before it is chosen, and for as long as it is the value. */
export const fileWarnings = (
  {forms, runs}: Pick<Texts, 'forms' | 'runs'>,
  {bytes, tonight, flaw}: Pick<FileChoice, 'bytes' | 'tonight' | 'flaw'>,
): readonly Safe[] => [
  ...(flaw === null ? [] : [runs[`warn-${flaw}`]()]),
  ...(bytes === 0 ? [forms['warn-empty']()] : []),
  ...(tonight ? [forms['warn-tonight']()] : []),
]

/** The same for a value that may have been chosen from files. */
export const warningsOf = (
  texts: Pick<Texts, 'forms' | 'runs'>,
  value: string | null,
  choices: readonly FileChoice[] | null,
): readonly Safe[] => {
  const chosen = choices?.find(choice => choice.value === value)
  return chosen === undefined ? [] : fileWarnings(texts, chosen)
}
