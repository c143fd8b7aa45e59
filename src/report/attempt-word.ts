import type {Attempt} from '#src/session/state.ts'
import {type Safe, safe} from '#src/text/safe.ts'
import type {Account} from './account.ts'
import {exitWords} from './outcome-words.ts'

/** How far an attempt came, in a few words. */
export const attemptWord = ({words}: Account, attempt: Attempt): Safe => {
  const {report} = words
  switch (attempt.phase) {
    case 'intended':
      return report.intended
    case 'running':
      return report.running
    case 'ended':
      return attempt.exit === null ? report['exit-none'] : exitWords(words, attempt.exit)
    case 'not-started':
      return report['not-started']({why: safe(attempt.why)})
    case 'unknown':
      return report['outcome-unknown']
    case 'asserted':
      return report[`answer-${attempt.asserted?.answer ?? 'later'}`]
  }
}
