import type * as z from 'zod/mini'
import type {Texts} from '#src/i18n/texts.ts'
import {joinSafe, type Safe, safe} from '#src/text/safe.ts'
import {say} from '#src/text/say.ts'
import type {bodyExpectation, countExpectation, valueExpectation, valuesExpectation} from './expectation.ts'

export type ValueExpectation = z.output<typeof valueExpectation>
export type ValuesExpectation = z.output<typeof valuesExpectation>
export type BodyExpectation = z.output<typeof bodyExpectation>
export type CountExpectation = z.output<typeof countExpectation>

/** Whether something is as expected, and the words for it. */
export interface Verdict {
  readonly holds: boolean
  /** Null where it holds; `not-configured` where the expectation itself cannot be understood. */
  readonly reason: 'mismatch' | 'not-configured' | null
  readonly seen: Safe
  readonly wanted: Safe
  /** What was seen and what was expected, in one sentence. */
  readonly sentence: Safe
}

/** The verdict on one of several named values. */
export interface NamedVerdict extends Verdict {
  readonly name: Safe
}

const LONGEST_SHOWN = 120

/** Foreign text, cut to what a row can hold. */
export const shorten = (text: string, longest = LONGEST_SHOWN): Safe => {
  const start = text.slice(0, longest * 4)
  const shown = safe([...start].slice(0, longest).join(''))
  return [...start].length > longest ? say`${shown}...` : shown
}

const isMissing = (value: unknown): boolean => value === undefined || value === null

/** The text that a value is compared as: JSON where it has parts. */
const textOf = (value: unknown): string => {
  if (typeof value === 'string') return value
  if (value instanceof Date) return value.toISOString()
  return typeof value === 'object' ? (JSON.stringify(value) ?? '') : String(value)
}

// `+Inf` and `-Inf` are how Prometheus writes them.
const numberOf = (text: string): number => {
  const trimmed = text.trim()
  if (trimmed === '') return Number.NaN
  if (/^[+-]?Inf$/.test(trimmed)) return trimmed.startsWith('-') ? -Infinity : Infinity
  return Number(trimmed)
}

const verdict = (
  texts: Texts,
  judged: {readonly holds: boolean; readonly seen: Safe; readonly wanted: Safe},
): Verdict => {
  const {netSights} = texts
  return {
    ...judged,
    reason: judged.holds ? null : 'mismatch',
    sentence: judged.holds ? netSights['as-expected'](judged) : netSights['not-as-expected'](judged),
  }
}

const seenOf = (texts: Texts, value: unknown): Safe => {
  if (isMissing(value)) return texts.netSights['seen-none']()
  const text = textOf(value)
  return text === '' ? texts.netSights['seen-empty']() : shorten(text)
}

/** The parts of an expectation in words. */
const wordsOf = (texts: Texts, expectation: ValueExpectation): Safe => {
  const words = texts.netSights
  if (typeof expectation === 'string') return shorten(expectation)
  const {equals, not, contains, matches, min, max, exists} = expectation
  const oneOf = expectation['one-of']
  const parts = [
    equals === undefined ? null : shorten(equals),
    not === undefined ? null : words['want-not']({value: shorten(not)}),
    oneOf === undefined
      ? null
      : words['want-one-of']({
          values: joinSafe(
            oneOf.map(each => shorten(each)),
            ', ',
          ),
        }),
    ...(contains ?? []).map(part => words['want-contains']({value: shorten(part)})),
    matches === undefined ? null : words['want-matches']({pattern: shorten(matches)}),
    min === undefined ? null : words['want-min']({limit: safe(String(min))}),
    max === undefined ? null : words['want-max']({limit: safe(String(max))}),
    exists === false ? words['want-none']() : null,
  ].filter(part => part !== null)
  return parts.length === 0 ? words['want-some']() : joinSafe(parts, ', ')
}

