import type {Texts} from '#src/i18n/texts.ts'
import type {Reading} from '#src/session/reading.ts'
import {formatDuration} from '#src/text/duration.ts'
import {type Safe, safe} from '#src/text/safe.ts'
import type {Step} from './streaks.ts'

/** What is shown of a look: of one that does not count yet, how far it is. It is neither passed nor failed. */
export const shownReading = (step: Step, reading: Reading, texts: Texts): Reading => {
  const {probing, language} = texts
  const summary = safe(reading.summary)
  const soFar = (text: Safe): Reading => ({...reading, outcome: 'unknown', reason: 'no-data', summary: text})
  switch (step.kind) {
    case 'counts':
      return reading
    case 'waiting':
      return soFar(probing['still-waiting']({summary, left: formatDuration(step.left, language)}))
    case 'passing':
      return soFar(probing['passes-in-a-row']({passes: step.have, of: step.of, summary}))
    case 'failing':
      return soFar(probing['fails-in-a-row']({fails: step.have, of: step.of, summary}))
  }
}
