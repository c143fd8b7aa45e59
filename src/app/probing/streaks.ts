import type {Reading} from '#src/session/reading.ts'

/** How a probe's looks have gone so far. Times in milliseconds of one clock, whichever. */
export interface Streak {
  readonly passes: number
  readonly fails: number
  /** When trying began; `within` counts from here. */
  readonly since: number
  /** What counts: the last reading that was one, after all that the row of looks asks for. */
  readonly settled: Reading | null
}

/** What a probe asks for before a look counts. */
export interface Asked {
  readonly passes: number
  readonly fails: number
  /** How long a failure is only a wait, in milliseconds; null: not at all. */
  readonly within: number | null
}

/** What one more look comes to. */
export type Step =
  /** It counts: the item changes by it. */
  | {readonly kind: 'counts'; readonly streak: Streak}
  /** So far only some in a row of those that are asked for. */
  | {
      readonly kind: 'passing' | 'failing'
      readonly streak: Streak
      readonly have: number
      readonly of: number
    }
  /** It fails, and there is time left in which it may. */
  | {readonly kind: 'waiting'; readonly streak: Streak; readonly left: number}

export const newStreak = (since: number): Streak => ({passes: 0, fails: 0, since, settled: null})

/**
 * One more look. A pass counts when `passes` came in a row, a failure when `fails` did; before the first pass a failure is
 * a wait for as long as `within` says. What could not be looked at counts at once and breaks both rows: it is neither.
 */
export const advance = (streak: Streak, reading: Reading, asked: Asked, now: number): Step => {
  switch (reading.outcome) {
    case 'unknown':
      return {kind: 'counts', streak: {...streak, passes: 0, fails: 0, settled: reading}}
    case 'pass': {
      const passes = streak.passes + 1
      const next = {...streak, passes, fails: 0}
      if (passes >= asked.passes) return {kind: 'counts', streak: {...next, settled: reading}}
      return {kind: 'passing', streak: next, have: passes, of: asked.passes}
    }
    case 'fail': {
      const fails = streak.fails + 1
      const next = {...streak, passes: 0, fails}
      const hadPassed = streak.settled?.outcome === 'pass'
      const left = asked.within === null || hadPassed ? 0 : streak.since + asked.within - now
      if (left > 0) return {kind: 'waiting', streak: next, left}
      if (fails < asked.fails) return {kind: 'failing', streak: next, have: fails, of: asked.fails}
      return {kind: 'counts', streak: {...next, settled: reading}}
    }
  }
}
