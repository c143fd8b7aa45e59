import type {ItemId} from '#src/runbook/types.ts'
import {
  type Attempt,
  type Baseline,
  type ContactTry,
  emptyRecord,
  type HandOver,
  type InputFact,
  type ItemRecord,
  type Message,
  type Note,
  type Session,
  type Settlement,
  type Update,
} from './state.ts'

/** A session being folded: its maps are its own, so that a replay of many events copies them once. */
export type Draft = {
  -readonly [Key in keyof Omit<Session, Folded>]: Session[Key]
} & {
  readonly items: Map<ItemId, ItemRecord>
  readonly inputs: Map<string, InputFact>
  readonly baseline: Map<string, Baseline>
  readonly attempts: Attempt[]
  readonly notes: Note[]
  readonly messages: Message[]
  readonly contactTries: ContactTry[]
  readonly updates: Update[]
  readonly handOvers: HandOver[]
}

type Folded =
  | 'items'
  | 'inputs'
  | 'baseline'
  | 'attempts'
  | 'notes'
  | 'messages'
  | 'contactTries'
  | 'updates'
  | 'handOvers'

export const draftOf = (session: Session): Draft => ({
  ...session,
  items: new Map(session.items),
  inputs: new Map(session.inputs),
  baseline: new Map(session.baseline),
  attempts: [...session.attempts],
  notes: [...session.notes],
  messages: [...session.messages],
  contactTries: [...session.contactTries],
  updates: [...session.updates],
  handOvers: [...session.handOvers],
})

export const finish = (draft: Draft): Session => draft

/** Changes an item's record, marks when, and makes it the place where a resume goes on. */
export const touch = (draft: Draft, item: ItemId, change: Partial<ItemRecord>): void => {
  draft.items.set(item, {...(draft.items.get(item) ?? emptyRecord), ...change, changedSeq: draft.seq})
  draft.here = item
}

export const settle = (draft: Draft, item: ItemId, settlement: Settlement): void =>
  touch(draft, item, {settlement})
