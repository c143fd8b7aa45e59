import type {OpenSession} from '#src/app/held-session.ts'
import type {Runbook, Section} from '#src/runbook/types.ts'
import {findItem, sectionOf} from '#src/runbook/walk.ts'
import type {SessionEvent} from '#src/session/events.ts'
import {type ItemState, itemState} from '#src/session/item-state.ts'
import {sectionOutcome} from '#src/session/outcome.ts'
import type {Line} from '#src/view/line.ts'
import {recordChange, recordSection} from '#src/view/record-lines.ts'
import type {RecordLine} from '#src/view/screen-input.ts'
import type {ScreenStore} from './screen-store.ts'

/**
 * Lets each section flow into the scrollback when it is finished, so that what is above the screen reads as the record of
 * the night. What changes in such a section later is appended, never redrawn.
 */
export const createRecorder = (
  open: OpenSession,
  screen: ScreenStore,
  look: Parameters<typeof recordSection>[0]['look'],
): ((events: readonly SessionEvent[]) => void) => {
  const recorded = new Map<string, ItemState>()
  const finished = new Set<string>()
  let count = 0
  const state = () => open.store.state()

  const isFinished = (section: Section): boolean =>
    section.items.length > 0 && sectionOutcome(state().runbook, state().session, section) !== 'open'
  const remember = (section: Section): void => {
    finished.add(section.id)
    for (const item of section.items) {
      recorded.set(item.id, itemState(state().runbook, state().session, item))
    }
  }
  // What was finished before is in an earlier terminal's scrollback, and in the export.
  for (const section of state().runbook.sections) if (isFinished(section)) remember(section)

  const input = () => ({
    situation: state(),
    texts: screen.texts(),
    look,
    columns: screen.size().columns,
    redact: open.redact,
  })
  const add = (lines: readonly Line[]): void =>
    screen.addRecord(lines.map((line): RecordLine => ({key: `record-${count++}`, line})))

  return events => {
    const {runbook, session} = state()
    for (const event of events) {
      if (!('item' in event) || event.item === null) continue
      const before = recorded.get(event.item)
      const item = findItem(runbook, event.item)
      if (before === undefined || item === null) continue
      const now = itemState(runbook, session, item)
      if (now === before) continue
      recorded.set(item.id, now)
      add([recordChange(input(), item, {before, at: event.at})])
    }
    const touched = new Set(events.flatMap(event => sectionsTouched(runbook, event)))
    for (const section of touched) {
      if (finished.has(section.id) || !isFinished(section)) continue
      remember(section)
      add(recordSection(input(), section))
    }
  }
}

const sectionsTouched = (runbook: Runbook, event: SessionEvent): readonly Section[] => {
  // A decision rules sections out, or opens them.
  if (event.type === 'decision-made') return runbook.sections
  const section = 'item' in event && event.item !== null ? sectionOf(runbook, event.item) : null
  return section === null ? [] : [section]
}
