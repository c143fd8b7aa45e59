import {safe} from '#src/text/safe.ts'
import {slug} from '#src/text/words.ts'
import type {ContactDraft, Ids, ItemDraft, SectionDraft} from './draft.ts'
import type {FaultList} from './fault-list.ts'
import type {Position} from './types.ts'

/** Finds a name that is still free: the wished one, else with `-2`, `-3` … after it. */
const names = () => {
  const taken = new Map<string, Position>()
  const next = new Map<string, number>()
  const free = (wish: string): string => {
    if (!taken.has(wish)) return wish
    for (let count = next.get(wish) ?? 2; ; count++) {
      const candidate = `${wish}-${count}`
      next.set(wish, count + 1)
      if (!taken.has(candidate)) return candidate
    }
  }
  return {taken, free}
}

/**
 * Names each section and item. An annotation's `id` goes first, then a section's number or slug, then an item's place in
 * its section: "4.1.2" is the second of section 4.1, also where its neighbours are named otherwise. Sections and items share
 * one namespace; a name given twice is an error at the second place.
 */
export const assignIds = (sections: readonly SectionDraft[], faults: FaultList): Ids => {
  const ids = new Map<SectionDraft | ItemDraft, string>()
  const {taken, free} = names()
  const take = (draft: SectionDraft | ItemDraft, id: string): void => {
    ids.set(draft, id)
    taken.set(id, draft.position)
  }
  for (const draft of sections.flatMap(section => [section, ...section.items])) {
    if (draft.wanted === null) continue
    const before = taken.get(draft.wanted.id)
    if (before === undefined) {
      ids.set(draft, draft.wanted.id)
      taken.set(draft.wanted.id, draft.wanted.at)
    } else faults.error(draft.wanted.at, {code: 'duplicate-id', id: safe(draft.wanted.id), line: before.line})
  }
  for (const section of sections)
    if (!ids.has(section)) take(section, free(section.number ?? slug(section.title)))
  for (const section of sections) {
    for (const [index, item] of section.items.entries())
      if (!ids.has(item)) take(item, free(`${ids.get(section)}.${index + 1}`))
  }
  return ids
}

/** Names the contacts, who have a namespace of their own: by annotation, else by the slug of their name. */
export const assignContactIds = (
  contacts: readonly ContactDraft[],
  faults: FaultList,
): ReadonlyMap<ContactDraft, string> => {
  const ids = new Map<ContactDraft, string>()
  const {taken, free} = names()
  for (const contact of contacts) {
    if (contact.wanted === null) continue
    const {id, at} = contact.wanted
    const before = taken.get(id)
    if (before === undefined) {
      ids.set(contact, id)
      taken.set(id, at)
    } else faults.error(at, {code: 'duplicate-id', id: safe(id), line: before.line})
  }
  for (const contact of contacts) {
    if (ids.has(contact)) continue
    const id = free(slug(contact.name))
    ids.set(contact, id)
    taken.set(id, contact.position)
  }
  return ids
}
