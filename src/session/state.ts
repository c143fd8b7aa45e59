import type {CodeOf} from '#src/i18n/code.ts'
import type {DrillTexts} from '#src/i18n/en/drill.ts'
import type {Item, ItemId, SectionId} from '#src/runbook/types.ts'
import type {
  Assertion,
  AttemptNumber,
  Change,
  ContactResult,
  CriterionAnswer,
  DecisionChoice,
  ElsewhereOutcome,
  ExitFact,
  FrozenCriterion,
  Language,
  MessageAssertion,
  MessageDoubt,
  MessageFailure,
  MessageNumber,
  MessageWay,
  NoteMark,
  RunOverride,
  ScriptFact,
  SessionFacts,
  StopSignal,
  TargetHolder,
} from './events.ts'
import type {Reading} from './reading.ts'

/** Who said it and when. */
export interface Said {
  readonly by: string
  readonly at: string
}

/** What the operator said of an item. The newest one counts; the journal keeps the others. */
export type Settlement = Said &
  (
    | {readonly state: 'done'; readonly answers: Readonly<Record<string, string>>; readonly remark: string}
    | {readonly state: 'confirmed'; readonly how: string}
    | {readonly state: 'assigned'; readonly owner: string; readonly due: string}
    | {readonly state: 'overridden' | 'skipped' | 'not-applicable'; readonly reason: string}
    | {readonly state: 'deferred'; readonly reason: string; readonly to: SectionId}
  )

/** A command that was run somewhere else, on the operator's word. */
export interface Elsewhere extends Said {
  readonly text: string
  readonly where: string
  readonly outcome: ElsewhereOutcome
  readonly how: string
}

export interface ItemRecord {
  readonly settlement: Settlement | null
  /** The last reading that was journaled: its outcome and reason still hold unless `live` says otherwise. */
  readonly sensed: Reading | null
  /** When the last passing look at it began, so that a lost tick can say until when it stood. */
  readonly passedAt: string | null
  /** A look that changes something was confirmed, and nothing is known of it yet. */
  readonly look: Said | null
  readonly acknowledged: (Said & {readonly reading: Reading | null}) | null
  readonly answer: (Said & {readonly answer: CriterionAnswer; readonly remark: string}) | null
  /** Set while and after an item was deferred, so that it shows its origin where it came back. */
  readonly deferral: (Said & {readonly to: SectionId; readonly reason: string}) | null
  readonly attempts: readonly AttemptNumber[]
  /** What the operator said of a run somewhere else; null where it was run here since. */
  readonly elsewhere: Elsewhere | null
  /** The session's `seq` at the last event that changed the item's state; orders readings without trusting a clock. */
  readonly changedSeq: number
}

export type AttemptPhase = 'intended' | 'running' | 'ended' | 'not-started' | 'unknown' | 'asserted'

/** One confirmation of one command, and what came of it. */
export interface Attempt extends Said {
  readonly number: AttemptNumber
  readonly item: ItemId
  readonly phase: AttemptPhase
  readonly text: string
  readonly cwd: string
  readonly values: readonly {readonly env: string; readonly value: string | null; readonly secret: boolean}[]
  readonly script: ScriptFact | null
  readonly override: RunOverride | null
  readonly exit: ExitFact | null
  readonly tail: string
  readonly seen: 'live' | 'while-away' | null
  /** Why it was not started, where that is proved. */
  readonly why: string
  readonly processes: readonly number[]
  readonly sameBoot: boolean
  readonly asserted: (Said & {readonly answer: Assertion; readonly how: string}) | null
  /** The last signal that the operator had it sent. */
  readonly stopping: (Said & {readonly signal: StopSignal}) | null
}

export type MessagePhase = 'intended' | 'sent' | 'failed' | 'unknown' | 'asserted'

/** One confirmation of one message, and what came of it. */
export interface Message extends Said {
  readonly number: MessageNumber
  readonly item: ItemId
  readonly phase: MessagePhase
  readonly audience: string
  readonly language: Language
  readonly way: MessageWay
  readonly recipients: readonly string[]
  readonly subject: string
  readonly text: string
  readonly reply: string
  readonly why: MessageFailure | MessageDoubt | null
  readonly sentAt: string | null
  readonly seen: 'live' | 'while-away' | null
  readonly asserted: (Said & {readonly answer: MessageAssertion; readonly how: string}) | null
}

export interface ContactTry extends Said {
  readonly contact: string
  readonly result: ContactResult
}

/** A promise to say more by then, and how it was kept; null: not yet. One that another took the place of stays unkept. */
export interface Update extends Said {
  readonly due: string
  readonly given: (Said & {readonly late: boolean; readonly number: MessageNumber | null}) | null
}

export interface HandOver extends Said {
  readonly to: string
  readonly summary: string
  readonly reason: string
}

export interface Decision extends Said {
  readonly choice: DecisionChoice
  readonly sentence: string
  readonly criteria: readonly FrozenCriterion[]
}

export interface Note extends Said {
  readonly item: ItemId | null
  readonly text: string
  readonly mark: NoteMark | null
}

export interface InputFact extends Said {
  readonly value: string | null
  readonly secret: boolean
}

/** What a probe saw before the change that it is to be compared with. */
export interface Baseline {
  readonly at: string
  readonly reading: Reading
}

