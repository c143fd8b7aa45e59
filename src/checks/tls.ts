import * as z from 'zod/mini'
import {type Check, probeFields} from './check.ts'
import {needsBeside, needsOneOf, notTogether} from './rules.ts'
import {about, days, integerTemplate, template} from './scalars.ts'

export const tlsSchema = probeFields('tls', {
  url: z.optional(about(template, 'An https address: its host and port are asked.')),
  host: z.optional(about(template, 'A host name or address.')),
  port: z.optional(about(integerTemplate, 'The port. Default 443.')),
  name: z.optional(about(template, 'The name that the certificate has to carry. Default: the host.')),
  ca: z.optional(
    about(template, 'A file of trusted certificates (PEM), besides those of the system. Empty: none.'),
  ),
  'warn-under': z.prefault(about(days, 'A certificate that ends sooner passes with a warning.'), '14d'),
}).check(
  z.describe('A certificate: its chain, its name, and how long it still holds.'),
  needsOneOf('url', 'host'),
  notTogether('url', 'host'),
  needsBeside('port', 'host'),
)

export const tls: Check = {defaults: () => ({timeout: 10_000, every: 60_000})}
