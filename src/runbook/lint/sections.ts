import type {Item, Position, Runbook, Section} from '../types.ts'
import type {Finding} from './finding.ts'

const firstTooMany = 10
/** In a section of fewer there is no late. */
const fewestForLate = 4

export const emptySections = ({sections, contacts}: Runbook): readonly Finding[] => {
  const filled = new Set<string | null>([
    ...contacts.map(contact => contact.section),
    ...sections.map(section => section.parent),
  ])
  return sections
    .filter(section => section.items.length === 0 && !filled.has(section.id))
    .map(({position, title}) => ({at: position, detail: {code: 'section-empty', title}}))
}

/** Follow-ups are no list that anybody walks at night. An item with others nested in it is one, and a list of its own. */
export const longSections = ({sections}: Runbook): readonly Finding[] =>
  sections
    .filter(({mode}) => mode !== 'follow-up' && mode !== 'contacts')
    .flatMap((section): readonly Finding[] => {
      const inside = new Map<string | null, number>()
      for (const {parent} of section.items) inside.set(parent, (inside.get(parent) ?? 0) + 1)
      return [{...section, id: null}, ...section.items].flatMap(
        ({id, position, title}): readonly Finding[] => {
          const count = inside.get(id) ?? 0
          return count < firstTooMany ? [] : [{at: position, detail: {code: 'long-section', title, count}}]
        },
      )
    })

/** A killer item in the second half of its list. Behind a command it stands where it has to: it looks at what that did. */
export const lateKillers = ({sections}: Runbook): readonly Finding[] =>
  sections.flatMap(({items}) => {
    if (items.length < fewestForLate) return []
    const firstCommand = items.findIndex(item => item.kind === 'command')
    return items.flatMap((item, index): readonly Finding[] => {
      const isLate =
        item.kind === 'sensed' &&
        item.killer &&
        index >= items.length / 2 &&
        (firstCommand === -1 || index < firstCommand) &&
        items.slice(0, index).some(before => !isKiller(before))
      if (!isLate) return []
      const {title, position} = item
      return [{at: position, detail: {code: 'killer-late', title, place: index + 1, count: items.length}}]
    })
  })

const isKiller = (item: Item): boolean => item.kind === 'sensed' && item.killer

/** Commands that share a comment are told apart by their part. */
export const duplicateTitles = ({items}: Section): readonly Finding[] => {
  const seen = new Map<string, Position>()
  return items.flatMap((item): readonly Finding[] => {
    const part = item.kind === 'command' ? (item.part?.index ?? 1) : 1
    const key = JSON.stringify([item.parent, item.title, part])
    const before = seen.get(key)
    if (before !== undefined)
      return [{at: item.position, detail: {code: 'duplicate-title', title: item.title, line: before.line}}]
    seen.set(key, item.position)
    return []
  })
}
