import {TestRunner} from 'vitest'

declare module 'vitest' {
  interface TaskMeta {
    /** How often the test attacked what it holds. */
    tries?: number
    /** Why the test could not run here. */
    skipped?: string
  }
}

const isFull = process.env.ROLLCALL_TRIES === 'full'

/** How often a test is to attack: `npm run promises` wants the full count, every day's suite the short one. */
export const tries = (short: number, full: number): number => (isFull ? full : short)

/** Notes with the running test that it has attacked so often; `npm run promises` counts them. */
export const tried = (count: number): void => {
  const test = TestRunner.getCurrentTest()
  if (test !== undefined) test.meta.tries = (test.meta.tries ?? 0) + count
}
