import type {Item, ItemId, Runbook, Section} from './types.ts'
import {findItem, itemsOf, sectionOf} from './walk.ts'

/** What of an item or section is no longer what it was. */
export type Aspect = 'kind' | 'title' | 'text' | 'sensing' | 'confirming' | 'note' | 'needs' | 'place'

export interface Changed<T> {
  readonly before: T
  readonly after: T
  readonly what: readonly Aspect[]
}

export interface Changes<T> {
  readonly added: readonly T[]
  readonly removed: readonly T[]
  readonly changed: readonly Changed<T>[]
}

/** Changes of items; those of the sections beside them. */
export interface RunbookDiff extends Changes<Item> {
  readonly sections: Changes<Section>
}

type Aspects = Partial<Record<Aspect, unknown>>

const kindAspects = (item: Item): Aspects => {
  switch (item.kind) {
    case 'sensed':
      return {sensing: [item.probe, item.within, item.killer]}
    case 'criterion':
      return {sensing: [item.trigger, item.within]}
    case 'manual':
      return {confirming: [item.ask, item.message]}
    case 'follow-up':
      return {}
    case 'link':
      return {text: item.url, sensing: item.verify}
    case 'command':
      return {
        text: [item.shell, item.part],
        sensing: [item.verify, item.baseline],
        confirming: [item.confirm, item.watch, item.timeout, item.idempotent],
      }
  }
}

const itemAspects = (runbook: Runbook, item: Item): Aspects => ({
  kind: item.kind,
  title: item.title,
  note: item.note,
  place: [sectionOf(runbook, item.id)?.id, item.parent],
  ...kindAspects(item),
})

const sectionAspects = ({number, title, mode, needs, parent, context}: Section): Aspects => ({
  kind: mode,
  title: [number, title],
  needs,
  place: parent,
  note: context,
})

const order: readonly Aspect[] = ['kind', 'title', 'text', 'sensing', 'confirming', 'note', 'needs', 'place']

const compare = <T extends {readonly id: string}>(
  before: readonly T[],
  after: readonly T[],
  aspectsOf: {readonly before: (entry: T) => Aspects; readonly after: (entry: T) => Aspects},
): Changes<T> => {
  const old = new Map(before.map(entry => [entry.id, entry]))
  const kept = new Set(after.map(entry => entry.id))
  const changed = after.flatMap((entry): readonly Changed<T>[] => {
    const was = old.get(entry.id)
    if (was === undefined) return []
    const [from, to] = [aspectsOf.before(was), aspectsOf.after(entry)]
    // What only one kind has is not a change beside that of the kind.
    const what = order.filter(
      aspect =>
        from[aspect] !== undefined &&
        to[aspect] !== undefined &&
        JSON.stringify(from[aspect]) !== JSON.stringify(to[aspect]),
    )
    return what.length === 0 ? [] : [{before: was, after: entry, what}]
  })
  return {
    added: after.filter(entry => !old.has(entry.id)),
    removed: before.filter(entry => !kept.has(entry.id)),
    changed,
  }
}

/** What an edited runbook says otherwise than the one before, item by item and section by section, matched by id. */
export const diffRunbooks = (before: Runbook, after: Runbook): RunbookDiff => ({
  ...compare(itemsOf(before), itemsOf(after), {
    before: item => itemAspects(before, item),
    after: item => itemAspects(after, item),
  }),
  sections: compare(before.sections, after.sections, {before: sectionAspects, after: sectionAspects}),
})

/** Whether an id is only a place in its section, which another item may have taken. */
const isPlace = (runbook: Runbook, id: ItemId): boolean => {
  const section = sectionOf(runbook, id)
  return (
    section !== null &&
    id.startsWith(`${section.id}.`) &&
    /^\d+(?:-\d+)?$/.test(id.slice(section.id.length + 1))
  )
}

const isSame = (before: Runbook, after: Runbook, item: Item): boolean => {
  const now = findItem(after, item.id)
  if (now === null || now.kind !== item.kind) return false
  if (!isPlace(before, item.id) && !isPlace(after, item.id)) return true
  // What was said of a place was said of what stood there.
  const [was, is] = [kindAspects(item).text, kindAspects(now).text]
  return now.title === item.title && JSON.stringify(was) === JSON.stringify(is)
}

/**
 * Which items of a session's runbook an edited one still has, so that what was said of them stays; what was said of the
 * others is dropped. An item is the same by its id and kind; without an id of its own also its title, and a command its text.
 */
export const rebind = (
  before: Runbook,
  after: Runbook,
): {readonly kept: readonly ItemId[]; readonly dropped: readonly ItemId[]} => {
  const ids = itemsOf(before).map(item => ({id: item.id, kept: isSame(before, after, item)}))
  return {
    kept: ids.filter(entry => entry.kept).map(({id}) => id),
    dropped: ids.filter(entry => !entry.kept).map(({id}) => id),
  }
}
