import type {LineTexts} from '#src/i18n/en/lines.ts'
import type {SessionOutcome} from '#src/session/events.ts'
import type {Safe} from '#src/text/safe.ts'

/** How a session stands, in the operator's words. */
export const outcomeWord = (lines: LineTexts, outcome: SessionOutcome): Safe => {
  switch (outcome) {
    case 'complete':
      return lines['outcome-complete']()
    case 'complete with overrides':
      return lines['outcome-overrides']()
    case 'complete except deferred':
      return lines['outcome-deferred']()
    case 'open':
      return lines['outcome-open']()
    case 'aborted':
      return lines['outcome-aborted']()
  }
}
