import {joinSafe, type Safe} from '#src/text/safe.ts'
import type {FactTexts, FactWord} from './en/facts.ts'

/** What the session holds of what it is asked for: what is missing where something is, else all of it. */
export const factWords = (
  facts: FactTexts,
  required: readonly FactWord[],
  missing: readonly FactWord[],
): Safe => {
  const named = (each: readonly FactWord[]): Safe =>
    joinSafe(
      each.map(fact => facts[fact]),
      ', ',
    )
  return missing.length > 0
    ? facts['facts-missing']({facts: named(missing)})
    : facts['facts-held']({facts: named(required)})
}
