import type {Item, ItemId, Runbook} from '#src/runbook/types.ts'
import {itemsOf} from '#src/runbook/walk.ts'
import type {EventOf, Language, SessionEvent, SessionFacts} from '#src/session/events.ts'
import {type ItemState, itemState} from '#src/session/item-state.ts'
import {type Counts, countCriteria, countStates, sessionOutcome} from '#src/session/outcome.ts'
import {replay} from '#src/session/reduce.ts'
import {
  type Attempt,
  emptySession,
  type ItemRecord,
  type Message,
  type Note,
  recordOf,
  type Session,
} from '#src/session/state.ts'
import {type Clock, clockOf} from './clock.ts'
import {settledBy} from './settled-by.ts'
import {type ReportWords, wordsIn} from './texts.ts'

/** Everything an export is made of. The same input gives the same bytes, on every host and at any time. */
export interface ReportInput {
  readonly runbook: Runbook
  readonly events: readonly SessionEvent[]
  /** Hash of the journal's last record that is in `events`. */
  readonly headHash: string
  /** Of whoever reads it; the session's own where it is left out. */
  readonly language?: Language
}

/** What is to be told of one item. */
export interface ItemAccount {
  readonly item: Item
  readonly state: ItemState
  /** Who settled it; null where a probe did, or nobody. */
  readonly by: string | null
  /** When it came into its state. */
  readonly at: string | null
  /** Why it is in its state where that is not plainly done: words of the operator, or a code of a reading or an exit. */
  readonly reason: string | null
  readonly record: ItemRecord
  readonly attempts: readonly Attempt[]
  readonly messages: readonly Message[]
  readonly notes: readonly Note[]
  /** The readings that were journaled, oldest first. */
  readonly readings: readonly EventOf<'sensed'>[]
}

/** A session told to those who were not there; Markdown, JSON and HTML all say what stands here. */
export interface Account extends Omit<ReportInput, 'language'> {
  readonly session: Session
  readonly facts: SessionFacts | null
  readonly language: Language
  readonly words: ReportWords
  readonly clock: Clock
  readonly outcome: ReturnType<typeof sessionOutcome>
  readonly counts: Counts
  readonly criteria: ReturnType<typeof countCriteria>
  readonly items: ReadonlyMap<ItemId, ItemAccount>
  /** Ids of which the journal tells something although the runbook, since edited, no longer has them. */
  readonly gone: readonly ItemId[]
  readonly decisions: readonly EventOf<'decision-made'>[]
  readonly operators: readonly string[]
  readonly hosts: readonly string[]
  readonly startedAt: string
  readonly lastAt: string
}

export const accountOf = (input: ReportInput): Account => {
  const {runbook, events} = input
  const session = replay(emptySession, events)
  const {facts} = session
  const language = input.language ?? facts?.language ?? 'en'
  const startedAt = events[0]?.at ?? ''
  const readings = grouped(ofType(events, 'sensed'))
  const notes = grouped(session.notes.filter(isOnItem))
  const messages = grouped(session.messages)
  return {
    ...input,
    session,
    facts,
    language,
    words: wordsIn(language),
    clock: clockOf(facts?.timeZone ?? 'UTC', startedAt),
    outcome: sessionOutcome(runbook, session),
    counts: countStates(runbook, session, itemsOf(runbook)),
    criteria: countCriteria(runbook, session),
    items: new Map(
      itemsOf(runbook).map(item => [
        item.id,
        itemAccount(
          {runbook, session, item},
          {
            readings: readings.get(item.id) ?? [],
            notes: notes.get(item.id) ?? [],
            messages: messages.get(item.id) ?? [],
          },
        ),
      ]),
    ),
    gone: goneItems(runbook, session),
    decisions: ofType(events, 'decision-made'),
    operators: distinct(
      [...ofType(events, 'session-started'), ...ofType(events, 'session-resumed')].map(({by}) => by),
    ),
    hosts: distinct([
      ...ofType(events, 'session-started').map(event => event.facts.host),
      ...ofType(events, 'session-resumed').map(event => event.host),
    ]),
    startedAt,
    lastAt: events.at(-1)?.at ?? '',
  }
}

const itemAccount = (
  subject: {readonly runbook: Runbook; readonly session: Session; readonly item: Item},
  {readings, notes, messages}: Pick<ItemAccount, 'readings' | 'notes' | 'messages'>,
): ItemAccount => {
  const {runbook, session, item} = subject
  const record = recordOf(session, item.id)
  const attempts = record.attempts.flatMap(number => session.attempts[number - 1] ?? [])
  const state = itemState(runbook, session, item)
  return {
    item,
    state,
    ...settledBy({item, state, record, attempts, messages, readings, decision: session.decision}),
    record,
    attempts,
    messages,
    notes,
    readings,
  }
}

const goneItems = (runbook: Runbook, session: Session): readonly ItemId[] => {
  const known = new Set(itemsOf(runbook).map(item => item.id))
  const told = [...session.items.keys(), ...session.notes.filter(isOnItem).map(note => note.item)]
  return distinct(told.filter(id => !known.has(id)))
}

const isOnItem = (note: Note): note is Note & {readonly item: ItemId} => note.item !== null

const ofType = <T extends SessionEvent['type']>(
  events: readonly SessionEvent[],
  type: T,
): readonly EventOf<T>[] => events.filter((event): event is EventOf<T> => event.type === type)

const grouped = <T extends {readonly item: ItemId}>(all: readonly T[]): ReadonlyMap<ItemId, readonly T[]> => {
  const groups = new Map<ItemId, T[]>()
  for (const each of all) {
    const group = groups.get(each.item)
    if (group === undefined) groups.set(each.item, [each])
    else group.push(each)
  }
  return groups
}

const distinct = (all: readonly string[]): readonly string[] => [...new Set(all)]
