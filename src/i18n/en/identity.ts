import type {Safe} from '#src/text/safe.ts'
import {say} from '#src/text/say.ts'

/** What a target is known by. */
export const identity = {
  host: say`host`,
  database: say`database`,
  environment: say`environment`,
  'compose-project': say`compose project`,
  version: say`version`,
  known: (f: {fact: Safe; found: Safe}) => say`${f.fact} ${f.found}`,
  unsensed: (f: {fact: Safe; expected: Safe}) =>
    say`NOT SENSED: ${f.fact}, which has to be ${f.expected}; make sure yourself`,
}

export type IdentityTexts = typeof identity

/** The facts themselves; the rest are sentences about them. */
export type IdentityWord = Exclude<keyof IdentityTexts, 'known' | 'unsensed'>
