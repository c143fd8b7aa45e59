import * as z from 'zod/mini'
import {needsOneOf} from '#src/checks/rules.ts'
import {
  about,
  capturingPattern,
  fields,
  flag,
  id,
  inputName,
  isoDate,
  listOf,
  pattern,
  template,
  text,
  variableName,
} from '#src/checks/scalars.ts'
import {probeSchema} from '#src/checks/types.ts'

const ask = z.union([
  text,
  fields({
    tr: z.optional(about(text, 'The question in Turkish.')),
    en: z.optional(about(text, 'The question in English.')),
  }),
])

const input = fields({
  ask: z.optional(about(ask, 'The question to the operator, in one text or one for each language.')),
  pattern: z.optional(
    about(pattern, 'What a value has to match. Anchor it with ^ and $ where all of it has to.'),
  ),
  optional: z.optional(about(flag, 'true: it may stay empty; the command then gets an empty argument.')),
  secret: z.optional(about(flag, 'true: it is masked everywhere and never written down.')),
  choices: z.optional(
    about(
      fields({
        files: about(
          text,
          'A glob relative to the working directory; the operator chooses from these files.',
        ),
        capture: z.optional(
          about(capturingPattern, 'Its first group takes the value out of a path. Default: the path.'),
        ),
      }),
      'What the value is chosen from instead of typed.',
    ),
  ),
})

const message = fields({
  to: z.optional(about(text, 'Whom it reaches, in words, such as the name of a channel.')),
  webhook: z.optional(
    about(template, 'A variable with the address of a Slack-style webhook: {"text": …} is posted there.'),
  ),
  ca: z.optional(
    about(template, 'For the webhook: a file of trusted certificates (PEM), besides those of the system.'),
  ),
  mail: z.optional(
    about(
      fields({
        server: about(id, 'The probe of type smtp that knows the mail server.'),
        to: about(template, 'Mailboxes, with commas between them. Empty: no mail is offered.'),
        from: z.optional(about(template, 'The sender. Default: the server’s user.')),
      }),
      'By mail.',
    ),
  ),
  command: z.optional(
    about(text, 'A command of the shell that tells them; the message is its standard input.'),
  ),
}).check(needsOneOf('webhook', 'mail', 'command'))
const sensedFrom = about(
  z.string().check(z.regex(/^[^.\s]+(?:\.[^\s]+)?$/)),
  'PROBE or PROBE.VALUE; the value is called like the fact where it is left out.',
)

/** Everything a probes file may hold. */
export const probesFileSchema = fields({
  target: z.optional(
    about(
      fields({
        name: about(text, 'The name of the system acted upon; typed before a dangerous command.'),
        // Exactly what is compared before a dangerous command, and as it is compared: a key that is only accepted, or a
        // variable that is never filled in, would promise a check that nobody makes.
        expect: z.optional(
          about(
            fields({
              host: z.optional(about(text, 'The name of the host; on any other nothing dangerous starts.')),
              database: z.optional(
                about(text, 'The name of the database that a postgres probe is connected to.'),
              ),
              environment: z.optional(about(text, 'The environment that the application says it is.')),
              'compose-project': z.optional(about(text, 'The project that docker compose tells.')),
              version: z.optional(about(text, 'The version that the application says it is.')),
            }),
            'How it is known: where something else is sensed, nothing dangerous starts.',
          ),
        ),
        sense: z.optional(
          about(
            fields({
              database: z.optional(sensedFrom),
              environment: z.optional(sensedFrom),
              'compose-project': z.optional(sensedFrom),
              version: z.optional(sensedFrom),
            }),
            'Which value of which probe tells it. Default: the first postgres and the first compose probe.',
          ),
        ),
      }),
      'The system acted upon.',
    ),
  ),
  'env-files': z.optional(
    about(listOf(text), 'Files of NAME=value lines: read, never executed; the process environment wins.'),
  ),
  secrets: z.optional(
    about(listOf(variableName), 'Variables whose values are masked on the screen, on disk and in exports.'),
  ),
  inputs: z.optional(about(z.record(inputName, input), 'What the operator is asked for before a command.')),
  probes: z.optional(
    about(z.record(id, probeSchema), 'How each thing is checked, by the name the runbook calls it.'),
  ),
  contacts: z.optional(
    about(z.record(id, template), 'Per contact id of the runbook, this site’s own value.'),
  ),
  rehearsed: z.optional(
    about(
      isoDate,
      'When this runbook was last rehearsed here, from its first item to its last: YYYY-MM-DD. lint says when that is long ago.',
    ),
  ),
  messages: z.optional(
    about(
      z.record(id, message),
      'Per audience, how it is told. Nothing is sent before text and recipients were confirmed.',
    ),
  ),
}).check(z.describe('How a site checks what its runbook says.'))

export type ProbesFile = z.output<typeof probesFileSchema>
