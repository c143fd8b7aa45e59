import * as z from 'zod/mini'
import {type Check, probeFields} from './check.ts'
import {about, duration, fields, id, integer, oneOrMore, pattern, template} from './scalars.ts'

const since = z.union([
  z.enum(['baseline', 'start']),
  duration,
  fields({item: about(id, 'The item of the runbook after whose end records count.')}),
])

export const logSchema = probeFields('log', {
  path: about(
    template,
    'The file. One that was rotated is followed. Times in it that name no zone are read in this host’s.',
  ),
  record: z.optional(
    about(pattern, 'Where a record begins; other lines belong to the one before. Default: every line.'),
  ),
  level: about(
    pattern,
    'Matches the first line of a record that counts; write it for the level, not for a word.',
  ),
  except: z.optional(about(oneOrMore(pattern), 'Records that match one of these do not count.')),
  since: z.prefault(
    about(
      since,
      'From where on: where the baseline noted the end, the session’s start, a time ago, an item’s end.',
    ),
    'baseline',
  ),
  max: z.prefault(about(integer(0, 1_000_000), 'How many such records are allowed.'), '0'),
  rate: z.optional(
    about(
      z.enum(['not-more']),
      'not-more: more than `max` are allowed where the records a minute are not more than before the baseline.',
    ),
  ),
}).check(z.describe('New records of a log file.'))

export const log: Check = {defaults: () => ({timeout: 10_000, every: 15_000})}
