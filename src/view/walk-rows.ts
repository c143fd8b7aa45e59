import type {Item, Runbook, Section} from '#src/runbook/types.ts'
import {sectionMet, walkOrder} from '#src/session/cursor.ts'
import type {Session} from '#src/session/state.ts'
import type {Here} from './here.ts'

const known = new WeakMap<Session, {readonly runbook: Runbook; readonly rows: readonly Here[]}>()

/**
 * Everything the cursor can stand at, in the order of the walk: items where they are met, behind the criteria of a
 * decision section its decision, and last of all the close-out.
 */
export const walkRows = (runbook: Runbook, session: Session): readonly Here[] => {
  const before = known.get(session)
  if (before?.runbook === runbook) return before.rows
  const rows = rowsOf(runbook, session)
  known.set(session, {runbook, rows})
  return rows
}

const rowsOf = (runbook: Runbook, session: Session): readonly Here[] => {
  const bySection = new Map<string, Item[]>()
  for (const item of walkOrder(runbook, session)) {
    const id = sectionMet(runbook, session, item.id)?.id ?? ''
    const items = bySection.get(id)
    if (items === undefined) bySection.set(id, [item])
    else items.push(item)
  }
  return [...runbook.sections.flatMap(section => rowsIn(section, bySection.get(section.id) ?? [])), closeOut]
}

const closeOut: Here = {kind: 'close-out'}

const rowsIn = (section: Section, items: readonly Item[]): readonly Here[] => {
  const rows = items.map((item): Here => ({kind: 'item', item: item.id}))
  return section.mode === 'decision' ? [...rows, {kind: 'decision', section: section.id}] : rows
}
