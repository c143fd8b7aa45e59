import * as z from 'zod/mini'
import {type Check, probeFields} from './check.ts'
import {about, fields, flag, integer, template, text} from './scalars.ts'

const sample = fields({
  match: z.prefault(about(text, 'Which keys: a pattern as SCAN takes it.'), '*'),
  count: z.prefault(
    about(integer(1, 10_000), 'How many keys are remembered, with a digest of their values.'),
    '50',
  ),
  expect: z.prefault(
    about(
      z.enum(['gone-or-changed', 'kept']),
      'What has to be true afterwards of every key remembered before.',
    ),
    'gone-or-changed',
  ),
})

export const redisSchema = probeFields('redis', {
  url: about(template, 'redis://host:6379/0, or rediss:// for TLS.'),
  ca: z.optional(about(template, 'A file of trusted certificates (PEM). Empty: none.')),
  role: z.prefault(about(z.enum(['master', 'replica', 'any']), 'What the server has to be.'), 'any'),
  memory: z.optional(about(integer(1, 100), 'At most this share, in percent, of its memory limit is used.')),
  persistence: z.optional(about(flag, 'true: the last save to disk succeeded.')),
  writable: z.optional(
    about(
      flag,
      'true: it takes writes. Asked with a write that changes nothing: LPUSHX to a key that does not exist.',
    ),
  ),
  sample: z.optional(
    about(sample, 'Keys remembered with the baseline and looked up again. Without them: unknown.'),
  ),
}).check(z.describe('A Redis server.'))

export const redis: Check = {
  defaults: options => ({timeout: 3_000, every: options.sample === undefined ? 10_000 : 30_000}),
}
