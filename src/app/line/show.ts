import {scriptOf} from '#src/app/script.ts'
import type {CommandItem, Item, ItemId, Runbook, Section} from '#src/runbook/types.ts'
import {findItem, findSection} from '#src/runbook/walk.ts'
import {sectionMet} from '#src/session/cursor.ts'
import type {ScriptFact} from '#src/session/events.ts'
import {type Safe, safe} from '#src/text/safe.ts'
import type {Desk} from './desk.ts'
import {currentLines, sectionLine} from './item-lines.ts'

/** The current item, under the headings of those sections that were not entered before. */
export const showCurrent = (desk: Desk, before: ItemId | null): void => {
  const {runbook, session} = desk.open.store.state()
  const item = desk.here === null ? null : findItem(runbook, desk.here)
  if (item === null) return
  const section = sectionMet(runbook, session, item.id)
  const known = new Set(pathTo(runbook, before === null ? null : sectionMet(runbook, session, before)))
  for (const entered of pathTo(runbook, section)) {
    if (!known.has(entered)) desk.print(safe(''), sectionLine(entered, desk.texts), ...contextLines(entered))
  }
  showItem(desk, item)
}

/** What a section says besides its items; a table or a list keeps its lines. */
export const contextLines = ({context}: Section): readonly Safe[] =>
  context.flatMap(block => block.split('\n').map(line => safe(line)))

/** The item with its card; of a command, the script that is shown here is the one that may start. */
export const showItem = (desk: Desk, item: Item): void => {
  desk.shownScript = item.kind === 'command' ? scriptNow(desk, item) : null
  desk.print(...currentLines(desk.open, item, desk.now(), desk.texts))
}

/** The script that the command names, as it is on disk just now. */
export const scriptNow = (desk: Desk, item: CommandItem): ScriptFact | null =>
  scriptOf(item.shell.text, desk.open.store.state().session.facts?.cwd ?? '.')

/** The section with those it is nested in, the outermost first. */
const pathTo = (runbook: Runbook, section: Section | null): readonly Section[] => {
  if (section === null) return []
  const parent = section.parent === null ? null : findSection(runbook, section.parent)
  return [...pathTo(runbook, parent), section]
}
