import type {Item, Runbook, SectionId} from '#src/runbook/types.ts'
import {sectionMet, walkOrder} from '#src/session/cursor.ts'
import type {Session} from '#src/session/state.ts'
import type {Here} from './here.ts'

export interface WalkSection {
  readonly id: SectionId
  readonly rows: readonly Here[]
}

interface Walk {
  readonly sections: readonly WalkSection[]
  readonly rows: readonly Here[]
}

const closeOut: Here = {kind: 'close-out'}
// A session never changes, the next fact makes a new one: its rows are made once, however many frames show them.
const walks = new WeakMap<Session, {readonly runbook: Runbook; readonly walk: Walk}>()

const walkOf = (runbook: Runbook, session: Session): Walk => {
  const known = walks.get(session)
  if (known?.runbook === runbook) return known.walk
  const met = new Map<SectionId, Item[]>()
  for (const item of walkOrder(runbook, session)) {
    const section = sectionMet(runbook, session, item.id)
    if (section === null) continue
    const items = met.get(section.id)
    if (items === undefined) met.set(section.id, [item])
    else items.push(item)
  }
  const sections = runbook.sections.map(section => ({
    id: section.id,
    rows: [
      ...(met.get(section.id) ?? []).map((item): Here => ({kind: 'item', item: item.id})),
      ...(section.mode === 'decision' ? [{kind: 'decision', section: section.id} satisfies Here] : []),
    ],
  }))
  const walk = {sections, rows: [...sections.flatMap(section => section.rows), closeOut]}
  walks.set(session, {runbook, walk})
  return walk
}

/** Where the cursor can stand, in the operator's order: items where they are met, each decision, the close-out at the end. */
export const walkRows = (runbook: Runbook, session: Session): readonly Here[] => walkOf(runbook, session).rows

/** The same rows by section, in the order of the document; a section may have none. */
export const walkSections = (runbook: Runbook, session: Session): readonly WalkSection[] =>
  walkOf(runbook, session).sections

export const sameHere = (a: Here, b: Here): boolean => {
  switch (a.kind) {
    case 'item':
      return b.kind === 'item' && a.item === b.item
    case 'decision':
      return b.kind === 'decision' && a.section === b.section
    case 'close-out':
      return b.kind === 'close-out'
  }
}
