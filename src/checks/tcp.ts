import * as z from 'zod/mini'
import {type Check, probeFields} from './check.ts'
import {bodyExpectation} from './expectation.ts'
import {about, duration, integerTemplate, template} from './scalars.ts'

export const tcpSchema = probeFields('tcp', {
  host: about(template, 'A host name or address.'),
  port: about(integerTemplate, 'A port.'),
  banner: z.optional(about(bodyExpectation, 'What occurs in what the other side says first.')),
  under: z.optional(about(duration, 'The connection stands within this time.')),
}).check(z.describe('A TCP port that takes connections.'))

export const tcp: Check = {defaults: () => ({timeout: 3_000, every: 10_000})}
