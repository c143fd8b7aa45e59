import type {Texts} from '#src/i18n/texts.ts'
import type {EventOf, ExitFact, SessionOutcome, TargetHolder} from '#src/session/events.ts'
import {holderFacts} from '#src/session/holder-facts.ts'
import {formatDuration} from '#src/text/duration.ts'
import {type Safe, safe} from '#src/text/safe.ts'

type Words = Pick<Texts, 'lines' | 'runs' | 'language'>

/** How a command ended, in figures. */
export const exitWords = (
  {lines, language}: Pick<Words, 'lines' | 'language'>,
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

/** Who is at work on a target; null: nobody who said so. */
export const holderWords = ({runs}: Pick<Words, 'runs'>, by: TargetHolder | null): Safe =>
  by === null ? runs['holder-unknown']() : runs.holder(holderFacts(by))

/** Why a command was not started, which is as certain as its end would be. */
export const notStartedWords = (
  {lines, runs}: Pick<Words, 'lines' | 'runs'>,
  {why, heldBy}: Pick<EventOf<'command-not-started'>, 'why' | 'heldBy'>,
): Safe => {
  switch (why) {
    case 'target-held':
      return runs['not-started-held']({holder: holderWords({runs}, heldBy ?? null)})
    case 'script-changed':
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
