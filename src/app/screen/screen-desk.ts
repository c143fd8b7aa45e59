import type {Commands} from '#src/app/commands.ts'
import type {Context} from '#src/app/context.ts'
import type {OpenSession} from '#src/app/held-session.ts'
import type {Probing} from '#src/app/probing/create-probing.ts'
import type {Answer} from '#src/app/store.ts'
import type {Messages} from '#src/app/telling/messages.ts'
import type {Refusal} from '#src/session/verdict.ts'
import type {Safe} from '#src/text/safe.ts'
import type {MessageCard} from '#src/view/form.ts'
import type {Here} from '#src/view/here.ts'
import {refusalSentence} from '#src/view/refusal-sentence.ts'
import type {Message, Mode, ViewState} from '#src/view/view-state.ts'
import type {Outputs} from './outputs.ts'
import type {ScreenStore} from './screen-store.ts'
import type {Stage} from './stage.ts'

/** What the wishes of the screen act on. */
export interface ScreenDesk {
  readonly context: Context
  readonly open: OpenSession
  readonly commands: Commands
  readonly messages: Messages
  /** Drafts that were edited and not sent yet, by item: leaving the form loses nothing. */
  readonly drafts: Map<string, MessageCard>
  readonly screen: ScreenStore
  readonly outputs: Outputs
  readonly stage: Stage
  readonly probing: Probing
  /** Aborted when the session is being left from outside: by a signal, Ctrl+C, a line that dropped. */
  readonly leave: AbortSignal
}

/** Goes over to another mode: what is confirmed there counts from when it was painted. */
export const enterMode = (desk: ScreenDesk, mode: Mode, message: Message | null = null): void =>
  desk.screen.setView({...desk.screen.view(), mode, message, paintedAt: null})

export const goTo = (desk: ScreenDesk, here: Here): void => desk.screen.setView({...desk.screen.view(), here})

export const tellDone = (desk: ScreenDesk, text: Safe): void => tell(desk, {tone: 'done', text})

export const tellRefused = (desk: ScreenDesk, text: Safe): void => tell(desk, {tone: 'refused', text})

export const tellNews = (desk: ScreenDesk, text: Safe): void => tell(desk, {tone: 'news', text})

const tell = (desk: ScreenDesk, message: Message): void =>
  desk.screen.setView({...desk.screen.view(), message})

/** Says why something was refused, and puts back the form it came from with what was typed: nobody types it again. */
export const refuse = (desk: ScreenDesk, refusal: Refusal, before: ViewState): void => {
  const text = refusalSentence(desk.screen.texts(), refusal)
  if (before.mode.kind === 'form') enterMode(desk, before.mode, {tone: 'refused', text})
  else tellRefused(desk, text)
}

/** True where it was not refused. */
export const accepted = (desk: ScreenDesk, answer: Answer, before: ViewState): boolean => {
  if (!answer.ok) refuse(desk, answer.refusal, before)
  return answer.ok
}
