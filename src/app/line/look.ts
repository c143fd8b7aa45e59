import {commandDirectory} from '#src/app/attempt-files.ts'
import {clockTime} from '#src/app/clock-time.ts'
import {tailLines} from '#src/app/tail-lines.ts'
import {findItem, findSection, probeOf, withDescendants} from '#src/runbook/walk.ts'
import {nextOpen, walkOrder} from '#src/session/cursor.ts'
import {type Attempt, attemptOf, messagesAt, recordOf} from '#src/session/state.ts'
import {type Safe, safe} from '#src/text/safe.ts'
import {say} from '#src/text/say.ts'
import type {Desk} from './desk.ts'
import {itemLine, sectionLine} from './item-lines.ts'
import {messageLines} from './message-lines.ts'
import {showContacts} from './people.ts'
import {contextLines} from './show.ts'

/** All sections and items with what they are now. */
export const showList = (desk: Desk): void => {
  for (const section of desk.open.store.state().runbook.sections) {
    desk.print(sectionLine(section, desk.texts))
    for (const item of section.items) desk.print(say`  ${itemLine(desk.open, item, desk.texts)}`)
  }
}

export const showHelp = (desk: Desk): void => {
  const {lines} = desk.texts
  const helps = Object.entries(lines).filter(([name]) => name.startsWith('help-'))
  for (const [, line] of helps) desk.print((line as () => Safe)())
}

/** To the next item that wants the operator. */
export const moveOn = (desk: Desk): void => {
  const {runbook, session} = desk.open.store.state()
  const next = nextOpen(runbook, session, desk.here)
  if (next === null) desk.print(desk.texts.lines['all-settled']())
  else desk.here = next.id
}

/** To a section or an item, by its id or its number. */
export const goTo = (desk: Desk, name: string): void => {
  const {runbook, session} = desk.open.store.state()
  const item = findItem(runbook, name)
  const section = findSection(runbook, name) ?? runbook.sections.find(each => each.number === name) ?? null
  if (item !== null) desk.here = item.id
  else if (section !== null) {
    const inside = new Set(
      withDescendants(runbook, section.id).flatMap(each => each.items.map(every => every.id)),
    )
    const first = walkOrder(runbook, session).find(each => inside.has(each.id))
    if (first === undefined) {
      desk.print(sectionLine(section, desk.texts), ...contextLines(section))
      if (section.mode === 'contacts') showContacts(desk)
    } else desk.here = first.id
  } else desk.print(desk.texts.lines['not-found']({name: safe(name)}))
}

/** Everything known of the current item. */
export const showEvidence = (desk: Desk): void => {
  const {runbook, session, live} = desk.open.store.state()
  const item = desk.here === null ? null : findItem(runbook, desk.here)
  if (item === null) return
  const {lines} = desk.texts
  const zone = session.facts?.timeZone ?? 'UTC'
  const record = recordOf(session, item.id)
  const told: Safe[] = []
  const probe = probeOf(item)
  const reading = (probe === null ? undefined : live.readings.get(probe)) ?? record.sensed
  if (reading !== null) {
    told.push(
      lines['reading-shown']({
        probe: safe(reading.probe),
        outcome: lines[`reading-${reading.outcome}`](),
        summary: safe(reading.summary),
      }),
      ...(probe === null ? [] : desk.probing.evidence(probe).map(line => say`  ${line}`)),
    )
  }
  for (const number of record.attempts) {
    const attempt = attemptOf(session, number)
    if (attempt !== null) told.push(...attemptLines(desk, attempt, zone))
  }
  for (const message of messagesAt(session, item.id)) told.push(...messageLines(desk, message, 'whole'))
  for (const note of session.notes.filter(each => each.item === item.id)) {
    const at = safe(clockTime(note.at, zone))
    told.push(lines['note-shown']({at, by: safe(note.by), text: safe(note.text)}))
  }
  desk.print(
    itemLine(desk.open, item, desk.texts),
    ...(told.length === 0 ? [lines['nothing-to-show']()] : told),
  )
}

const attemptLines = (desk: Desk, attempt: Attempt, zone: string): readonly Safe[] => {
  const {lines} = desk.texts
  const facts = {attempt: attempt.number, by: safe(attempt.by), state: lines[`phase-${attempt.phase}`]()}
  return [
    lines['attempt-shown']({...facts, at: safe(clockTime(attempt.at, zone))}),
    ...tailLines(attempt.tail, desk.texts, 40),
    lines['all-output']({path: safe(`${commandDirectory(desk.open, attempt.number)}/output.log`)}),
  ]
}
