import type {ItemId, SectionId} from '#src/runbook/types.ts'
import type {
  Assertion,
  AttemptNumber,
  Change,
  ContactResult,
  CriterionAnswer,
  DecisionChoice,
  ElsewhereOutcome,
  ExitFact,
  FailureChoice,
  Language,
  MessageAssertion,
  MessageDoubt,
  MessageFailure,
  MessageNumber,
  MessageWay,
  NoteMark,
  ScriptFact,
  SessionFacts,
  StopSignal,
  SuspendCause,
  TargetHolder,
} from './events.ts'
import type {Reading} from './reading.ts'

/** What the operator, a runner or a probe wants to become a fact. `decide` answers with events or a refusal. */
export type Intent =
  | {readonly type: 'start'; readonly facts: SessionFacts}
  | {
      readonly type: 'resume'
      readonly host: string
      readonly bootId: string
      readonly takenOver: boolean
      readonly changes: readonly Change[]
    }
  | {
      readonly type: 'suspend'
      readonly cause: SuspendCause
      readonly item: ItemId | null
    }
  | {readonly type: 'confirm-changes'; readonly reason: string}
  | {readonly type: 'repaired'; readonly bytes: number}
  | {
      readonly type: 'adopt'
      readonly runbook: SessionFacts['runbook']
      readonly probes: SessionFacts['probes']
      readonly kept: readonly ItemId[]
      readonly dropped: readonly ItemId[]
    }
  | {readonly type: 'abort'; readonly reason: string}
  /** `signedBy`: who signs for what the close-out lists, by name. */
  | {readonly type: 'close'; readonly signedBy: string}
  | {readonly type: 'hand-over'; readonly to: string; readonly summary: string; readonly reason: string}
  | {
      readonly type: 'done'
      readonly item: ItemId
      readonly answers: Readonly<Record<string, string>>
      readonly remark: string
    }
  | {readonly type: 'confirm-by-hand'; readonly item: ItemId; readonly how: string}
  | {readonly type: 'acknowledge'; readonly item: ItemId}
  | {readonly type: 'override'; readonly item: ItemId; readonly reason: string}
  | {readonly type: 'skip'; readonly item: ItemId; readonly reason: string}
  | {readonly type: 'not-applicable'; readonly item: ItemId; readonly reason: string}
  | {readonly type: 'defer'; readonly item: ItemId; readonly to: SectionId; readonly reason: string}
  | {readonly type: 'take-back'; readonly item: ItemId}
  | {readonly type: 'assign'; readonly item: ItemId; readonly owner: string; readonly due: string}
  | {
      readonly type: 'note'
      readonly item: ItemId | null
      readonly text: string
      readonly mark: NoteMark | null
    }
  | {
      readonly type: 'answer'
      readonly item: ItemId
      readonly answer: CriterionAnswer
      readonly remark: string
    }
  | {readonly type: 'decide'; readonly choice: DecisionChoice; readonly sentence: string}
  | {readonly type: 'set-input'; readonly name: string; readonly value: string}
  | {
      readonly type: 'run'
      readonly item: ItemId
      /** The text that was on the card when the operator confirmed. */
      readonly text: string
      readonly cwd: string
      readonly values: readonly {
        readonly env: string
        readonly value: string | null
        readonly secret: boolean
      }[]
      readonly script: ScriptFact | null
      readonly typed: string
      /** Why to go on although a need is not met; empty where none was asked for. */
      readonly reason: string
    }
  | {readonly type: 'running'; readonly attempt: AttemptNumber; readonly pid: number | null}
  | {
      readonly type: 'ended'
      readonly attempt: AttemptNumber
      readonly exit: ExitFact
      readonly tail: string
      readonly seen: 'live' | 'while-away'
    }
  | {
      readonly type: 'not-started'
      readonly attempt: AttemptNumber
      readonly proof: 'revoked' | 'refused'
      readonly why: string
      readonly heldBy?: TargetHolder
    }
  | {
      readonly type: 'outcome-unknown'
      readonly attempt: AttemptNumber
      readonly sameBoot: boolean
      readonly processes: readonly number[]
      readonly tail: string
    }
  | {readonly type: 'assert'; readonly item: ItemId; readonly answer: Assertion; readonly how: string}
  | {
      readonly type: 'send'
      readonly item: ItemId
      readonly audience: string
      readonly language: Language
      readonly way: MessageWay
      readonly recipients: readonly string[]
      readonly subject: string
      /** The text that was shown when the operator confirmed. */
      readonly text: string
      readonly typed: string
    }
  | {
      readonly type: 'message-sent'
      readonly message: MessageNumber
      readonly reply: string
      readonly sentAt: string
      readonly seen: 'live' | 'while-away'
    }
  | {
      readonly type: 'message-failed'
      readonly message: MessageNumber
      readonly why: MessageFailure
      readonly reply: string
    }
  | {
      readonly type: 'message-unknown'
      readonly message: MessageNumber
      readonly why: MessageDoubt
      readonly reply: string
    }
  | {
      readonly type: 'assert-message'
      readonly item: ItemId
      readonly answer: MessageAssertion
      readonly how: string
    }
  | {readonly type: 'contact-tried'; readonly contact: string; readonly result: ContactResult}
  /** `due`: an instant, ISO 8601. */
  | {readonly type: 'promise-update'; readonly due: string}
  | {readonly type: 'update-given'}
  | {
      readonly type: 'stop'
      readonly attempt: AttemptNumber
      readonly signal: StopSignal
      readonly typed: string
    }
  | {
      readonly type: 'run-elsewhere'
      readonly item: ItemId
      readonly where: string
      readonly outcome: ElsewhereOutcome
      readonly how: string
    }
  | {readonly type: 'answer-failure'; readonly item: ItemId; readonly choice: FailureChoice}
  /** `beganSeq`: the session's `seq` when the probe began, so that an old look cannot tick a newer state. */
  | {readonly type: 'reading'; readonly reading: Reading; readonly beganSeq: number}
  /** The numbers that were taken before the item's command starts. */
  | {readonly type: 'baseline'; readonly item: ItemId; readonly readings: readonly Reading[]}
  /** Lets the item's probe look once, although that changes something. */
  | {readonly type: 'look'; readonly item: ItemId}

/** When and by whom; passed in, so that deciding stays pure. */
export interface Stamp {
  readonly at: string
  readonly by: string
}
