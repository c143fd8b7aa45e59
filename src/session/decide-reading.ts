import {itemsByProbe, sectionOf} from '#src/runbook/walk.ts'
import type {Situation} from './decide.ts'
import type {SessionEvent} from './events.ts'
import type {Intent, Stamp} from './intents.ts'
import {needsFinishedSeq, unmetNeeds} from './needs.ts'
import type {Reading} from './reading.ts'
import {recordOf} from './state.ts'
import {accept, type Verdict} from './verdict.ts'

/**
 * A reading becomes an event for each item whose outcome or reason it changes. A look that began before the needs of the
 * item's section were finished is a preview: it is shown, and becomes nothing.
 */
export const decideReading = (
  {runbook, session}: Situation,
  intent: Extract<Intent, {type: 'reading'}>,
  stamp: Stamp,
): Verdict => {
  const events: SessionEvent[] = []
  for (const item of itemsByProbe(runbook, intent.reading.probe)) {
    const section = sectionOf(runbook, item.id)
    if (section === null || unmetNeeds(runbook, session, section.id).length > 0) continue
    if (intent.beganSeq < needsFinishedSeq(runbook, session, section.id)) continue
    const known = recordOf(session, item.id).sensed
    if (known === null || isNews(known, intent.reading)) {
      events.push({...stamp, type: 'sensed', item: item.id, reading: intent.reading})
    }
  }
  return accept(...events)
}

const isNews = (known: Reading, reading: Reading): boolean =>
  known.outcome !== reading.outcome || known.reason !== reading.reason || known.warning !== reading.warning
