import {sentence} from '#src/i18n/code.ts'
import type {Texts} from '#src/i18n/texts.ts'
import type {Refusal} from '#src/session/verdict.ts'
import type {Safe} from '#src/text/safe.ts'

/** Why not, in the words of the screen: where line mode would name one of its words, the key is named that does it. */
export const refusalSentence = (
  {keys, refusals}: Pick<Texts, 'keys' | 'refusals'>,
  refusal: Refusal,
): Safe => {
  const instead = Object.entries(keys.instead).find(([code]) => code === refusal.code)?.[1]
  return instead === undefined ? sentence(refusals, refusal) : (instead as (facts: Refusal) => Safe)(refusal)
}
