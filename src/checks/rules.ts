import type * as z from 'zod/mini'
import type {Expected} from '#src/i18n/en/faults.ts'
import {safe} from '#src/text/safe.ts'
import {problemIssue} from './problem.ts'

/** A rule over several keys of one mapping; what it objects to becomes an issue at the key that is wrong. */
export type Rule = z.core.CheckFn<Readonly<Record<string, unknown>>>

const present = (value: Readonly<Record<string, unknown>>, keys: readonly string[]): readonly string[] =>
  keys.filter(key => value[key] !== undefined)

const named = (keys: readonly string[]) => safe(keys.join(', '))

/** One of the keys has to be there. */
export const needsOneOf =
  (...keys: readonly string[]): Rule =>
  context => {
    if (present(context.value, keys).length > 0) return
    const detail = {code: 'needs-one-of', keys: named(keys)} as const
    context.issues.push(problemIssue({problem: 'detail', detail}, context.value))
  }

/** Of the keys no two may be there; the fault stands at the second. */
export const notTogether =
  (...keys: readonly string[]): Rule =>
  context => {
    const [first, second] = present(context.value, keys)
    if (first === undefined || second === undefined) return
    const detail = {code: 'not-together', key: safe(second), other: safe(first)} as const
    context.issues.push(problemIssue({problem: 'detail', detail}, context.value, [second]))
  }

/** Where the key is there, one of the others has to be there too. */
export const needsBeside =
  (key: string, ...others: readonly string[]): Rule =>
  context => {
    if (context.value[key] === undefined || present(context.value, others).length > 0) return
    const detail = {code: 'needs-beside', key: safe(key), others: named(others)} as const
    context.issues.push(problemIssue({problem: 'detail', detail}, context.value, [key]))
  }

/** The names under one key have to be among those under another: what is compared has to be measured. */
export const namesAmong =
  (key: string, source: string): Rule =>
  context => {
    const names = Object.keys(context.value[key] ?? {})
    const known = Object.keys(context.value[source] ?? {})
    for (const name of names) {
      if (known.includes(name)) continue
      const detail = {code: 'not-among', name: safe(name), source: safe(source)} as const
      context.issues.push(problemIssue({problem: 'detail', detail}, context.value, [key, name]))
    }
  }

/** A number under the key may not be less. */
export const atLeast =
  (key: string, least: number, expected: Expected): Rule =>
  context => {
    const value = context.value[key]
    if (typeof value !== 'number' || value >= least) return
    context.issues.push(problemIssue({problem: 'expected', expected}, value, [key]))
  }
