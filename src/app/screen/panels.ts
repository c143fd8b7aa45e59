import {clockTime} from '#src/app/clock-time.ts'
import {siteContacts} from '#src/app/contacts.ts'
import type {OpenSession} from '#src/app/held-session.ts'
import {awayLines, openingNotices, resumeCue} from '#src/app/opening-lines.ts'
import type {Texts} from '#src/i18n/texts.ts'
import {clockOf} from '#src/report/clock.ts'
import {describeEvent} from '#src/report/timeline.ts'
import type {Change, SessionEvent} from '#src/session/events.ts'
import {type Safe, safe} from '#src/text/safe.ts'
import {say} from '#src/text/say.ts'
import type {ContactLines} from '#src/view/screen-input.ts'

/** How this process came by the session, and what happened to its commands while nobody was there. */
export interface Cue {
  readonly resumed: {readonly changes: readonly Change[]; readonly away: readonly SessionEvent[]} | null
  /** What else has to be known before the first item. */
  readonly notices: readonly Safe[]
}

/** What a session begins with: on resume where it was left and what has changed; always what is not ready for a real night. */
export const cueLines = (open: OpenSession, {resumed, notices}: Cue, texts: Texts): readonly Safe[] => {
  const told = [...notices, ...openingNotices(open, texts)]
  if (resumed === null) return told
  const holds = open.store.state().session.holds.length > 0
  return [
    ...resumeCue(open, resumed.changes, texts),
    ...(holds ? [texts.desk['holds-danger']()] : []),
    ...awayLines(open, resumed.away, texts),
    ...(told.length > 0 ? [safe('')] : []),
    ...told,
  ]
}

/** Every event of the session, the newest last. */
export const timelineLines = (open: OpenSession, texts: Texts): readonly Safe[] => {
  const {runbook, session} = open.store.state()
  const zone = session.facts?.timeZone ?? 'UTC'
  const clock = clockOf(zone, open.store.events()[0]?.at ?? '')
  return open.store
    .events()
    .map(
      event =>
        say`${safe(clockTime(event.at, zone))} ${safe(event.by)}: ${describeEvent(event, runbook, texts.language, clock)}`,
    )
}

/** Whom to call, each group under its name, numbered in the order of the escalation; the chosen one is marked. */
export const contactLines = (open: OpenSession, {lines, telling}: Texts, chosen: number): ContactLines => {
  const contacts = siteContacts(open)
  if (contacts.length === 0) return {lines: [lines['no-contacts']()], at: 0}
  const zone = open.store.state().session.facts?.timeZone ?? 'UTC'
  const told: Safe[] = []
  let group: Safe | null = null
  let at = 0
  for (const [index, contact] of contacts.entries()) {
    if (contact.group !== group) {
      if (group !== null) told.push(safe(''))
      told.push(contact.group)
    }
    group = contact.group
    if (index === chosen) at = told.length
    const {name, value, unset, tried} = contact
    const placeholder = unset ? say` ${lines['contact-unset']()}` : say``
    const call =
      tried === null
        ? say``
        : say` · ${telling[`contact-${tried.result}`]({at: safe(clockTime(tried.at, zone)), by: safe(tried.by)})}`
    const line = telling['contact-line']({number: index + 1, name, value})
    told.push(say`${index === chosen ? safe('> ') : safe('  ')}${line}${placeholder}${call}`)
  }
  return {lines: [...told, safe(''), telling['contact-keys']()], at}
}
