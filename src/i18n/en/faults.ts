import type {Safe} from '#src/text/safe.ts'
import {say} from '#src/text/say.ts'

const meant = (suggestion: Safe | null): Safe =>
  suggestion === null ? say`` : say` Did you mean "${suggestion}"?`

/** Faults of a runbook or a probes file: what is wrong, what was expected, what to do. File, line and column are put before it. */
export const faults = {
  'unknown-key': (f: {key: Safe; known: Safe; suggestion: Safe | null}) =>
    say`unknown key "${f.key}".${meant(f.suggestion)} Known here: ${f.known}.`,
}

export type FaultTexts = typeof faults
