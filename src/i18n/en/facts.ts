import type {Safe} from '#src/text/safe.ts'
import {say} from '#src/text/say.ts'

/** What a session can be asked to hold, each as a thing that is there or missing. */
export const facts = {
  'facts-held': (f: {facts: Safe}) => say`on record: ${f.facts}`,
  'facts-missing': (f: {facts: Safe}) => say`still missing: ${f.facts}`,
  'decision-with-sentence': say`a decision with its reason`,
  'commands-with-outcome': say`the outcome of every command`,
  'overrides-with-reason': say`a reason for every override`,
  'note-cause': say`a note marked as a cause`,
  'note-lesson': say`a note marked as a lesson`,
  'note-suggestion': say`a note marked as a suggestion`,
}

export type FactTexts = typeof facts

/** The facts themselves; the rest are sentences about them. */
export type FactWord = Exclude<keyof FactTexts, `facts-${string}`>
