/** Numbers that look random and are the same for the same seed. */
export interface Chance {
  /** From 0 up to but not including the limit. */
  readonly below: (limit: number) => number
  readonly oneOf: <T>(choices: readonly [T, ...T[]]) => T
  readonly isHit: (probability: number) => boolean
}

/** Mulberry32. */
export const createChance = (seed: number): Chance => {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = state
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  return {
    below: limit => next() * limit,
    oneOf: choices => choices[Math.floor(next() * choices.length)] ?? choices[0],
    isHit: probability => next() < probability,
  }
}
