import * as z from 'zod/mini'
import {needsBeside, notTogether} from '#src/checks/rules.ts'
import {about, duration, fields, flag, id, ids, inputName, listOf, text} from '#src/checks/scalars.ts'

/** What annotations may say: after a heading, an item, a contact, and a fence of commands. */

const ownId = z.optional(about(id, 'The name it is known by in sessions, needs and exports.'))
const note = z.optional(about(text, 'A sentence shown beside it.'))

export const headingSchema = fields({
  id: ownId,
  mode: z.optional(
    about(
      z.enum(['decision', 'read-do', 'do-confirm', 'follow-up', 'contacts']),
      'How the section is walked. Default: what its structure says, else read-do.',
    ),
  ),
  needs: z.optional(about(ids, 'Sections or items that have to be finished before this one counts.')),
}).check(z.describe('An annotation of a heading.'))

export const itemSchema = fields({
  id: ownId,
  probe: z.optional(about(id, 'The probe that ticks the item; nobody ticks it by hand.')),
  trigger: z.optional(about(id, 'In a decision: the probe whose failure raises the criterion.')),
  within: z.optional(about(duration, 'How long to keep trying before it counts as failed.')),
  killer: z.optional(about(flag, 'true: the operator has to acknowledge what the probe says, too.')),
  ask: z.optional(about(ids, 'What a confirmation by hand has to answer, such as who and channel.')),
  message: z.optional(
    about(
      id,
      'The audience that is told here: its message is drafted from messages/<audience>.<language>.md.',
    ),
  ),
  note,
}).check(
  z.describe('An annotation of a list item.'),
  notTogether('probe', 'trigger'),
  notTogether('ask', 'probe', 'trigger'),
  notTogether('message', 'probe', 'trigger'),
  needsBeside('within', 'probe', 'trigger'),
  needsBeside('killer', 'probe'),
)

export const contactSchema = fields({id: ownId}).check(z.describe('An annotation of a contact.'))

const step = {
  id: ownId,
  danger: z.optional(about(flag, 'true: the target’s name has to be typed before it runs.')),
  safe: z.optional(about(flag, 'true: it changes nothing and runs on Enter.')),
  timeout: z.optional(about(duration, 'When it is ended. Default: never.')),
  silent: z.optional(
    about(
      duration,
      'How long it may write nothing before that is said. Default: 1m. It is never ended for it.',
    ),
  ),
  watch: z.optional(about(flag, 'true: it goes on until its watcher leaves, as tail -f does.')),
  inputs: z.optional(
    about(z.record(text, inputName), 'Which input of the probes file a placeholder stands for.'),
  ),
  verify: z.optional(about(id, 'The probe that says whether it is true already, or did work.')),
  idempotent: z.optional(about(flag, 'true: running it again does no harm.')),
  baseline: z.optional(about(ids, 'Probes whose numbers are taken before it runs.')),
  note,
}

const stepSchema = fields(step)

export const fenceSchema = fields({
  ...step,
  steps: z.optional(
    about(
      listOf(stepSchema),
      'One entry for each command or link of the fence, in order; the fence’s own keys are its defaults.',
    ),
  ),
}).check(z.describe('An annotation of a block of commands.'), notTogether('steps', 'id'))

export type HeadingFields = z.output<typeof headingSchema>
export type ItemFields = z.output<typeof itemSchema>
export type FenceFields = z.output<typeof fenceSchema>
export type StepFields = z.output<typeof stepSchema>

/** The words that a comment may begin with by mistake, where `{` was forgotten. */
export const annotationKeys: readonly string[] = [
  ...new Set([
    ...Object.keys(headingSchema.def.shape),
    ...Object.keys(itemSchema.def.shape),
    ...Object.keys(fenceSchema.def.shape),
  ]),
]