/** Folded from the journal alone; the same events always give the same session. */
export interface Session {
  readonly facts: SessionFacts | null
  readonly operator: string
  readonly phase: 'open' | 'closed' | 'aborted'
  readonly ended: (Said & {readonly reason: string; readonly signedBy: string | null}) | null
  readonly items: ReadonlyMap<ItemId, ItemRecord>
  /** Attempt n stands at index n − 1. */
  readonly attempts: readonly Attempt[]
  /** Message n stands at index n − 1. */
  readonly messages: readonly Message[]
  readonly contactTries: readonly ContactTry[]
  /** What was promised, in its order; the last one may still be due. */
  readonly updates: readonly Update[]
  readonly handOvers: readonly HandOver[]
  readonly decision: Decision | null
  readonly inputs: ReadonlyMap<string, InputFact>
  /** By probe, the newest numbers that were taken to compare with, and when. */
  readonly baseline: ReadonlyMap<string, Baseline>
  readonly notes: readonly Note[]
  /** Changes since the session was left that hold dangerous commands back until they are confirmed. */
  readonly holds: readonly Change[]
  /** The item that the operator last acted on, or was at when the session was suspended. */
  readonly here: ItemId | null
  readonly left: (Said & {readonly item: ItemId | null; readonly cause: string}) | null
  /** Where attempts and messages up to a number have their files, when the session went on in another directory after them. */
  readonly before: readonly {
    readonly upTo: AttemptNumber
    readonly upToMessage: MessageNumber
    readonly dir: string
  }[]
  /** Events so far. */
  readonly seq: number
}

/** What is known just now and never journaled. */
export interface Live {
  readonly host: string
  readonly readings: ReadonlyMap<string, Reading>
  /** Probes whose newest look is one of a row that is asked for, or a failure that has time left: it does not count yet. */
  readonly waiting: ReadonlySet<string>
  /** Probes whose look changes something just now: each waits for its confirmation. */
  readonly touching: ReadonlySet<string>
  /** Probes that look at this moment because the operator let them. */
  readonly looking: ReadonlySet<string>
  /** Where relative paths of commands mean; null when the session's directory is gone, and then no command runs. */
  readonly cwd: string | null
  /** Names of variables and inputs that have a value in this process. */
  readonly valued: ReadonlySet<string>
  /** Of a drill: how far its system has come, until it is up. */
  readonly preparing?: CodeOf<DrillTexts> | null
  /** Another command is at work on the target, when it was last looked: whose, or null where nobody said. Left out: none. */
  readonly targetHeld?: {readonly by: TargetHolder | null} | null
}

/** Of a process that has looked at nothing yet. */
export const nothingSeen: Pick<Live, 'readings' | 'waiting' | 'touching' | 'looking'> = {
  readings: new Map(),
  waiting: new Set(),
  touching: new Set(),
  looking: new Set(),
}

export const emptySession: Session = {
  facts: null,
  operator: '',
  phase: 'open',
  ended: null,
  items: new Map(),
  attempts: [],
  messages: [],
  contactTries: [],
  updates: [],
  handOvers: [],
  decision: null,
  inputs: new Map(),
  baseline: new Map(),
  notes: [],
  holds: [],
  here: null,
  left: null,
  before: [],
  seq: 0,
}

export const emptyRecord: ItemRecord = {
  settlement: null,
  sensed: null,
  passedAt: null,
  look: null,
  acknowledged: null,
  answer: null,
  deferral: null,
  attempts: [],
  elsewhere: null,
  changedSeq: 0,
}

export const recordOf = (session: Session, item: ItemId): ItemRecord => session.items.get(item) ?? emptyRecord

export const attemptOf = (session: Session, number: AttemptNumber): Attempt | null =>
  session.attempts[number - 1] ?? null

/** The item's newest attempt. */
export const lastAttempt = (session: Session, item: ItemId): Attempt | null => {
  const number = recordOf(session, item).attempts.at(-1)
  return number === undefined ? null : attemptOf(session, number)
}

/** Whether the command ended well, and the probe that is to say what it did has not said so, or could not look. */
export const isUnverified = (session: Session, item: Item): boolean => {
  if (item.kind !== 'command' || item.watch || item.verify === null) return false
  const attempt = lastAttempt(session, item.id)
  return (
    attempt?.phase === 'ended' &&
    attempt.exit?.exitCode === 0 &&
    attempt.exit.cause === null &&
    (recordOf(session, item.id).sensed?.outcome ?? 'unknown') === 'unknown'
  )
}

/** Whether the operator has to say how the item's last run ended. What a watch command ended with does not matter. */
export const hasLostOutcome = (session: Session, item: Item): boolean =>
  item.kind === 'command' && !item.watch && lastAttempt(session, item.id)?.phase === 'unknown'

export const messageOf = (session: Session, number: MessageNumber): Message | null =>
  session.messages[number - 1] ?? null

/** The messages that were confirmed at this item, the newest last. */
export const messagesAt = (session: Session, item: ItemId): readonly Message[] =>
  session.messages.filter(message => message.item === item)

/** The message at this item of which the operator has to say whether it arrived; null where there is none. */
export const lostMessage = (session: Session, item: ItemId): Message | null =>
  messagesAt(session, item).findLast(message => message.phase === 'unknown') ?? null

/** What was promised and not given yet; null where nothing is due. */
export const dueUpdate = (session: Session): Update | null => {
  const last = session.updates.at(-1)
  return last === undefined || last.given !== null ? null : last
}
