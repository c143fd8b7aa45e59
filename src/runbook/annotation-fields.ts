import * as z from 'zod/mini'
import {needsBeside, notTogether} from '#src/checks/rules.ts'
import {
  about,
  duration,
  fields,
  flag,
  id,
  ids,
  inputName,
  listOf,
  oneOrMore,
  text,
} from '#src/checks/scalars.ts'

const modes = ['decision', 'read-do', 'do-confirm', 'follow-up', 'contacts'] as const

/** What an annotation may say of a heading. */
export const headingFields = fields({
  id: z.optional(about(id, 'The section’s id, the same in every language.')),
  mode: z.optional(about(z.enum(modes), 'How the section is worked through.')),
  needs: z.optional(about(ids, 'Sections or items that have to be finished before this one counts.')),
}).check(z.describe('An annotation of a heading.'))

/** What an annotation may say of a list item. */
export const itemFields = fields({
  id: z.optional(about(id, 'The item’s id, the same in every language.')),
  probe: z.optional(about(id, 'The probe that ticks it; nobody can tick it by hand.')),
  trigger: z.optional(about(id, 'The probe whose failure raises this criterion of a decision.')),
  within: z.optional(about(duration, 'How long to keep trying before it counts as failed.')),
  killer: z.optional(about(flag, 'true: the probe has to pass and the operator has to acknowledge it.')),
  ask: z.optional(about(oneOrMore(id), 'What a confirmation has to answer: who, channel, when …')),
  note: z.optional(about(text, 'A sentence of help beside it.')),
}).check(
  z.describe('An annotation of a list item.'),
  notTogether('probe', 'trigger'),
  notTogether('ask', 'probe', 'trigger'),
  needsBeside('within', 'probe', 'trigger'),
  needsBeside('killer', 'probe'),
)

const stepShape = {
  id: z.optional(about(id, 'The command’s id; later commands of the block get -2, -3 …')),
  danger: z.optional(about(flag, 'true: the target’s name has to be typed before it starts.')),
  safe: z.optional(about(flag, 'true: it changes nothing and starts on Enter.')),
  timeout: z.optional(about(duration, 'When it is ended by us. Default: never.')),
  watch: z.optional(about(flag, 'true: it is looked at until the operator leaves it, and then ended.')),
  inputs: z.optional(
    about(
      z.record(text, inputName),
      'Which input of the probes file fills which placeholder, such as YYYYMMDD_HHMMSS.',
    ),
  ),
  verify: z.optional(about(id, 'The probe that tells whether it is true already, and whether it worked.')),
  idempotent: z.optional(about(flag, 'true: running it twice is the same as once.')),
  baseline: z.optional(about(ids, 'Probes whose numbers are taken before it starts.')),
  note: z.optional(about(text, 'A sentence of help beside it.')),
}

/** What an annotation may say of a block of commands. */
export const fenceFields = fields({
  ...stepShape,
  steps: z.optional(
    about(
      listOf(fields(stepShape).check(notTogether('danger', 'safe'))),
      'One entry for each command of the block.',
    ),
  ),
}).check(
  z.describe('An annotation of a block of commands.'),
  notTogether('danger', 'safe'),
  ...Object.keys(stepShape).map(key => notTogether('steps', key)),
)
