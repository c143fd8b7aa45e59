import type {Reading} from '#src/session/reading.ts'

/** How a probe's looks have gone so far. Times in milliseconds of one clock, whichever. */
export interface Streak {
  readonly passes: number
  readonly fails: number
  /** When trying began; `within` counts from here. */
  readonly since: number
  /** A pass or a failure has counted since then: waiting is over, and a failure now is a loss or goes on. */
  readonly decided: boolean
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

export const newStreak = (since: number, decided = false): Streak => ({passes: 0, fails: 0, since, decided})

/**
 * One more look. A pass counts when `passes` came in a row, a failure when `fails` did; before either has counted a failure
 * is a wait for as long as `within` says. What could not be looked at counts at once and breaks both rows: it is neither.
 */
export const advance = (streak: Streak, reading: Reading, asked: Asked, now: number): Step => {
  switch (reading.outcome) {
    case 'unknown':
      return {kind: 'counts', streak: {...streak, passes: 0, fails: 0}}
    case 'pass': {
      const passes = streak.passes + 1
      const next = {...streak, passes, fails: 0}
      if (passes >= asked.passes) return {kind: 'counts', streak: {...next, decided: true}}
      return {kind: 'passing', streak: next, have: passes, of: asked.passes}
    }
    case 'fail': {
      const fails = streak.fails + 1
      const next = {...streak, passes: 0, fails}
      const left = asked.within === null || streak.decided ? 0 : streak.since + asked.within - now
      if (left > 0) return {kind: 'waiting', streak: next, left}
      if (fails < asked.fails) return {kind: 'failing', streak: next, have: fails, of: asked.fails}
      return {kind: 'counts', streak: {...next, decided: true}}
    }
  }
}
