import * as z from 'zod/mini'
import {type Check, probeFields} from './check.ts'
import {comparison, countExpectation, valueExpectation} from './expectation.ts'
import {needsBeside, needsOneOf} from './rules.ts'
import {about, fields, oneOrMore, pattern, template, text} from './scalars.ts'

const expectation = fields({
  series: z.optional(about(countExpectation, 'How many series the answer has.')),
  value: z.optional(about(valueExpectation, 'What holds for the value of every series.')),
})

const against = fields({
  series: z.optional(
    about(z.enum(['no-new', 'same', 'any']), 'The series of the answer, told apart by `labels`.'),
  ),
  value: z.optional(about(comparison, 'The value of each series that was there before too.')),
}).check(needsOneOf('series', 'value'))

export const prometheusSchema = probeFields('prometheus', {
  url: about(template, 'The server’s address, without /api.'),
  ca: z.optional(
    about(template, 'A file of trusted certificates (PEM), besides those of the system. Empty: none.'),
  ),
  query: about(template, 'A PromQL expression.'),
  present: z.optional(
    about(template, 'An expression that has to have an answer; without one nothing was measured: unknown.'),
  ),
  labels: z.optional(about(oneOrMore(text), 'The labels that name a series. Default: job and instance.')),
  except: z.optional(about(oneOrMore(pattern), 'Series whose name matches one of these do not count.')),
  expect: z.optional(about(expectation, 'What is expected of the answer by itself.')),
  compare: z.optional(
    about(against, 'What is expected of it beside the baseline. Without a baseline: unknown.'),
  ),
}).check(
  z.describe('A query to Prometheus.'),
  needsOneOf('expect', 'compare'),
  needsBeside('labels', 'compare', 'except'),
)

export const prometheus: Check = {defaults: () => ({timeout: 10_000, every: 30_000})}
