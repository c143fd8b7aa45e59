import type {Commands} from '#src/app/commands.ts'
import type {OpenSession} from '#src/app/held-session.ts'
import type {Left} from '#src/app/leave-session.ts'
import type {Probing} from '#src/app/probing/create-probing.ts'
import type {ProgramEnd} from '#src/app/screen/other-program.ts'
import type {Answer} from '#src/app/store.ts'
import type {Messages} from '#src/app/telling/messages.ts'
import {sentence} from '#src/i18n/code.ts'
import type {Texts} from '#src/i18n/texts.ts'
import type {ItemId} from '#src/runbook/types.ts'
import type {AttemptNumber, ScriptFact} from '#src/session/events.ts'
import {type Safe, safe} from '#src/text/safe.ts'
import type {ShownDraft} from './message.ts'
import type {LineReader} from './reader.ts'

/** What the words of line mode act on. */
export interface Desk {
  readonly open: OpenSession
  readonly commands: Commands
  readonly messages: Messages
  readonly texts: Texts
  readonly now: () => Date
  readonly reader: LineReader
  /** Resolves when the session is to be left: a signal, or another process that asks for it. */
  readonly left: Promise<void>
  readonly print: (...lines: readonly Safe[]) => void
  /** Asks on a line of its own; null when there is no answer because the input has ended or somebody wants us to leave. */
  readonly ask: (question: Safe) => Promise<string | null>
  readonly probing: Probing
  /** Goes on in a new journal below that directory; null where it worked, else why not. */
  readonly continueIn: (directory: string) => Promise<readonly Safe[] | null>
  /** Lets another program have the terminal with a text in a file of this name. */
  readonly lend: (name: string, text: string) => Promise<ProgramEnd>
  /** Writes a sequence for the terminal's clipboard; null where there is no terminal. */
  readonly clipboard: ((sequence: string) => void) | null
  /** The current item; null where the runbook has none. */
  here: ItemId | null
  /** The attempt that the prompt waits for. */
  following: AttemptNumber | null
  /** The script on the card that was shown last: what is approved is what was seen. */
  shownScript: ScriptFact | null
  /** The message that was shown last. */
  draft: ShownDraft | null
}

export type {Left}

/** Prints why something was refused; true where it was not. */
export const tell = (desk: Desk, answer: Answer): boolean => {
  if (!answer.ok) desk.print(sentence(desk.texts.refusals, answer.refusal))
  return answer.ok
}

/** Says why it could not be found out what became of a command; nothing where it was. */
export const tellImpossible = (desk: Pick<Desk, 'print' | 'texts'>, cause: string | null): void => {
  if (cause !== null) desk.print(desk.texts.lines['recover-impossible']({cause: safe(cause)}))
}
