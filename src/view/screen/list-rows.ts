import type {Runbook, Section} from '#src/runbook/types.ts'
import {findSection} from '#src/runbook/walk.ts'
import {sectionMet} from '#src/session/cursor.ts'
import type {Session} from '#src/session/state.ts'
import type {Here} from '#src/view/here.ts'
import {walkRows} from '#src/view/walk-rows.ts'

/** A row of the list: a section's heading, or something that the cursor can stand at. */
export type Row =
  | {readonly kind: 'heading'; readonly section: Section}
  | {readonly kind: 'here'; readonly here: Here}

const known = new WeakMap<Session, {readonly runbook: Runbook; readonly rows: readonly Row[]}>()

/** All rows of the list, made once a session state: a frame then costs what it shows. */
export const rowsOf = (runbook: Runbook, session: Session): readonly Row[] => {
  const before = known.get(session)
  if (before?.runbook === runbook) return before.rows
  const rows: Row[] = []
  let entered: readonly Section[] = []
  for (const here of walkRows(runbook, session)) {
    const section = sectionOfHere(runbook, session, here)
    const path = pathTo(runbook, section)
    for (const each of path) if (!entered.includes(each)) rows.push({kind: 'heading', section: each})
    entered = path
    rows.push({kind: 'here', here})
  }
  known.set(session, {runbook, rows})
  return rows
}

/** The section that the cursor is in; the close-out is in none. */
export const sectionOfHere = (runbook: Runbook, session: Session, here: Here): Section | null => {
  switch (here.kind) {
    case 'item':
      return sectionMet(runbook, session, here.item)
    case 'decision':
      return findSection(runbook, here.section)
    case 'close-out':
      return null
  }
}

/** The section with those it is nested in, the outermost first. */
const pathTo = (runbook: Runbook, section: Section | null): readonly Section[] => {
  if (section === null) return []
  const parent = section.parent === null ? null : findSection(runbook, section.parent)
  return [...pathTo(runbook, parent), section]
}

export const isSameHere = (a: Here, b: Here): boolean =>
  a.kind === b.kind &&
  (a.kind === 'item' && b.kind === 'item'
    ? a.item === b.item
    : a.kind === 'decision' && b.kind === 'decision'
      ? a.section === b.section
      : true)
