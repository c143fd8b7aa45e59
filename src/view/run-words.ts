import type {Texts} from '#src/i18n/texts.ts'
import type {EventOf, ExitFact, SessionOutcome} from '#src/session/events.ts'
import {formatDuration} from '#src/text/duration.ts'
import {type Safe, safe} from '#src/text/safe.ts'

type Words = Pick<Texts, 'lines' | 'language'>

/** How a command ended, in figures. */
export const exitWords = (
  {lines, language}: Words,
  {exitCode, signal, durationMs, cause}: Pick<ExitFact, 'exitCode' | 'signal' | 'durationMs' | 'cause'>,
): Safe => {
  const lasted = formatDuration(durationMs, language)
  if (cause === 'timeout') return lines['ended-timeout']({lasted})
  return exitCode === null
    ? lines['ended-signal']({signal: safe(signal ?? '?'), lasted})
    : lines['ended-exit']({exitCode, lasted})
}

/** Whether it ended as one would wish. */
export const endedWell = ({exitCode, cause}: Pick<ExitFact, 'exitCode' | 'cause'>): boolean =>
  exitCode === 0 && cause === null

/** Why a command was not started, which is as certain as its end would be. */
export const notStartedWords = (
  {lines}: Pick<Words, 'lines'>,
  why: EventOf<'command-not-started'>['why'],
): Safe => {
  switch (why) {
    case 'script-changed':
    case 'target-held':
    case 'cannot-start':
      return lines[`not-started-${why}`]()
    default:
      return lines['not-started']({why: safe(why)})
  }
}

/** How a section or a session stands. */
export const outcomeWord = ({lines}: Pick<Words, 'lines'>, outcome: SessionOutcome): Safe => {
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
