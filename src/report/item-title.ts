import type {Item, ItemId, Runbook, Section, SectionId} from '#src/runbook/types.ts'
import {findItem, findSection} from '#src/runbook/walk.ts'
import {type RunOverride, targetLock} from '#src/session/events.ts'
import {holderFacts} from '#src/session/holder-facts.ts'
import {type Safe, safe} from '#src/text/safe.ts'
import {say} from '#src/text/say.ts'
import type {ReportWords} from './texts.ts'

/** The item's title; of commands that share one, also which of them it is. */
export const titleOf = (item: Item): Safe =>
  item.kind === 'command' && item.part !== null
    ? say`${item.title} (${item.part.index}/${item.part.count})`
    : item.title

/** The title of what has this id; of an item that an edited runbook no longer has, the id. */
export const titleById = (runbook: Runbook, id: ItemId | SectionId): Safe => {
  const item = findItem(runbook, id)
  return item === null ? sectionById(runbook, id) : titleOf(item)
}

export const sectionTitle = (section: Section): Safe =>
  section.number === null ? section.title : say`${safe(section.number)} ${section.title}`

export const sectionById = (runbook: Runbook, id: SectionId): Safe => {
  const section = findSection(runbook, id)
  return section === null ? safe(id) : sectionTitle(section)
}

/** What a command was started against: needs that were not met, a target that was held. */
export const overrideTitles = (
  runbook: Runbook,
  {unmet, heldBy}: RunOverride,
  {report}: Pick<ReportWords, 'report'>,
): readonly Safe[] =>
  unmet.map(need => {
    if (need !== targetLock) return titleById(runbook, need)
    return heldBy === undefined
      ? report['target-held-unknown']
      : report['target-held-by'](holderFacts(heldBy))
  })
