import type {ExitFact, SessionOutcome} from '#src/session/events.ts'
import type {Outcome, Reading} from '#src/session/reading.ts'
import {joinSafe, type Safe, safe} from '#src/text/safe.ts'
import type {ReportWords} from './texts.ts'

export const outcomeWord = ({report}: ReportWords, outcome: SessionOutcome): Safe => {
  switch (outcome) {
    case 'complete':
      return report['outcome-complete']
    case 'complete with overrides':
      return report['outcome-overrides']
    case 'complete except deferred':
      return report['outcome-deferred']
    case 'open':
      return report['outcome-open']
    case 'aborted':
      return report['outcome-aborted']
  }
}

const lookWord = ({report}: ReportWords, outcome: Outcome): Safe => {
  switch (outcome) {
    case 'pass':
      return report['outcome-pass']
    case 'fail':
      return report['outcome-fail']
    case 'unknown':
      return report['outcome-no-look']
  }
}

/** "FAIL (timed out)": what a look came to, and the reason where there is one. */
export const readingWord = (words: ReportWords, {outcome, reason}: Reading): Safe => {
  const word = lookWord(words, outcome)
  return reason === null ? word : safe(`${word} (${words.report[`reason-${reason}`]})`)
}

/** What a reading says beside its outcome, as far as it says anything. */
export const readingDetails = ({report}: ReportWords, reading: Reading): readonly Safe[] =>
  [
    safe(reading.summary),
    reading.warning === null ? safe('') : report.warning({text: safe(reading.warning)}),
    // A reading that is blocked names the cause in its summary.
    reading.blockedBy === null || reading.summary !== ''
      ? safe('')
      : report['blocked-by']({probe: safe(reading.blockedBy)}),
  ].filter(part => part !== '')

/** How a command ended: its exit code or signal, and why it was ended or not run. */
export const exitWords = ({report}: ReportWords, exit: ExitFact): Safe => {
  const end =
    exit.signal !== null
      ? report['exit-signal']({signal: safe(exit.signal)})
      : exit.exitCode !== null
        ? report['exit-code']({code: exit.exitCode})
        : report['exit-none']
  if (exit.cause === null) return end
  const cause = report[`cause-${exit.cause}`]
  return exit.exitCode === null && exit.signal === null ? cause : joinSafe([end, cause], ', ')
}
