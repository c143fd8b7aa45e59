import * as z from 'zod/mini'
import {type Check, probeFields} from './check.ts'
import {atLeast, needsOneOf} from './rules.ts'
import {about, fields, flag, integer, integerTemplate, template, text} from './scalars.ts'

const SHORTEST_INTERVAL = 10_000

const workers = fields({
  min: z.optional(about(integerTemplate, 'At least this many answer.')),
  'as-before': z.optional(
    about(
      flag,
      'true: as many answer as did when the baseline was taken. Without a baseline only `min` counts.',
    ),
  ),
}).check(needsOneOf('min', 'as-before'))

const queue = fields({
  max: z.optional(about(integer(0, 1_000_000_000), 'At most this many messages wait.')),
  growth: z.optional(
    about(
      integer(0, 1_000_000_000),
      'From the first to the last of `samples` it grows by at most this many.',
    ),
  ),
}).check(needsOneOf('max', 'growth'))

export const celerySchema = probeFields('celery', {
  broker: about(template, 'redis://host:6379/1: the database number is part of how workers are reached.'),
  ca: z.optional(about(template, 'A file of trusted certificates (PEM). Empty: none.')),
  keyprefix: z.optional(about(template, 'The broker’s global_keyprefix. Empty: none.')),
  exchange: z.prefault(about(text, 'The control exchange.'), 'celery'),
  workers: z.optional(about(workers, 'How many workers answer a ping. Default: at least one.')),
  queues: z.optional(about(z.record(text, queue), 'Queues by name.')),
}).check(
  z.describe('Celery workers, asked over the broker itself (Redis), and the length of their queues.'),
  atLeast('every', SHORTEST_INTERVAL, 'ten-seconds'),
)

export const celery: Check = {
  defaults: options => ({
    timeout: options.queues === undefined ? 5_000 : 15_000,
    every: options.queues === undefined ? SHORTEST_INTERVAL : 30_000,
  }),
}
