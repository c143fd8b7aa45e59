import * as z from 'zod/mini'
import type {Expected} from '#src/i18n/en/faults.ts'
import {parseDuration} from '#src/text/duration.ts'
import {safe} from '#src/text/safe.ts'
import {type Problem, problemIssue} from './problem.ts'
import {parseTemplate, variablesIn} from './template.ts'

/** What an editor may see in the same place: it reads YAML with numbers and booleans, we read text. */
type EditorSchema = Readonly<Record<string, unknown>>

const DAY = 86_400_000
const MOST_DAYS = 36_500
const idForm = /^[a-z0-9][a-z0-9._-]{0,99}$/
const variableForm = /^[A-Za-z_][A-Za-z0-9_]{0,127}$/

const scalar = <T>(read: (text: string) => T | Problem, editor: EditorSchema) =>
  z
    .pipe(
      z.string(),
      z.transform((text: string, context): T => {
        const value = read(text)
        if (typeof value !== 'object' || value === null || !('problem' in value)) return value
        context.issues.push(problemIssue(value, text))
        return z.NEVER
      }),
    )
    .check(z.meta(editor))

const expected = (what: Expected): Problem => ({problem: 'expected', expected: what})

/** The schema with a description, for the published JSON Schema. */
export const about = <T extends z.ZodMiniType>(schema: T, description: string): T =>
  schema.check(z.describe(description))

/** A mapping of exactly these keys; an unknown one is reported together with the keys known here. */
export const fields = <const Shape extends z.core.$ZodShape>(shape: Shape) =>
  z.strictObject(shape, {
    error: issue => (issue.code === 'unrecognized_keys' ? Object.keys(shape).join(', ') : undefined),
  })

/** `true` or `false`, and nothing else that YAML 1.1 once took for one. */
export const flag = scalar<boolean>(
  text => (text === 'true' ? true : text === 'false' ? false : expected('boolean')),
  {type: 'boolean'},
)

/** A whole number within limits. */
export const integer = (from: number, to: number) =>
  scalar<number>(
    text => {
      if (!/^-?\d{1,15}$/.test(text)) return expected('integer')
      const value = Number(text)
      if (value >= from && value <= to) return value
      return {problem: 'detail', detail: {code: 'out-of-range', from, to}}
    },
    {type: 'integer', minimum: from, maximum: to},
  )

/** A number that may have a decimal point, such as a metric's value. */
export const decimal = scalar<number>(
  text => (/^-?\d{1,15}(\.\d{1,15})?$/.test(text) ? Number(text) : expected('number')),
  {type: 'number'},
)

/** A day of the calendar, YYYY-MM-DD. */
export const isoDate = scalar<string>(
  text => {
    const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(text) : Number.NaN
    // February 30 parses, as another day.
    return Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== text ? expected('date') : text
  },
  {type: 'string', format: 'date'},
)

/** Milliseconds, written as `500ms`, `5s`, `2m`; never zero. */
export const duration = scalar<number>(text => parseDuration(text) || expected('duration'), {
  type: 'string',
  pattern: '^(\\d+h)?(\\d+m)?(\\d+s)?(\\d+ms)?$',
})

/** Milliseconds, written in whole days, `14d`, or as a duration: for limits that are beyond any timer. */
export const days = scalar<number>(
  text => {
    const count = /^(\d{1,5})d$/.exec(text)?.[1]
    if (count === undefined) return parseDuration(text) || expected('days')
    return Number(count) >= 1 && Number(count) <= MOST_DAYS ? Number(count) * DAY : expected('days')
  },
  {type: 'string', pattern: '^(\\d+d|(\\d+h)?(\\d+m)?(\\d+s)?(\\d+ms)?)$'},
)

/** The name of an item, section, probe, input or contact. */
export const id = scalar<string>(text => (idForm.test(text) ? text : expected('id')), {
  type: 'string',
  pattern: idForm.source,
})

/** The name of an environment variable. */
export const variableName = scalar<string>(
  text => (variableForm.test(text) ? text : expected('variable-name')),
  {
    type: 'string',
    pattern: variableForm.source,
  },
)

/** Whether a variable seems to be meant where none is filled in: then it would be asked for literally. */
const hasVariables = (value: string): boolean => variablesIn(value).length > 0

const inputForm = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,99}$/

/** The name of an input: its own, or that of the environment variable it fills. */
export const inputName = scalar<string>(text => (inputForm.test(text) ? text : expected('input-name')), {
  type: 'string',
  pattern: inputForm.source,
})

/** A text that is not empty and in which no variable is filled in. */
export const text = scalar<string>(
  value => {
    if (value.trim() === '') return expected('not-empty')
    return hasVariables(value) ? expected('no-variables') : value
  },
  {
    type: ['string', 'number', 'boolean'],
  },
)

const isTemplate = (value: string): boolean => parseTemplate(value) !== null

/** A text with `${NAME}` and `${NAME:-default}`, which may be empty; it stays unresolved. */
export const template = scalar<string>(value => (isTemplate(value) ? value : expected('template')), {
  type: ['string', 'number', 'boolean'],
})

/** A whole number that may come from a variable; it stays text until that has a value. */
export const integerTemplate = scalar<string>(
  value => {
    if (/^\d{1,15}$/.test(value)) return value
    const parts = parseTemplate(value)
    if (parts === null) return expected('template')
    return parts.some(part => part.kind === 'variable') ? value : expected('integer')
  },
  {type: ['integer', 'string']},
)

const groupsOf = (source: string): number | null => {
  try {
    new RegExp(source, 'u')
    // An empty alternative always matches, and the match has a place for every group.
    return (new RegExp(`${source}|`, 'u').exec('')?.length ?? 1) - 1
  } catch {
    return null
  }
}

const badPattern = (source: string): Problem => ({
  problem: 'detail',
  detail: {code: 'bad-pattern', pattern: safe(source.slice(0, 80))},
})

/** The source of a regular expression in JavaScript's notation with the flag `u`. */
export const pattern = scalar<string>(
  source => {
    if (source === '') return expected('not-empty')
    if (groupsOf(source) === null) return badPattern(source)
    return hasVariables(source) ? expected('no-variables') : source
  },
  {type: 'string', format: 'regex'},
)

/** A pattern with a group: what the first group matches is taken. */
export const capturingPattern = scalar<string>(
  source => {
    const groups = groupsOf(source)
    if (groups === null) return badPattern(source)
    if (groups === 0) return expected('capturing-pattern')
    return hasVariables(source) ? expected('no-variables') : source
  },
  {type: 'string', format: 'regex'},
)

/** A list that has at least one entry. */
export const listOf = <T extends z.ZodMiniType>(entry: T) =>
  z.array(entry).check(context => {
    if (context.value.length > 0) return
    context.issues.push(problemIssue(expected('not-empty-list'), context.value))
  })

/** A list, for which a single entry may stand by itself. */
export const oneOrMore = <T extends z.ZodMiniType<unknown, string>>(entry: T) =>
  z.union([
    z.pipe(
      entry,
      z.transform((value: z.output<T>) => [value]),
    ),
    listOf(entry),
  ])

/** Ids, as a list or a single one. */
export const ids = oneOrMore(id)
