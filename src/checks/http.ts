import * as z from 'zod/mini'
import {safe} from '#src/text/safe.ts'
import {type Borrowed, type Check, probeFields} from './check.ts'
import {httpStep, requestFields} from './http-step.ts'
import {problemIssue} from './problem.ts'
import {needsBeside, needsOneOf, notTogether, type Rule} from './rules.ts'
import {about, duration, fields, id, integer, listOf, template} from './scalars.ts'
import {templatesIn, variablesIn} from './template.ts'

const SAMPLES_FOR_A_PERCENTILE = 20

const latency = fields({
  under: about(duration, 'The percentile of all samples lies under this time.'),
  percentile: z.prefault(about(integer(50, 100), 'Which percentile.'), '95'),
})

const stepRules: readonly Rule[] = [
  needsOneOf('url', 'query'),
  notTogether('url', 'query'),
  notTogether('form', 'json', 'body'),
  needsBeside('query', 'connection'),
  needsBeside('connection', 'query'),
  needsBeside('values', 'query'),
  needsBeside('value', 'query'),
  ...['save', ...Object.keys(requestFields)].map(key => notTogether('query', key)),
]

type Steps = readonly {readonly save?: Readonly<Record<string, unknown>> | undefined}[]

/** A name that one step saves means that value, so no step up to it can use it. */
const savedBeforeUse: z.core.CheckFn<Steps> = context => {
  const steps = context.value
  steps.forEach((step, index) => {
    const used = new Set(
      templatesIn(step)
        .flatMap(variablesIn)
        .map(variable => variable.name),
    )
    const earlier = new Set(steps.slice(0, index).flatMap(previous => Object.keys(previous.save ?? {})))
    const later = steps.slice(index).flatMap(next => Object.keys(next.save ?? {}))
    const name = later.find(candidate => used.has(candidate) && !earlier.has(candidate))
    if (name === undefined) return
    const detail = {code: 'saved-later', name: safe(name)} as const
    context.issues.push(problemIssue({problem: 'detail', detail}, step, [index]))
  })
}

const percentileNeedsSamples: z.core.CheckFn<{
  samples?: number | undefined
  latency?: object | undefined
}> = context => {
  const {samples} = context.value
  if (context.value.latency === undefined || samples === undefined || samples >= SAMPLES_FOR_A_PERCENTILE)
    return
  context.issues.push(problemIssue({problem: 'expected', expected: 'twenty-samples'}, samples, ['samples']))
}

export const httpSchema = probeFields('http', {
  base: z.optional(about(template, 'The address that paths of steps belong to.')),
  ca: z.optional(
    about(template, 'A file of trusted certificates (PEM), besides those of the system. Empty: none.'),
  ),
  url: z.optional(about(template, 'The address of the only request.')),
  ...requestFields,
  'begin-with': z.optional(
    about(
      id,
      'Another http probe, such as a login, whose request or steps come first; its cookies are kept.',
    ),
  ),
  steps: z.optional(
    about(
      listOf(httpStep.check(...stepRules)).check(savedBeforeUse),
      'Requests one after the other; cookies are kept. The first that is not as expected ends the flow.',
    ),
  ),
  latency: z.optional(about(latency, 'Measures the only request `samples` times, when no other probe runs.')),
}).check(
  z.describe('One HTTP request, or a flow of them.'),
  needsOneOf('url', 'steps'),
  ...['url', 'latency', ...Object.keys(requestFields)].map(key => notTogether('steps', key)),
  notTogether('form', 'json', 'body'),
  percentileNeedsSamples,
)

const borrowed = (steps: unknown): readonly Borrowed[] => {
  if (!Array.isArray(steps)) return []
  return steps.flatMap((step: {readonly connection?: string}, index) =>
    step.connection === undefined
      ? []
      : [{path: ['steps', index, 'connection'], probe: step.connection, type: 'postgres'}],
  )
}

export const http: Check = {
  defaults: options => ({
    timeout: options.latency === undefined ? 10_000 : 60_000,
    every: options.steps === undefined && options.latency === undefined ? 15_000 : 60_000,
    ...(options.latency === undefined ? {} : {samples: SAMPLES_FOR_A_PERCENTILE}),
  }),
  borrows: options => {
    const first = options['begin-with']
    const login = typeof first === 'string' ? [{path: ['begin-with'], probe: first, type: 'http'}] : []
    return [...login, ...borrowed(options.steps)]
  },
}
