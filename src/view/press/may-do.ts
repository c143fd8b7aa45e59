import {decide} from '#src/session/decide.ts'
import type {Intent} from '#src/session/intents.ts'
import type {Refusal} from '#src/session/verdict.ts'
import {safe} from '#src/text/safe.ts'
import type {KeyDesk} from '#src/view/press.ts'

/** Stands for the words that the operator has not typed yet, where only the rest is asked about. */
export const someReason = 'x'

const nobody = {at: '', by: ''}

/** Why this could not become a fact just now, whatever words went with it; null: nothing stands in the way. */
export const mayDo = ({situation, halted}: KeyDesk, intent: Intent): Refusal | null => {
  if (halted !== null) return {code: 'journal-halted', why: safe(halted)}
  const verdict = decide(situation, intent, nobody)
  return verdict.ok ? null : verdict.refusal
}
