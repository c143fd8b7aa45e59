import type {Safe} from '#src/text/safe.ts'
import type {Contact, Item, ItemId, Position, SectionMode} from './types.ts'

/** A name that an annotation asked for, and where. */
export interface WantedId {
  readonly id: string
  readonly at: Position
}

type Distribute<T, Without extends PropertyKey> = T extends unknown ? Omit<T, Without> : never

/** What of an item is known before every id is. */
export type ItemKindFields = Distribute<
  Item,
  'id' | 'title' | 'note' | 'parent' | 'depth' | 'position' | 'children'
>

export interface ItemDraft {
  readonly wanted: WantedId | null
  readonly title: Safe
  readonly note: Safe | null
  readonly parent: ItemDraft | null
  readonly depth: number
  readonly position: Position
  readonly fields: ItemKindFields
  readonly children: ItemDraft[]
}

export interface SectionDraft {
  readonly wanted: WantedId | null
  readonly number: string | null
  readonly title: Safe
  readonly level: number
  readonly parent: SectionDraft | null
  readonly mode: SectionMode
  readonly needs: readonly WantedId[]
  readonly items: ItemDraft[]
  readonly context: Safe[]
  readonly contacts: ContactDraft[]
  readonly position: Position
}

export interface ContactDraft extends Pick<Contact, 'group' | 'name' | 'value' | 'placeholder' | 'position'> {
  readonly wanted: WantedId | null
}

export type Ids = ReadonlyMap<ItemDraft | SectionDraft, ItemId>
