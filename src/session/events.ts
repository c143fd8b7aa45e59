import type {ItemId, SectionId} from '#src/runbook/types.ts'
import type {Reading} from './reading.ts'

/** The format of the journal. Raise it with every change that an older rollcall could not read, and add a step to upgrade.ts. */
export const journalFormat = 1

export type DecisionChoice = 'rollback' | 'no' | 'escalate'
export type CriterionAnswer = 'raised' | 'clear' | 'unknown'
export type NoteMark = 'cause' | 'lesson' | 'suggestion'
export type Language = 'tr' | 'en'

/** `open` and `aborted` are no way to close: a session closes only when nothing in it is open. */
export type SessionOutcome =
  | 'complete'
  | 'complete with overrides'
  | 'complete except deferred'
  | 'open'
  | 'aborted'

/** A command's running number within its session; its directory is `commands/0001`. */
export type AttemptNumber = number

/** A message's running number within its session; its directory is `messages/0001`. */
export type MessageNumber = number

/** How a message goes out: a webhook as Slack has them, mail, or a command that takes its text as standard input. */
export type MessageWay = 'webhook' | 'mail' | 'command'

/** What the operator says of a message of which nobody knows whether it arrived. */
export type MessageAssertion = 'sent' | 'notsent' | 'later'

export type ContactResult = 'reached' | 'no-answer'

/** What the operator says of a command whose outcome cannot be known. */
export type Assertion = 'done' | 'notdone' | 'partial' | 'later'

/** What a session was started with; what of it has changed is listed on resume. */
export interface SessionFacts {
  readonly format: number
  readonly tool: string
  readonly id: string
  readonly runbook: {readonly title: string; readonly path: string; readonly sha256: string}
  readonly probes: {readonly path: string; readonly sha256: string} | null
  readonly operator: string
  readonly host: string
  readonly bootId: string
  readonly target: string | null
  readonly cwd: string
  readonly options: Readonly<Record<string, string>>
  readonly envFiles: readonly string[]
  /** Each variable named by the runbook or its probes. Of a secret only whether it is set. */
  readonly variables: readonly VariableFact[]
  readonly language: Language
  readonly timeZone: string
  /** What was repaired when the runbook was read, in one word each: `mojibake-1254`, `bom`, `utf-16`. */
  readonly repairs: readonly string[]
  /** Only of a rehearsal: which one. Whatever shows the session says so. */
  readonly drill?: DrillFact
}

export interface DrillFact {
  readonly scenario: string
  readonly seed: number
}

export interface VariableFact {
  readonly name: string
  readonly source: 'environment' | 'env-file' | 'option' | 'default' | 'unset'
  readonly value: string | null
  readonly secret: boolean
}

/** `disk-full`: written with the last bytes there were, when the journal could not go on. */
export type SuspendCause = 'operator' | 'end-of-input' | 'signal' | 'taken-over' | 'disk-full'

/** One thing that is not as it was when the session was started or last left. */
export interface Change {
  readonly what: 'host' | 'boot' | 'operator' | 'variable' | 'runbook' | 'probes' | 'tool' | 'cwd'
  /** The variable's name, or empty. */
  readonly name: string
  readonly before: string
  readonly after: string
  /** Dangerous commands wait until the operator has confirmed it. */
  readonly holds: boolean
}

/** What the operator saw of a command that was run elsewhere. */
export type ElsewhereOutcome = 'worked' | 'failed'

export type StopSignal = 'SIGTERM' | 'SIGKILL'

/** What the operator chose to do about a command that failed. */
export type FailureChoice = 'output' | 'again' | 'other-input' | 'override' | 'escalate' | 'abort'

export interface ScriptFact {
  readonly path: string
  readonly sha256: string
}

/** Who runs something dangerous on a target of this host, or has a session open on it, as that process says itself. */
export interface TargetHolder {
  readonly operator: string
  readonly account: string
  readonly session: string
  /** Wall-clock time, ISO 8601 in UTC. */
  readonly since: string
  readonly pid: number
}

/** Stands among the unmet needs of a command that was run beside another on its target; no item can have this id. */
export const targetLock = 'target:lock'

/** What a dangerous command was started against, and why. */
export interface RunOverride {
  readonly unmet: readonly string[]
  readonly reason: string
  /** Where the target was held: by whom, as far as that was said. */
  readonly heldBy?: TargetHolder
}

