import {TestRunner} from 'vitest'

/**
 * For a test that needs what is not here: skips it, saying why. In CI, where everything must be there, it fails instead:
 * a guarantee that was not tested must not look tested.
 */
export const cannotRun = (skip: (note: string) => void, why: string): void => {
  if (process.env.TESTS_IN_CI === 'yes') throw new Error(`cannot be tested here, and in CI it must: ${why}`)
  console.warn(`SKIPPED: ${why}`)
  const test = TestRunner.getCurrentTest()
  if (test !== undefined) test.meta.skipped = why
  skip(why)
}
