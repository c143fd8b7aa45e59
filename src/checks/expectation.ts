import * as z from 'zod/mini'
import {type Problem, problemIssue} from './problem.ts'
import {about, decimal, fields, flag, integerTemplate, oneOrMore, pattern, template} from './scalars.ts'

/** How one value is judged: a bare text has to be equal; of the keys of a mapping all have to hold. */
export const valueExpectation = z.union([
  template,
  fields({
    equals: z.optional(about(template, 'The value, as text, is this.')),
    not: z.optional(about(template, 'The value, as text, is not this.')),
    'one-of': z.optional(about(oneOrMore(template), 'The value is one of these.')),
    contains: z.optional(about(oneOrMore(template), 'The value holds each of these texts.')),
    matches: z.optional(about(pattern, 'The value matches this regular expression.')),
    min: z.optional(about(decimal, 'The value is a number and at least this.')),
    max: z.optional(about(decimal, 'The value is a number and at most this.')),
    exists: z.optional(about(flag, 'true: there is a value, whichever; false: there is none.')),
  }),
])

/** Values by name: a column, a header, a path into JSON such as `services.db.status` or `results.0.id`. */
export const valuesExpectation = z.record(template, valueExpectation)

/** How a longer text is judged: a bare text has to occur in it. */
export const bodyExpectation = z.union([
  template,
  fields({
    contains: z.optional(about(oneOrMore(template), 'Each of these texts occurs.')),
    lacks: z.optional(about(oneOrMore(template), 'None of these texts occurs.')),
    matches: z.optional(about(pattern, 'This regular expression matches somewhere.')),
  }),
])

/** A count: exactly a number, or within limits. */
export const countExpectation = z.union([
  integerTemplate,
  fields({
    min: z.optional(about(integerTemplate, 'At least this many.')),
    max: z.optional(about(integerTemplate, 'At most this many.')),
  }),
])

const amountForm = /^\d{1,12}(\.\d{1,6})?%?$/
const notAnAmount: Problem = {problem: 'expected', expected: 'amount'}

/** A number, or with `%` a share of the value before. */
const amount = about(
  z.string().check(context => {
    if (!amountForm.test(context.value)) context.issues.push(problemIssue(notAnAmount, context.value))
  }),
  'A number (100) or a share of the value before (0.5%).',
)

/**
 * How a value compares with the one that the baseline holds; each prints before, after and difference. Of `lose` and
 * `gain`, what is not given is not limited.
 */
export const comparison = z.union([
  z.enum(['same', 'not-less', 'not-more', 'changed', 'any']),
  fields({
    lose: z.optional(
      about(
        amount,
        'It may be less by this much, a number (100) or a share of the value before (0.5%); any loss is a warning.',
      ),
    ),
    gain: z.optional(about(amount, 'It may be more by this much, written in the same way.')),
  }),
])