/** How a command ended, as the runner recorded it in exit.json. */
export interface ExitFact {
  readonly exitCode: number | null
  readonly signal: string | null
  readonly startedAt: string
  readonly endedAt: string
  readonly durationMs: number
  readonly outputBytes: number
  readonly outputSha256: string
  /** Why it did not run or was ended by us: the script had changed, the time was over, the target was held by another session. */
  readonly cause: 'script-changed' | 'timeout' | 'target-held' | 'cannot-start' | null
}

interface Common {
  /** Wall-clock time, ISO 8601 in UTC with milliseconds. Order is the journal's, never this. */
  readonly at: string
  readonly by: string
}

type Of<Type extends string, Fields = unknown> = Common & {readonly type: Type} & Fields

export type SessionEvent =
  // The session itself
  | Of<'session-started', {readonly facts: SessionFacts}>
  | Of<
      'session-resumed',
      {
        readonly host: string
        readonly bootId: string
        readonly takenOver: boolean
        readonly changes: readonly Change[]
      }
    >
  | Of<
      'session-suspended',
      {
        readonly cause: SuspendCause
        readonly item: ItemId | null
      }
    >
  | Of<'changes-confirmed', {readonly reason: string}>
  | Of<'session-shared', {readonly group: string; readonly gid: number}>
  | Of<'journal-repaired', {readonly bytes: number}>
  | Of<'journal-continued', {readonly from: string; readonly headHash: string}>
  | Of<
      'runbook-adopted',
      {
        readonly runbook: SessionFacts['runbook']
        readonly probes: SessionFacts['probes']
        readonly kept: readonly ItemId[]
        readonly dropped: readonly ItemId[]
      }
    >
  | Of<'session-aborted', {readonly reason: string}>
  /** `signedBy`: the name that was written under the close-out; journals from before it was asked for have none. */
  | Of<'session-closed', {readonly outcome: SessionOutcome; readonly signedBy?: string}>
  | Of<'handed-over', {readonly to: string; readonly summary: string; readonly reason: string}>
  // What the operator says of items
  | Of<
      'item-done',
      {readonly item: ItemId; readonly answers: Readonly<Record<string, string>>; readonly remark: string}
    >
  | Of<'item-confirmed', {readonly item: ItemId; readonly how: string}>
  | Of<'item-acknowledged', {readonly item: ItemId; readonly reading: Reading | null}>
  | Of<'item-overridden', {readonly item: ItemId; readonly reason: string; readonly reading: Reading | null}>
  | Of<'item-skipped', {readonly item: ItemId; readonly reason: string}>
  | Of<'item-not-applicable', {readonly item: ItemId; readonly reason: string}>
  | Of<'item-deferred', {readonly item: ItemId; readonly to: SectionId; readonly reason: string}>
  | Of<'item-taken-back', {readonly item: ItemId}>
  | Of<'follow-up-assigned', {readonly item: ItemId; readonly owner: string; readonly due: string}>
  | Of<'note-added', {readonly item: ItemId | null; readonly text: string; readonly mark: NoteMark | null}>
  | Of<
      'criterion-answered',
      {readonly item: ItemId; readonly answer: CriterionAnswer; readonly remark: string}
    >
  | Of<
      'decision-made',
      {
        readonly choice: DecisionChoice
        readonly sentence: string
        readonly criteria: readonly FrozenCriterion[]
      }
    >
  | Of<'input-set', {readonly name: string; readonly value: string | null; readonly secret: boolean}>
  // What probes say of items
  | Of<'sensed', {readonly item: ItemId; readonly reading: Reading}>
  /** Numbers taken before the item's command, which later looks compare with; one reading for each probe. */
  | Of<'baseline-taken', {readonly item: ItemId; readonly readings: readonly Reading[]}>
  /** The operator lets a probe look that changes something, once. What comes of it is the next `sensed` of the item. */
  | Of<'look-confirmed', {readonly item: ItemId}>
  // A command's life
  | Of<
      'command-confirmed',
      {
        readonly item: ItemId
        readonly attempt: AttemptNumber
        readonly text: string
        readonly cwd: string
        readonly values: readonly {
          readonly env: string
          readonly value: string | null
          readonly secret: boolean
        }[]
        readonly script: ScriptFact | null
        readonly typed: string
        /** Needs that were not met, and the operator's reason to go on all the same. */
        readonly override: RunOverride | null
      }
    >
  | Of<'command-intended', {readonly item: ItemId; readonly attempt: AttemptNumber}>
  | Of<
      'command-running',
      {readonly item: ItemId; readonly attempt: AttemptNumber; readonly pid: number | null}
    >
  | Of<
      'command-ended',
      {
        readonly item: ItemId
        readonly attempt: AttemptNumber
        readonly exit: ExitFact
        readonly tail: string
        readonly seen: 'live' | 'while-away'
      }
    >
  | Of<
      'command-not-started',
      {
        readonly item: ItemId
        readonly attempt: AttemptNumber
        readonly proof: 'revoked' | 'refused'
        readonly why: string
        /** Where the target was held: by whom, as far as that was said. */
        readonly heldBy?: TargetHolder
      }
    >
  | Of<
      'command-unknown',
      {
        readonly item: ItemId
        readonly attempt: AttemptNumber
        readonly sameBoot: boolean
        readonly processes: readonly number[]
        readonly tail: string
      }
    >
  | Of<
      'command-asserted',
      {
        readonly item: ItemId
        readonly attempt: AttemptNumber
        readonly answer: Assertion
        readonly how: string
      }
    >
  // A message's life
  | Of<
      'message-confirmed',
      {
        readonly item: ItemId
        readonly message: MessageNumber
        readonly audience: string
        readonly language: Language
        readonly way: MessageWay
        /** As they were shown: mailboxes, a channel, a server's name; never a secret address. */
        readonly recipients: readonly string[]
        readonly subject: string
        readonly text: string
        readonly typed: string
      }
    >
  | Of<'message-intended', {readonly item: ItemId; readonly message: MessageNumber}>
  | Of<
      'message-sent',
      {
        readonly item: ItemId
        readonly message: MessageNumber
        /** What the other side said when it took it. */
        readonly reply: string
        readonly sentAt: string
        readonly seen: 'live' | 'while-away'
      }
    >
  /** Proved: nothing of it went out. */
  | Of<
      'message-failed',
      {
        readonly item: ItemId
        readonly message: MessageNumber
        readonly why: MessageFailure
        readonly reply: string
      }
    >
  /** It may have arrived, or not. It is never sent again by itself. */
  | Of<
      'message-unknown',
      {
        readonly item: ItemId
        readonly message: MessageNumber
        readonly why: MessageDoubt
        readonly reply: string
      }
    >
  | Of<
      'message-asserted',
      {
        readonly item: ItemId
        readonly message: MessageNumber
        readonly answer: MessageAssertion
        readonly how: string
      }
    >
  // Whom we called, and what we promised
  | Of<'contact-tried', {readonly contact: string; readonly result: ContactResult}>
  | Of<'update-promised', {readonly due: string}>
  /** `late`: it was due before. `number`: the message that met it; null: the operator said so. */
  | Of<'update-given', {readonly due: string; readonly late: boolean; readonly number: MessageNumber | null}>
  /** The operator asks a running command to end; what came of it is its own end. */
  | Of<
      'command-stopping',
      {readonly item: ItemId; readonly attempt: AttemptNumber; readonly signal: StopSignal}
    >
  /** No run of ours: the operator ran the command somewhere else and says how it ended there. */
  | Of<
      'command-elsewhere',
      {
        readonly item: ItemId
        readonly text: string
        readonly where: string
        readonly outcome: ElsewhereOutcome
        readonly how: string
      }
    >
  | Of<
      'failure-answered',
      {readonly item: ItemId; readonly attempt: AttemptNumber | null; readonly choice: FailureChoice}
    >

/** Why nothing of a message went out: its sender never started, the other side could not be reached or took it not. */
export type MessageFailure = 'revoked' | 'cannot-start' | 'unreachable' | 'refused' | 'not-configured'

/** Why nobody knows: the answer never came, a command failed half-way, or the sender itself died. */
export type MessageDoubt = 'no-answer' | 'command-failed' | 'sender-died'

export interface FrozenCriterion {
  readonly item: ItemId
  readonly answer: CriterionAnswer
  readonly remark: string
  readonly reading: Reading | null
}

export type EventType = SessionEvent['type']
export type EventOf<T extends EventType> = Extract<SessionEvent, {readonly type: T}>
