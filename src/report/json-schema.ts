import * as z from 'zod/mini'

const text = z.string()
const instant = z.string().check(z.describe('ISO 8601, UTC.'))
const orNull = <T extends z.ZodMiniType>(schema: T) => z.nullable(schema)
const list = <T extends z.ZodMiniType>(schema: T) => z.array(schema)

const itemStates = [
  'open',
  'running',
  'done',
  'failed',
  'unknown',
  'confirmed',
  'asserted',
  'assigned',
  'overridden',
  'skipped',
  'deferred',
  'not-applicable',
  'raised',
  'clear',
] as const

const outcome = z
  .enum(['complete', 'complete with overrides', 'complete except deferred', 'open', 'aborted'])
  .check(z.describe('How the session or section stands.'))

const answer = z.enum(['raised', 'clear', 'unknown'])

const reading = z.object({
  probe: text,
  outcome: z.enum(['pass', 'fail', 'unknown']),
  reason: orNull(text),
  summary: text,
  warning: orNull(text),
  beganAt: instant,
  durationMs: orNull(z.number()),
  blockedBy: orNull(text),
  values: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
})

const note = z.object({
  text,
  mark: orNull(z.enum(['cause', 'lesson', 'suggestion'])),
  by: text,
  at: instant,
})

const value = z.object({
  name: text,
  value: orNull(text).check(z.describe('null where it is secret or not set.')),
  secret: z.boolean(),
})

const attempt = z
  .object({
    number: z.number(),
    phase: z.enum(['intended', 'running', 'ended', 'not-started', 'unknown', 'asserted']),
    by: text,
    at: instant,
    text,
    cwd: text,
    values: list(value),
    script: orNull(z.object({path: text, sha256: text})),
    override: orNull(z.object({unmet: list(text), reason: text})),
    exitCode: orNull(z.number()),
    signal: orNull(text),
    cause: orNull(text),
    startedAt: orNull(instant),
    endedAt: orNull(instant),
    durationMs: orNull(z.number()),
    outputBytes: orNull(z.number()),
    outputSha256: orNull(text),
    tail: text,
    seen: orNull(z.enum(['live', 'while-away'])),
    notStartedBecause: orNull(text),
    asserted: orNull(
      z.object({answer: z.enum(['done', 'notdone', 'partial', 'later']), how: text, by: text, at: instant}),
    ),
  })
  .check(z.describe('One confirmation of one command, and what came of it.'))

const message = z
  .object({
    number: z.number(),
    phase: z.enum(['intended', 'sent', 'failed', 'unknown', 'asserted']),
    by: text,
    at: instant,
    audience: text,
    language: z.enum(['tr', 'en']),
    way: z.enum(['webhook', 'mail', 'command']),
    recipients: list(text),
    subject: text,
    text,
    sentAt: orNull(instant),
    reply: text,
    why: orNull(text).check(z.describe('Why it was not sent, or why that is unknown; a code.')),
    seen: orNull(z.enum(['live', 'while-away'])),
    asserted: orNull(
      z.object({answer: z.enum(['sent', 'notsent', 'later']), how: text, by: text, at: instant}),
    ),
  })
  .check(z.describe('One confirmation of one message: what was sent, to whom, when, and what came of it.'))

const item = z.object({
  id: text,
  kind: z.enum(['sensed', 'manual', 'command', 'link', 'follow-up', 'criterion']),
  title: text,
  parent: orNull(text),
  state: z.enum(itemStates),
  by: orNull(text).check(z.describe('Who settled it; null where a probe did, or nobody.')),
  at: orNull(instant),
  reason: orNull(text),
  remark: orNull(text),
  answers: orNull(z.record(z.string(), z.string())),
  deferredTo: orNull(text),
  acknowledged: orNull(z.object({by: text, at: instant})),
  notes: list(note),
  messages: list(message),
  reading: orNull(reading),
  url: orNull(text),
  command: orNull(
    z.object({
      text,
      exitCode: orNull(z.number()),
      durationMs: orNull(z.number()),
      outputSha256: orNull(text),
      tail: orNull(text),
      attempts: list(attempt),
    }),
  ),
  elsewhere: orNull(
    z.object({
      by: text,
      at: instant,
      text,
      where: text,
      outcome: z.enum(['worked', 'failed']),
      how: text,
    }),
  ).check(z.describe('A run somewhere else, on the operator’s word.')),
})

