import {say} from '#src/text/say.ts'

/** What the loop of probes and `check` say. */
export const probing = {
  'time-over': () => say`no answer in time`,
}

export type ProbingTexts = typeof probing
