import * as z from 'zod/mini'
import {type Borrowed, type Check, probeFields} from './check.ts'
import {comparison, countExpectation, valueExpectation, valuesExpectation} from './expectation.ts'
import {namesAmong, needsBeside, needsOneOf, notTogether} from './rules.ts'
import {about, capturingPattern, fields, id, integerTemplate, listOf, template, text} from './scalars.ts'

const expectation = fields({
  rows: z.optional(about(countExpectation, 'How many rows there are.')),
  value: z.optional(about(valueExpectation, 'The first column of the first row.')),
  columns: z.optional(about(valuesExpectation, 'Columns of the first row by name.')),
})

const integrityChecks = ['foreign-keys', 'constraints', 'indexes', 'migrations'] as const

const migrations = fields({
  files: about(text, 'A glob of the migration files, relative to the working directory.'),
  capture: z.prefault(
    about(capturingPattern, 'Two groups that take the app and the name out of a path.'),
    '([^/]+)/migrations/([^/]+)\\.py$',
  ),
  table: z.prefault(
    about(text, 'The table that names the applied ones, with the columns app and name.'),
    'django_migrations',
  ),
})

export const postgresSchema = probeFields('postgres', {
  url: z.optional(
    about(
      template,
      'postgres://user@host/database. Where it resolves to nothing, host and the others count.',
    ),
  ),
  host: z.optional(about(template, 'A host name, an address, or the directory of a socket.')),
  port: z.optional(about(integerTemplate, 'The port. Default 5432.')),
  database: z.optional(about(template, 'The name of the database.')),
  user: z.optional(about(template, 'The role to log in as; one that can only read is best.')),
  password: z.optional(about(template, 'A variable that holds the password.')),
  ca: z.optional(
    about(
      template,
      'A file of trusted certificates (PEM); with one, TLS is demanded and verified. Empty: none.',
    ),
  ),
  connection: z.optional(about(id, 'Another postgres probe whose connection this one uses.')),
  query: z.optional(about(text, 'SQL that only reads. Without one, being answered is enough.')),
  values: z.optional(
    about(listOf(template), 'Values for $1, $2 … of the query, bound, never put into its text.'),
  ),
  expect: z.optional(about(expectation, 'What is expected of the answer.')),
  integrity: z.optional(
    about(
      listOf(z.enum(integrityChecks)),
      'Looks for rows whose foreign key leads nowhere, constraints and indexes that are not valid, and migrations not applied.',
    ),
  ),
  migrations: z.optional(
    about(migrations, 'Which migrations there are, for the integrity check of that name.'),
  ),
  baseline: z.optional(
    about(z.record(id, text), 'Queries by name, each with one value, that are also asked before the change.'),
  ),
  compare: z.optional(about(z.record(id, comparison), 'How each value compares with the one asked before.')),
}).check(
  z.describe(
    'A PostgreSQL database: that it answers, what a query says, its integrity, numbers before and after.',
  ),
  needsOneOf('url', 'host', 'connection'),
  notTogether('connection', 'url'),
  notTogether('connection', 'host'),
  needsBeside('values', 'query'),
  needsBeside('expect', 'query'),
  needsBeside('migrations', 'integrity'),
  needsBeside('compare', 'baseline'),
  namesAmong('compare', 'baseline'),
)

const connection = (probe: unknown): readonly Borrowed[] =>
  typeof probe === 'string' ? [{path: ['connection'], probe, type: 'postgres'}] : []

// A scan of every foreign key and a count of whole tables cost the database something: only when asked.
export const postgres: Check = {
  defaults: options => {
    if (options.integrity !== undefined) return {timeout: 120_000, every: null}
    if (options.baseline !== undefined) return {timeout: 60_000, every: null}
    return {timeout: 5_000, every: 15_000}
  },
  borrows: options => connection(options.connection),
}
