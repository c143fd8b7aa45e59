import * as z from 'zod/mini'
import {type Borrowed, type Check, probeFields} from './check.ts'
import {countExpectation} from './expectation.ts'
import {needsBeside, needsOneOf, notTogether} from './rules.ts'
import {about, duration, fields, id, integer, listOf, template, text} from './scalars.ts'

const pathsFrom = fields({
  connection: about(id, 'The postgres probe whose connection the query uses.'),
  query: about(
    text,
    'SQL that only reads; its first column holds paths. It orders by random() and has a limit.',
  ),
})

const newest = fields({
  match: about(
    text,
    'A glob relative to the working directory; of the files that match, the newest is looked at.',
  ),
  since: about(
    z.union([duration, fields({item: about(id, 'The command of the runbook that makes the file.')})]),
    'It is not older than this, or was made since that command was started.',
  ),
})

export const filesSchema = probeFields('files', {
  'paths-from': z.optional(about(pathsFrom, 'The paths that the database names.')),
  paths: z.optional(about(listOf(template), 'The paths.')),
  newest: z.optional(about(newest, 'One file that has to be new, such as a backup just made.')),
  root: z.optional(
    about(template, 'The directory that the paths belong to. Empty: they are asked for by URL.'),
  ),
  url: z.optional(
    about(template, 'The address that the paths belong to, asked with HEAD. Used where root is empty.'),
  ),
  ca: z.optional(
    about(template, 'A file of trusted certificates (PEM), besides those of the system. Empty: none.'),
  ),
  sample: z.prefault(about(integer(1, 1000), 'How many of the paths are looked at.'), '20'),
  size: z.prefault(about(countExpectation, 'The size of each file in bytes.'), {min: '1'}),
}).check(
  z.describe('Files that can be reached: on disk, or through the web server.'),
  needsOneOf('paths-from', 'paths', 'newest'),
  notTogether('paths-from', 'paths', 'newest'),
  needsBeside('paths-from', 'root', 'url'),
  needsBeside('paths', 'root', 'url'),
)

const borrowed = (from: unknown): readonly Borrowed[] => {
  if (typeof from !== 'object' || from === null || !('connection' in from)) return []
  return [{path: ['paths-from', 'connection'], probe: String(from.connection), type: 'postgres'}]
}

export const files: Check = {
  defaults: () => ({timeout: 20_000, every: 60_000}),
  borrows: options => borrowed(options['paths-from']),
}
