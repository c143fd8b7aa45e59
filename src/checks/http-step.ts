import * as z from 'zod/mini'
import {bodyExpectation, countExpectation, valueExpectation, valuesExpectation} from './expectation.ts'
import {type Problem, problemIssue} from './problem.ts'
import {
  about,
  duration,
  fields,
  flag,
  id,
  integer,
  listOf,
  oneOrMore,
  pattern,
  template,
  text,
  variableName,
} from './scalars.ts'

const statusForm = /^[1-5](\d\d|xx)$/
const notJson: Problem = {problem: 'expected', expected: 'json'}
const notAStatus: Problem = {problem: 'expected', expected: 'http-status'}

const status = about(
  z.string().check(z.meta({type: ['integer', 'string'], pattern: statusForm.source}), context => {
    if (!statusForm.test(context.value)) context.issues.push(problemIssue(notAStatus, context.value))
  }),
  'A status such as 200, or 2xx for all that begin with 2.',
)

// Parsed here, and variables filled in afterwards, so that no value of theirs can change the JSON's form.
const json = z
  .pipe(
    z.string(),
    z.transform((source: string, context): unknown => {
      try {
        return JSON.parse(source)
      } catch {
        context.issues.push(problemIssue(notJson, source))
        return z.NEVER
      }
    }),
  )
  .check(z.meta({type: 'string', contentMediaType: 'application/json'}))

const httpExpectation = fields({
  status: z.optional(about(oneOrMore(status), 'The status is one of these. Default 2xx.')),
  body: z.optional(about(bodyExpectation, 'What occurs in the body.')),
  json: z.optional(about(valuesExpectation, 'Values of the JSON body by path, e.g. services.db.status.')),
  header: z.optional(about(valuesExpectation, 'Values of response headers by name.')),
  cookies: z.optional(about(oneOrMore(text), 'Cookies of these names are held after the answer.')),
  url: z.optional(about(bodyExpectation, 'The address after all redirects.')),
  type: z.optional(about(text, 'The media type, without its parameters.')),
  size: z.optional(about(countExpectation, 'The size of the body in bytes.')),
  under: z.optional(about(duration, 'The whole answer arrives within this time.')),
  begins: z.optional(about(text, 'The body begins with these characters.')),
  ends: z.optional(about(text, 'The body, without white space at its end, ends with these characters.')),
})

const saved = fields({
  json: z.optional(about(text, 'A path into the JSON body.')),
  header: z.optional(about(text, 'The name of a response header.')),
  cookie: z.optional(about(text, 'The name of a cookie held after the answer.')),
  body: z.optional(
    about(pattern, 'A pattern for the body; its first group is saved, or the match where it has none.'),
  ),
})

const csrf = fields({
  cookie: z.prefault(about(text, 'The cookie that holds the token.'), 'csrftoken'),
  field: z.prefault(about(text, 'The form field that carries it.'), 'csrfmiddlewaretoken'),
  header: z.prefault(about(text, 'The header that carries it.'), 'X-CSRFToken'),
})

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const

/** What a request sends, and what is expected of its answer: a step of a flow, or the whole of a probe. */
export const requestFields = {
  method: z.optional(
    about(z.enum(methods), 'How it is asked. Default GET; POST where there is a form, JSON or a body.'),
  ),
  headers: z.optional(about(z.record(text, template), 'Headers to send.')),
  form: z.optional(about(z.record(text, template), 'Fields of a form to send, URL-encoded.')),
  json: z.optional(about(json, 'JSON text to send; variables stand inside its strings.')),
  body: z.optional(about(template, 'A text to send as it is.')),
  csrf: z.optional(
    about(
      z.union([flag, csrf]),
      "true: Django's token is taken from its cookie, held since an earlier step, and sent along with the Referer.",
    ),
  ),
  follow: z.optional(about(integer(0, 10), 'How many redirects are followed. Default 0.')),
  expect: z.optional(about(httpExpectation, 'What is expected of the answer. Default: any status 2xx.')),
  report: z.optional(
    about(
      z.record(id, saved),
      'Values of the answer that are shown with the reading and kept with it, such as a version; nothing secret.',
    ),
  ),
}

/** One step: a request, or a query that proves in the database what the requests did. */
export const httpStep = fields({
  name: z.optional(about(text, 'What the step does, for the evidence.')),
  url: z.optional(about(template, 'Where the request goes; a path alone belongs to the probe’s `base`.')),
  ...requestFields,
  save: z.optional(
    about(z.record(variableName, saved), 'Values that later steps use as variables of these names.'),
  ),
  connection: z.optional(about(id, 'For a query: the postgres probe whose connection it uses.')),
  query: z.optional(about(text, 'SQL that only reads; $1, $2 … stand for `values`.')),
  values: z.optional(about(listOf(template), 'Values of the query, bound, never put into its text.')),
  value: z.optional(about(valueExpectation, 'What is expected of the first column of the first row.')),
})
