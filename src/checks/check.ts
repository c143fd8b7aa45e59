import * as z from 'zod/mini'
import {safe} from '#src/text/safe.ts'
import {problemIssue} from './problem.ts'
import type {Rule} from './rules.ts'
import {about, duration, fields, flag, ids, integer, variableName} from './scalars.ts'

const MOST_SAMPLES = 1000

/** `never` is an interval too: the probe runs when it is asked. */
const interval = z.union([
  z.pipe(
    z.literal('never'),
    z.transform(() => null),
  ),
  duration,
])

/** What every probe can say of itself, whatever its type. */
const commonFields = {
  timeout: z.optional(about(duration, 'The deadline over everything that the probe does.')),
  every: z.optional(about(interval, 'How often it looks again; never: only when asked.')),
  passes: z.optional(about(integer(1, 100), 'How many passes in a row make a pass. Default 1.')),
  fails: z.optional(about(integer(1, 100), 'How many failures in a row make a failure. Default 1.')),
  samples: z.optional(about(integer(1, MOST_SAMPLES), 'How often one look measures. Default 1.')),
  needs: z.optional(
    about(ids, 'Probes without which this one makes no sense: it is blocked while they do not pass.'),
  ),
  effects: z.optional(
    about(
      z.union([
        flag,
        fields({with: about(variableName, 'It has effects only where this variable has a value.')}),
      ]),
      'The look itself changes something: it runs once for each confirmation and is never repeated by itself.',
    ),
  ),
}

/** What is true of a probe where its file does not say otherwise. Durations in milliseconds. */
export interface CheckDefaults {
  readonly timeout: number
  readonly every: number | null
  readonly samples?: number
}

/** Another probe whose settings this one borrows, and where it says so. */
export interface Borrowed {
  readonly path: readonly (string | number)[]
  readonly probe: string
  readonly type: string
}

type Options = Readonly<Record<string, unknown>>

const repeated = ['every', 'passes', 'fails', 'samples'] as const

/** What has effects runs once, so nothing about it can be repeated. */
export const effectsOnce: Rule = context => {
  const {effects} = context.value
  if (effects === undefined || effects === false) return
  for (const key of repeated) {
    const value = context.value[key]
    if (value === undefined || value === null || value === 1) continue
    const detail = {code: 'effects-once', key: safe(key)} as const
    context.issues.push(problemIssue({problem: 'detail', detail}, value, [key]))
  }
}

/** A probe type: `schema` reads a whole entry of the probes file, common keys included. */
export interface Check {
  readonly defaults: (options: Options) => CheckDefaults
  /** Empty for most. */
  readonly borrows?: (options: Options) => readonly Borrowed[]
}

/** The entry of one probe type: its name, the common keys, its own. */
export const probeFields = <const Type extends string, const Shape extends z.core.$ZodShape>(
  type: Type,
  shape: Shape,
) => fields({type: z.literal(type), ...commonFields, ...shape})

/** The keys of an entry that are not options of its type. */
export const commonKeys: readonly string[] = ['type', ...Object.keys(commonFields)]
