import {onTestFinished} from 'vitest'
import {type ProbeFields, probeSchema} from '#src/checks/types.ts'
import {en} from '#src/i18n/en.ts'
import {createDeadline} from '#src/net/deadline.ts'
import type {Driver, Finding, Look, ProbeValues, ResolvedOptions} from '#src/probes/driver.ts'

type Written = Readonly<Record<string, unknown>>

/** An entry as its schema reads it, from YAML's text values. */
export const optionsOf = (entry: Written): ResolvedOptions => {
  const written = JSON.parse(
    JSON.stringify(entry, (_, value) => (typeof value === 'number' ? String(value) : value)),
  ) as Written
  return probeSchema.parse(written) as ProbeFields as unknown as ResolvedOptions
}

export interface LookedWith extends Partial<Omit<Look, 'options' | 'deadline' | 'baseline' | 'borrowed'>> {
  /** Milliseconds. */
  readonly limit?: number
  readonly baseline?: ProbeValues | null
  /** Entries of other probes by name. */
  readonly others?: Readonly<Record<string, Written>>
}

/** One look at a real server with an entry of the probes file. */
export const lookWith = async (driver: Driver, entry: Written, more: LookedWith = {}): Promise<Finding> => {
  const {limit = 5_000, others = {}, ...rest} = more
  const deadline = createDeadline(limit)
  onTestFinished(() => deadline.end())
  const finding = await driver({
    probe: 'tested',
    options: optionsOf(entry),
    purpose: 'look',
    samples: 1,
    effects: false,
    deadline,
    texts: en,
    cwd: process.cwd(),
    env: {},
    baseline: null,
    since: null,
    borrowed: name => optionsOf(others[name] ?? {}),
    now: () => new Date(),
    ...rest,
  })
  deadline.end()
  return finding
}
