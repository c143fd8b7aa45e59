import {findItem, sectionOf} from '#src/runbook/walk.ts'
import {nextOpen, sectionMet} from '#src/session/cursor.ts'
import {decisionOpen} from '#src/session/outcome.ts'
import type {Here} from '#src/view/here.ts'
import type {KeyDesk} from '#src/view/press.ts'
import {walkRows} from '#src/view/walk-rows.ts'

export const sameHere = (one: Here, other: Here): boolean => {
  switch (one.kind) {
    case 'item':
      return other.kind === 'item' && other.item === one.item
    case 'decision':
      return other.kind === 'decision' && other.section === one.section
    case 'close-out':
      return other.kind === 'close-out'
  }
}

const rowsOf = ({situation: {runbook, session}}: KeyDesk): readonly Here[] => walkRows(runbook, session)

/** That many rows further; at an end it stays there. */
export const rowAt = (desk: KeyDesk, here: Here, step: number): Here => {
  const rows = rowsOf(desk)
  const from = rows.findIndex(row => sameHere(row, here))
  const to = Math.min(Math.max(0, (from < 0 ? 0 : from) + step), rows.length - 1)
  return rows[to] ?? here
}

/** The section that a row stands in; null for the close-out, which stands in none. */
const sectionAt = ({situation: {runbook, session}}: KeyDesk, here: Here): string | null => {
  switch (here.kind) {
    case 'item':
      return sectionMet(runbook, session, here.item)?.id ?? null
    case 'decision':
      return here.section
    case 'close-out':
      return null
  }
}

/** The first row of the next section or of the one before; at an end it stays. Sections without rows are passed over. */
export const sectionRow = (desk: KeyDesk, here: Here, direction: 1 | -1): Here => {
  const rows = rowsOf(desk)
  const from = rows.findIndex(row => sameHere(row, here))
  if (from < 0) return rows[0] ?? here
  const own = sectionAt(desk, here)
  let at = from
  while (at >= 0 && at < rows.length && sectionAt(desk, rows[at] ?? here) === own) at += direction
  const there = rows[at]
  if (there === undefined) return direction === 1 ? here : (rows[0] ?? here)
  if (direction === 1) return there
  const before = sectionAt(desk, there)
  while (at > 0 && sectionAt(desk, rows[at - 1] ?? here) === before) at -= 1
  return rows[at] ?? here
}

/** Where the operator is wanted next: an open item, the decision after its last criterion, at the end the close-out. */
export const nextHere = (desk: KeyDesk, here: Here): Here => {
  const {runbook, session} = desk.situation
  const from = here.kind === 'item' ? here.item : lastOf(desk, here)
  const next = nextOpen(runbook, session, from)
  const decision = decisionOpen(runbook, session)
    ? runbook.sections.find(section => section.mode === 'decision')
    : undefined
  const own = from === null ? null : sectionOf(runbook, from)
  const leaves = own?.mode === 'decision' && (next === null || sectionOf(runbook, next.id)?.id !== own.id)
  if (here.kind === 'item' && leaves && session.decision === null) return {kind: 'decision', section: own.id}
  if (next !== null) return {kind: 'item', item: next.id}
  return decision === undefined || here.kind === 'decision'
    ? {kind: 'close-out'}
    : {kind: 'decision', section: decision.id}
}

const lastOf = ({situation: {runbook}}: KeyDesk, here: Here): string | null => {
  if (here.kind !== 'decision') return null
  const item = runbook.sections.find(section => section.id === here.section)?.items.at(-1)
  return item === undefined ? null : item.id
}

/** The item that the operator stands at; null where it is none. */
export const itemHere = ({situation: {runbook}}: KeyDesk, here: Here) =>
  here.kind === 'item' ? findItem(runbook, here.item) : null
