import type {CodeOf} from '#src/i18n/code.ts'
import type {RefusalTexts} from '#src/i18n/en/refusals.ts'
import type {SessionEvent} from './events.ts'

/** Why not, as a code with its facts. */
export type Refusal = CodeOf<RefusalTexts>

export type Verdict =
  | {readonly ok: true; readonly events: readonly SessionEvent[]}
  | {readonly ok: false; readonly refusal: Refusal}

export const accept = (...events: readonly SessionEvent[]): Verdict => ({ok: true, events})
export const refuse = (refusal: Refusal): Verdict => ({ok: false, refusal})

/** Whether somebody wrote something; white space is no reason. */
export const isBlank = (text: string): boolean => text.trim() === ''
