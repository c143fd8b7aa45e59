import type {Item, ItemId, Runbook, Section, SectionId} from './types.ts'

interface Index {
  readonly items: readonly Item[]
  readonly itemById: ReadonlyMap<ItemId, Item>
  readonly sectionById: ReadonlyMap<SectionId, Section>
  readonly sectionOfItem: ReadonlyMap<ItemId, Section>
  readonly itemsByProbe: ReadonlyMap<string, readonly Item[]>
  readonly itemsByVerify: ReadonlyMap<string, readonly Item[]>
  readonly order: ReadonlyMap<ItemId, number>
}

// A runbook never changes, so its index is made once and goes with it.
const indexes = new WeakMap<Runbook, Index>()

const indexOf = (runbook: Runbook): Index => {
  const known = indexes.get(runbook)
  if (known !== undefined) return known
  const items = runbook.sections.flatMap(section => section.items)
  const index: Index = {
    items,
    itemById: new Map(items.map(item => [item.id, item])),
    sectionById: new Map(runbook.sections.map(section => [section.id, section])),
    sectionOfItem: new Map(
      runbook.sections.flatMap(section => section.items.map(item => [item.id, section] as const)),
    ),
    itemsByProbe: byProbe(items.filter(item => !isBacked(item))),
    itemsByVerify: byProbe(items.filter(isBacked)),
    order: new Map(items.map((item, position) => [item.id, position])),
  }
  indexes.set(runbook, index)
  return index
}

/** The probe that tells whether the item is so: by itself, or as what backs what was run or looked at. */
export const probeOf = (item: Item): string | null => {
  switch (item.kind) {
    case 'sensed':
      return item.probe
    case 'criterion':
      return item.trigger
    case 'command':
    case 'link':
      return item.verify
    case 'manual':
    case 'follow-up':
      return null
  }
}

const isBacked = (item: Item): boolean => item.kind === 'command' || item.kind === 'link'

const byProbe = (items: readonly Item[]): ReadonlyMap<string, readonly Item[]> => {
  const groups = new Map<string, Item[]>()
  for (const item of items) {
    const probe = probeOf(item)
    if (probe === null) continue
    const group = groups.get(probe)
    if (group === undefined) groups.set(probe, [item])
    else group.push(item)
  }
  return groups
}

/** All items in the order of the document. */
export const itemsOf = (runbook: Runbook): readonly Item[] => indexOf(runbook).items

/** The sensed items and criteria that a probe answers. */
export const itemsByProbe = (runbook: Runbook, probe: string): readonly Item[] =>
  indexOf(runbook).itemsByProbe.get(probe) ?? []

/** The commands and links that a probe backs. */
export const itemsVerifiedBy = (runbook: Runbook, probe: string): readonly Item[] =>
  indexOf(runbook).itemsByVerify.get(probe) ?? []

export const findItem = (runbook: Runbook, id: ItemId): Item | null =>
  indexOf(runbook).itemById.get(id) ?? null

export const findSection = (runbook: Runbook, id: SectionId): Section | null =>
  indexOf(runbook).sectionById.get(id) ?? null

export const sectionOf = (runbook: Runbook, item: ItemId): Section | null =>
  indexOf(runbook).sectionOfItem.get(item) ?? null

/** Position of an item in the document, counted from 0; −1 where there is no such item. */
export const positionOf = (runbook: Runbook, item: ItemId): number => indexOf(runbook).order.get(item) ?? -1

/** The section's needs together with those of the sections it is nested in. */
export const needsOf = (runbook: Runbook, id: SectionId): readonly string[] => {
  const needs = new Set<string>()
  for (let section = findSection(runbook, id); section !== null; ) {
    for (const need of section.needs) needs.add(need)
    section = section.parent === null ? null : findSection(runbook, section.parent)
  }
  return [...needs]
}

/** Everything the section needs, directly or through what it needs. */
export const allNeedsOf = (runbook: Runbook, id: SectionId): ReadonlySet<string> => {
  const seen = new Set<string>()
  const queue = [...needsOf(runbook, id)]
  for (let need = queue.pop(); need !== undefined; need = queue.pop()) {
    if (seen.has(need)) continue
    seen.add(need)
    const section = findSection(runbook, need) ?? sectionOf(runbook, need)
    if (section !== null) queue.push(...needsOf(runbook, section.id))
  }
  return seen
}

/** The section and all that are nested in it. */
export const withDescendants = (runbook: Runbook, id: SectionId): readonly Section[] => {
  const inside = new Set<SectionId>([id])
  const found: Section[] = []
  for (const section of runbook.sections) {
    if (section.id === id || (section.parent !== null && inside.has(section.parent))) {
      inside.add(section.id)
      found.push(section)
    }
  }
  return found
}
