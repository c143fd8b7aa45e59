import * as z from 'zod/mini'
import {type Check, probeFields} from './check.ts'
import {about, oneOrMore} from './scalars.ts'

const facts = [
  'decision-with-sentence',
  'commands-with-outcome',
  'overrides-with-reason',
  'note-cause',
  'note-lesson',
  'note-suggestion',
] as const

export const sessionSchema = probeFields('session', {
  requires: about(
    oneOrMore(z.enum(facts)),
    'What the session itself has to hold: a decision with its sentence, no command without an outcome, ' +
      'no override without a reason, at least one note with that mark.',
  ),
}).check(z.describe('What the session itself knows; nothing is asked of any system.'))

// Derived from the session's state with every event of it, so it needs no interval.
export const session: Check = {defaults: () => ({timeout: 1_000, every: null})}