const session = z.object({
  id: orNull(text),
  phase: z.enum(['open', 'closed', 'aborted']),
  startedAt: orNull(instant),
  endedAt: orNull(instant),
  endedBy: orNull(text),
  signedBy: orNull(text).check(z.describe('The name under the close-out.')),
  endReason: orNull(text),
  lastEventAt: orNull(instant),
  runbook: z.object({title: text, path: orNull(text), sha256: orNull(text)}),
  probes: orNull(z.object({path: text, sha256: text})),
  repairs: list(text),
  operator: orNull(text),
  operators: list(text),
  host: orNull(text),
  hosts: list(text),
  bootId: orNull(text),
  target: orNull(text),
  cwd: orNull(text),
  options: z.record(z.string(), z.string()),
  envFiles: list(text),
  variables: list(
    z.extend(value, {source: z.enum(['environment', 'env-file', 'option', 'default', 'unset'])}),
  ),
  inputs: list(z.extend(value, {by: text, at: instant})),
  language: z.enum(['tr', 'en']),
  timeZone: orNull(text),
  utcOffset: text,
  tool: orNull(text),
  journalFormat: orNull(z.number()),
})

/** What `export --format json` prints. Fields may be added; those that are named here keep their meaning. */
export const exportShape = z.object({
  schema: z.literal(1),
  session,
  outcome,
  counts: z
    .record(z.string(), z.number())
    .check(z.describe('Items by state; groups and criteria are not counted.')),
  criteria: z.object({raised: z.number(), clear: z.number(), unknown: z.number()}),
  headHash: text.check(z.describe('Stands for every entry of the journal; `rollcall verify` compares it.')),
  decision: orNull(
    z.object({
      choice: z.enum(['rollback', 'no', 'escalate']),
      sentence: text,
      by: text,
      at: instant,
      criteria: list(z.object({id: text, title: text, answer, remark: text, reading: orNull(reading)})),
    }),
  ),
  sections: list(
    z.object({
      id: text,
      number: orNull(text),
      title: text,
      parent: orNull(text),
      mode: z.enum(['decision', 'read-do', 'do-confirm', 'follow-up', 'contacts']),
      outcome,
      items: list(item),
    }),
  ),
  followUps: list(
    z.object({id: text, title: text, state: z.enum(itemStates), owner: orNull(text), due: orNull(text)}),
  ),
  contacts: list(
    z.object({
      id: text,
      group: text,
      name: text,
      value: text,
      tries: list(z.object({result: z.enum(['reached', 'no-answer']), by: text, at: instant})),
    }),
  ),
  updates: list(
    z.object({
      due: instant,
      by: text,
      at: instant,
      given: orNull(z.object({by: text, at: instant, late: z.boolean(), message: orNull(z.number())})),
    }),
  ).check(z.describe('What was promised for when, and how that was kept.')),
  handOvers: list(z.object({from: text, to: text, at: instant, summary: text, reason: text})),
  notes: list(note).check(z.describe('Notes on the session as a whole.')),
  gone: list(z.object({id: text, commands: list(attempt), messages: list(message)})).check(
    z.describe('What was run and told under items that the edited runbook no longer has.'),
  ),
  timeline: list(z.object({at: instant, by: text, type: text, item: orNull(text), text})),
})

/** JSON Schema (2020-12) of the JSON export. */
export const exportSchema = (): Readonly<Record<string, unknown>> => {
  // `input` leaves room for fields that a later version adds.
  const {$schema, ...rest} = z.toJSONSchema(exportShape, {io: 'input', target: 'draft-2020-12'})
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'rollcall export',
    ...rest,
  }
}