const valueHolds = (expectation: ValueExpectation, value: unknown): boolean => {
  if (typeof expectation === 'string') return !isMissing(value) && textOf(value) === expectation
  if (expectation.exists === false) return isMissing(value)
  // Nothing passes because there was nothing to object to: without a value no other part holds.
  if (isMissing(value)) return false
  const {equals, not, contains, matches, min, max} = expectation
  const oneOf = expectation['one-of']
  const text = textOf(value)
  return (
    (equals === undefined || text === equals) &&
    (not === undefined || text !== not) &&
    (oneOf === undefined || oneOf.includes(text)) &&
    (contains === undefined || contains.every(part => text.includes(part))) &&
    (matches === undefined || new RegExp(matches, 'u').test(text)) &&
    (min === undefined || numberOf(text) >= min) &&
    (max === undefined || numberOf(text) <= max)
  )
}

/** Judges one value; null and undefined are no value, and without one only `exists: false` holds. */
export const judgeValue = (expectation: ValueExpectation, value: unknown, texts: Texts): Verdict =>
  verdict(texts, {
    holds: valueHolds(expectation, value),
    seen: seenOf(texts, value),
    wanted: wordsOf(texts, expectation),
  })

/** Judges values by name, in the order of the expectations; `find` gives the value of a name. */
export const judgeValues = (
  expectations: ValuesExpectation,
  find: (name: string) => unknown,
  texts: Texts,
): readonly NamedVerdict[] =>
  Object.entries(expectations).map(([name, expectation]) => ({
    name: shorten(name),
    ...judgeValue(expectation, find(name), texts),
  }))

/** Judges a longer text. What is seen is its beginning. */
export const judgeBody = (expectation: BodyExpectation, body: string, texts: Texts): Verdict => {
  const words = texts.netSights
  const parts = typeof expectation === 'string' ? {contains: [expectation]} : expectation
  const {contains = [], lacks = [], matches} = parts as Exclude<BodyExpectation, string>
  const judged: readonly (readonly [boolean, Safe])[] = [
    ...contains.map(part => [body.includes(part), words['want-contains']({value: shorten(part)})] as const),
    ...lacks.map(part => [!body.includes(part), words['want-lacks']({value: shorten(part)})] as const),
    ...(matches === undefined
      ? []
      : [[new RegExp(matches, 'u').test(body), words['want-matches']({pattern: shorten(matches)})] as const]),
  ]
  const missed = judged.filter(([holds]) => !holds)
  // An expectation without a part asks for nothing but that there is a text.
  const holds = judged.length === 0 ? body !== '' : missed.length === 0
  const named = (missed.length === 0 ? judged : missed).map(([, wanted]) => wanted)
  return verdict(texts, {
    holds,
    seen: seenOf(texts, body),
    wanted: named.length === 0 ? words['want-some']() : joinSafe(named, ', '),
  })
}

const limit = (text: string | undefined): number | null => (text === undefined ? null : Number(text))
const isLimit = (text: string | undefined): boolean => text === undefined || /^\d{1,15}$/.test(text)

/** Judges a number of things. A limit out of a variable that is no whole number is `not-configured`, not a failure. */
export const judgeCount = (expectation: CountExpectation, count: number, texts: Texts): Verdict => {
  const words = texts.netSights
  const parts = typeof expectation === 'string' ? {min: expectation, max: expectation} : expectation
  const {min, max} = parts as {readonly min?: string; readonly max?: string}
  const seen = safe(String(count))
  const wrong = [min, max].find(text => !isLimit(text))
  if (wrong !== undefined) {
    const sentence = words['no-limit']({text: shorten(wrong)})
    return {holds: false, reason: 'not-configured', seen, wanted: shorten(wrong), sentence}
  }
  const least = limit(min)
  const most = limit(max)
  const limits =
    typeof expectation === 'string'
      ? [safe(expectation)]
      : [
          least === null ? null : words['want-min']({limit: safe(String(least))}),
          most === null ? null : words['want-max']({limit: safe(String(most))}),
        ].filter(part => part !== null)
  return verdict(texts, {
    holds: (least === null || count >= least) && (most === null || count <= most),
    seen,
    wanted: limits.length === 0 ? words['want-some']() : joinSafe(limits, ', '),
  })
}
