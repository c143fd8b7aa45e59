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

/** Whom to call, each group under its name. */
export const contactLines = (open: OpenSession, {lines}: Texts): readonly Safe[] => {
  const contacts = siteContacts(open)
  if (contacts.length === 0) return [lines['no-contacts']()]
  let group: Safe | null = null
  return contacts.flatMap(contact => {
    const heading = contact.group === group ? [] : [...(group === null ? [] : [safe('')]), contact.group]
    group = contact.group
    const unset = contact.unset ? say` ${lines['contact-unset']()}` : say``
    return [...heading, say`  ${contact.name}: ${contact.value}${unset}`]
  })
}
