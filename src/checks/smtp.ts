import * as z from 'zod/mini'
import {type Check, probeFields} from './check.ts'
import {needsBeside} from './rules.ts'
import {about, fields, integerTemplate, template} from './scalars.ts'

const deliver = fields({
  to: about(template, 'A mailbox of our own. Empty: nothing is sent, the handshake alone counts.'),
  from: z.optional(about(template, 'The sender. Default: the user, else the recipient.')),
  subject: z.optional(about(template, 'The subject. Default: rollcall and the time.')),
})

export const smtpSchema = probeFields('smtp', {
  host: about(template, 'The mail server.'),
  port: z.optional(about(integerTemplate, 'The port. Default 587. On 465 TLS begins with the connection.')),
  starttls: z.optional(
    about(template, 'true (True, 1, yes): STARTTLS is demanded. Default true, except on ports 25 and 465.'),
  ),
  user: z.optional(about(template, 'Who logs in. Empty: nobody does.')),
  password: z.optional(about(template, 'A variable that holds the password.')),
  ca: z.optional(
    about(template, 'A file of trusted certificates (PEM), besides those of the system. Empty: none.'),
  ),
  name: z.optional(about(template, 'How we introduce ourselves (EHLO). Default: the host’s name.')),
  deliver: z.optional(about(deliver, 'A real message, accepted by the server. Needs `effects`.')),
}).check(
  z.describe('A mail server: greeting, STARTTLS, login and, where wanted, one real message.'),
  needsBeside('password', 'user'),
  needsBeside('deliver', 'effects'),
)

export const smtp: Check = {defaults: () => ({timeout: 20_000, every: 60_000})}
