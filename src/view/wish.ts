import type {ItemId} from '#src/runbook/types.ts'
import type {AttemptNumber, FailureChoice, Language, ScriptFact, StopSignal} from '#src/session/events.ts'
import type {Intent} from '#src/session/intents.ts'
import type {MessageCard} from './form.ts'

/** What a key asks of the world outside the screen. It is done by app/screen; the screen shows what came of it. */
export type Wish =
  /** Something to become a fact; where it settles the item, the cursor goes on to the next one that wants the operator. */
  | {readonly kind: 'say'; readonly intent: Intent}
  /** Looks up what the command's card shows, then opens it; asks for the input named `again` though it has a value. */
  | {readonly kind: 'open-card'; readonly item: ItemId; readonly again?: string}
  /**
   * Gives an input its value, then opens the item's card again with what is still wanted. `remark`: why this value all the
   * same (a backup made tonight), to be recorded as a note.
   */
  | {
      readonly kind: 'set-input'
      readonly item: ItemId
      readonly name: string
      readonly value: string
      readonly remark?: string
    }
  | {
      readonly kind: 'run'
      readonly item: ItemId
      readonly typed: string
      readonly reason: string
      readonly script: ScriptFact | null
    }
  /** Takes back what was said of the current item, else of the one that was acted on last. */
  | {readonly kind: 'take-back'; readonly item: ItemId | null}
  /** Puts the command, with its values, on the clipboard and into a file: for whoever runs it somewhere else. */
  | {readonly kind: 'copy'; readonly item: ItemId}
  | {
      readonly kind: 'stop'
      readonly attempt: AttemptNumber
      readonly signal: StopSignal
      readonly typed: string
    }
  /** What to do about a failure: it goes on record first. `input`: the one that is asked for anew. */
  | {
      readonly kind: 'answer-failure'
      readonly item: ItemId
      readonly choice: FailureChoice
      readonly input?: string
    }
  | {readonly kind: 'end-watch'; readonly attempt: AttemptNumber}
  | {readonly kind: 'recheck'}
  /** Lets a probe look whose look changes something: the operator has confirmed it. */
  | {readonly kind: 'look'; readonly item: ItemId}
  | {readonly kind: 'export'}
  /** Lets the operator write a long note in `$EDITOR`; what comes back stands in the form. */
  | {readonly kind: 'edit'; readonly text: string}
  /** Shows an attempt's whole output in `$PAGER`. */
  | {readonly kind: 'page'; readonly attempt: AttemptNumber}
  /** Shows the item's draft; in a language that is named it is drafted anew. */
  | {readonly kind: 'open-message'; readonly item: ItemId; readonly language?: Language}
  | {readonly kind: 'edit-message'; readonly item: ItemId; readonly card: MessageCard}
  | {readonly kind: 'copy-message'; readonly item: ItemId; readonly card: MessageCard}
  /** Sends exactly what the card shows, by the way at this place in it. */
  | {
      readonly kind: 'send-message'
      readonly item: ItemId
      readonly card: MessageCard
      readonly way: number
      readonly typed: string
    }
  | {readonly kind: 'copy-contact'; readonly contact: string}
  /** `when`: a time of day or a span, as it was typed. */
  | {readonly kind: 'promise-update'; readonly when: string}
  | {readonly kind: 'language'}
  | {readonly kind: 'continue'; readonly directory: string}
  | {readonly kind: 'hand-over'; readonly to: string; readonly summary: string; readonly reason: string}
  | {readonly kind: 'abort'; readonly reason: string}
  | {readonly kind: 'close'; readonly signedBy: string}
  | {readonly kind: 'suspend'}
  /** Ctrl+Z: gives the terminal back to the shell until `fg`. */
  | {readonly kind: 'to-shell'}
  | {readonly kind: 'redraw'}
