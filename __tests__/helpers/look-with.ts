import {en} from '#src/i18n/en.ts'
import {createDeadline} from '#src/net/deadline.ts'
import type {Driver, Finding, Look, ResolvedOptions} from '#src/probes/driver.ts'
import {probesOf} from './vantage.ts'

/** The options of one probe written as in a probes file, with its schema's defaults. */
export const optionsOf = (text: string): ResolvedOptions => {
  const spec = probesOf(`probes:\n  it: ${text}\n`).it
  if (spec === undefined) throw new Error('no probe')
  return spec.options
}

/** One look of a driver with the options as they stand in a probes file. */
export const lookWith = async (
  driver: Driver,
  text: string,
  more: Partial<Look> & {readonly limit?: number} = {},
): Promise<Finding> => {
  const deadline = createDeadline(more.limit ?? 10_000)
  try {
    return await driver({
      probe: 'it',
      options: optionsOf(text),
      purpose: 'look',
      samples: 1,
      effects: false,
      deadline,
      texts: en,
      cwd: process.cwd(),
      env: {PATH: process.env.PATH ?? ''},
      baseline: null,
      since: null,
      borrowed: () => ({}),
      now: () => new Date(),
      ...more,
    })
  } finally {
    deadline.end()
  }
}
