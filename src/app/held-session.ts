import {rmSync} from 'node:fs'
import type {Home} from '#src/durable/home.ts'
import type {HostFacts} from '#src/durable/host.ts'
import {continueJournal, type JournalOptions} from '#src/durable/journal.ts'
import type {Journal} from '#src/durable/journal-writer.ts'
import type {Lock} from '#src/durable/lock.ts'
import {announcePresence} from '#src/durable/presence.ts'
import {createSessionDirectory, journalPath} from '#src/durable/sessions.ts'
import type {TargetPlace} from '#src/durable/target-name.ts'
import type {ItemId} from '#src/runbook/types.ts'
import {findItem} from '#src/runbook/walk.ts'
import type {DrillFact, SessionEvent, SessionFacts} from '#src/session/events.ts'
import {nothingSeen, type Session} from '#src/session/state.ts'
import {createRedactor, type Redacted} from '#src/text/redact.ts'
import type {Safe} from '#src/text/safe.ts'
import {accountName} from './account.ts'
import type {Context} from './context.ts'
import type {Loaded} from './load.ts'
import {keepCopies} from './session-copies.ts'
import {lockSession} from './session-lock.ts'
import {type Answer, createStore, type Store} from './store.ts'
import {targetPlace} from './target-place.ts'
import type {GatheredValues} from './values.ts'
import type {Secret, Variables} from './variables.ts'
import {canEnter} from './working-directory.ts'

/** A session that this process holds: it alone writes its journal. */
export interface OpenSession {
  readonly id: string
  dir: string
  /** The home that has to be named to find the session again; null where it is the usual one. */
  namedHome: string | null
  readonly operator: string
  readonly loaded: Loaded
  /** What its dangerous commands lock. */
  readonly target: TargetPlace
  readonly store: Store
  readonly variables: Variables
  /** What is to be told before the first item. */
  readonly warnings: readonly Safe[]
  /** Masks every declared secret that has a value just now. */
  readonly redact: (text: string) => string
  readonly secrets: () => readonly Secret[]
  /** The whole environment of an item's command, and nothing of ours. */
  readonly environmentFor: (item: ItemId) => Readonly<Record<string, string>>
  readonly headHash: () => string
  /** Takes a value for an input: kept in memory, and journaled unless it is secret. */
  readonly setInput: (name: string, value: string) => Promise<Answer>
  /** After the journal failed: goes on in a new one below another home. Throws an OperatorError where that fails too. */
  readonly continueIn: (home: Home) => Promise<void>
  /** Lets go of the journal and its lock; anybody can resume the session afterwards. */
  readonly close: () => Promise<void>
}

export interface Opening {
  readonly home: Home
  readonly operator: string
  /** Called when another process asks for the session: it is to be suspended. */
  readonly onSuspendRequest: () => void
  /** Of a session that is begun as a rehearsal. */
  readonly drill?: DrillFact
}

export interface HeldParts {
  readonly id: string
  readonly dir: string
  readonly loaded: Loaded
  readonly opening: Opening
  readonly lock: Lock
  readonly journal: Journal
  readonly place: HostFacts
  readonly facts: SessionFacts
  readonly session: Session
  readonly events: readonly SessionEvent[]
  readonly values: GatheredValues
}

/** What is recorded with the last bytes when the disk is full. It names nobody's secrets. */
export const haltEvent =
  (context: Context, operator: string): NonNullable<JournalOptions['halt']> =>
  () =>
    createRedactor([]).deep<SessionEvent>({
      type: 'session-suspended',
      at: context.now().toISOString(),
      by: operator,
      cause: 'disk-full',
      item: null,
    })

/** Puts the parts of an opened session together around its store. */
export const holdSession = (context: Context, parts: HeldParts): OpenSession => {
  const {id, dir, loaded, opening, values} = parts
  const {variables, secrets} = values
  const {cwd} = parts.facts
  const store = createStore({
    runbook: loaded.runbook,
    session: parts.session,
    events: parts.events,
    live: {
      host: parts.place.hostname,
      ...nothingSeen,
      cwd: canEnter(cwd) ? cwd : null,
      valued: variables.valued(),
    },
    sink: parts.journal,
    redact: secrets.redactEvent,
    now: context.now,
    operator: opening.operator,
  })
  let {journal, lock} = parts
  const target = targetPlace(parts.facts, opening.home.path, context.env)
  const presence = announcePresence(target, {operator: opening.operator, account: accountName(), session: id})
  const held: OpenSession = {
    id,
    dir,
    namedHome: context.options.home === undefined ? null : opening.home.path,
    operator: opening.operator,
    loaded,
    target,
    store,
    variables,
    warnings: values.warnings,
    redact: secrets.redactText,
    secrets: variables.secrets,
    environmentFor: item => {
      const found = findItem(loaded.runbook, item)
      return found?.kind === 'command' ? variables.environment(found) : {}
    },
    headHash: () => journal.headHash,
    setInput: async (name, value) => {
      const answer = await store.dispatch({type: 'set-input', name, value})
      if (!answer.ok) return answer
      variables.set(name, value)
      secrets.refresh()
      store.setLive({valued: variables.valued()})
      return answer
    },
    continueIn: async home => {
      const next = createSessionDirectory(home, id)
      const left = lock
      let nextLock: Lock | null = null
      try {
        nextLock = await lockSession(next, {...opening, id, takeOver: false}, context.texts)
        keepCopies(next, loaded)
        // From here on in one turn, so that no event can come between the two journals.
        const stamp = {at: context.now().toISOString(), by: opening.operator}
        const from = {from: held.dir, headHash: journal.headHash}
        const event = {...stamp, ...from, type: 'journal-continued' as const}
        const continued = secrets.redactEvent(event) as Redacted<typeof event>
        const history = {events: store.events(), continued}
        journal = continueJournal(journalPath(next), history, {halt: haltEvent(context, opening.operator)})
        lock = nextLock
        held.dir = next
        held.namedHome = home.path
        store.continueIn(journal, [continued])
      } catch (error) {
        // Nothing of an attempt that failed may stand in the way of the next one, in the same place.
        await nextLock?.release()
        rmSync(next, {recursive: true, force: true})
        throw error
      }
      await left.release()
    },
    close: async () => {
      journal.close()
      await (await presence)?.release()
      await lock.release()
    },
  }
  return held
}
