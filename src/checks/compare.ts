import type * as z from 'zod/mini'
import {type Safe, safe} from '#src/text/safe.ts'
import {say} from '#src/text/say.ts'
import type {comparison} from './expectation.ts'

export type Comparison = z.output<typeof comparison>
export type Comparable = string | number | boolean | null

/** How a value stands to the one from before. */
export interface Compared {
  /** `no-before`: the baseline holds nothing that it could be compared with. */
  readonly verdict: 'holds' | 'broken' | 'no-before'
  /** It became less where some loss is allowed: to be said as a warning. */
  readonly lost: boolean
  /** After minus before; null where either is no number. */
  readonly difference: number | null
  /** Before → after (difference, share of before), the same in every language: "120 → 118 (-2, -1.66%)". */
  readonly shown: Safe
}

const LONGEST_SHOWN = 80

const numberIn = (value: Comparable): number | null => {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  if (typeof value !== 'string' || !/^-?\d+(\.\d+)?$/.test(value)) return null
  const number = Number(value)
  // Beyond what a double holds exactly, two different numbers would look alike.
  return Math.abs(number) <= Number.MAX_SAFE_INTEGER ? number : null
}

const shownValue = (value: Comparable | undefined): Safe => {
  if (value === undefined || value === null) return safe('?')
  const text = String(value)
  return safe(text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text)
}

const signed = (value: number): string => (value > 0 ? `+${value}` : String(value))

/** Without what binary fractions add: 0.3 - 0.1 is 0.2. */
const minus = (after: number, before: number): number => Number((after - before).toPrecision(15))

const shareOf = (difference: number, before: number): string => {
  if (before === 0 || difference === 0) return ''
  return `, ${signed(Math.trunc((difference / Math.abs(before)) * 10_000) / 100)}%`
}

const show = (before: Comparable | undefined, after: Comparable, difference: number | null): Safe => {
  const values = say`${shownValue(before)} → ${shownValue(after)}`
  if (difference === null || before === undefined) return values
  const share = shareOf(difference, numberIn(before) ?? 0)
  return say`${values} (${safe(difference === 0 ? '±0' : signed(difference) + share)})`
}

/** An amount as it is written, a number or a share of the value before. */
const amountOf = (written: string, before: number): number =>
  written.endsWith('%') ? (Math.abs(before) * Number(written.slice(0, -1))) / 100 : Number(written)

const alike = (before: Comparable, after: Comparable): boolean => {
  const [was, is] = [numberIn(before), numberIn(after)]
  return was !== null && is !== null ? was === is : String(before) === String(after)
}

const keepsLimits = (
  rule: Exclude<Comparison, 'same' | 'changed' | 'any'>,
  change: number,
  before: number,
) => {
  if (rule === 'not-less') return change >= 0
  if (rule === 'not-more') return change <= 0
  // Of an amount that is a share, binary fractions must not decide.
  const slack = Math.abs(before) * 1e-12
  if (rule.lose !== undefined && -change > amountOf(rule.lose, before) + slack) return false
  return rule.gain === undefined || change <= amountOf(rule.gain, before) + slack
}

/**
 * Compares a value with the one that the baseline holds (undefined: none). `any` holds whatever came after; what should
 * be a number and is none any more is broken. Never throws.
 */
export const compareWithBefore = (
  rule: Comparison,
  before: Comparable | undefined,
  after: Comparable,
): Compared => {
  const was = before === undefined ? null : numberIn(before)
  const is = numberIn(after)
  const difference = was === null || is === null ? null : minus(is, was)
  const verdict = (holds: boolean | null, lost = false): Compared => ({
    verdict: holds === null ? 'no-before' : holds ? 'holds' : 'broken',
    lost,
    difference,
    shown: show(before, after, difference),
  })
  if (before === undefined) return verdict(null)
  if (rule === 'any') return verdict(true)
  if (rule === 'same') return verdict(alike(before, after))
  if (rule === 'changed') return verdict(!alike(before, after))
  if (was === null) return verdict(null)
  if (difference === null) return verdict(false)
  const holds = keepsLimits(rule, difference, was)
  return verdict(holds, holds && difference < 0 && typeof rule === 'object' && rule.lose !== undefined)
}
