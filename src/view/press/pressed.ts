import type {Refusal} from '#src/session/verdict.ts'
import type {Safe} from '#src/text/safe.ts'
import type {Form, Purpose} from '#src/view/form.ts'
import type {Here} from '#src/view/here.ts'
import type {Key, KeyName} from '#src/view/key.ts'
import {nextField} from '#src/view/next-field.ts'
import type {Desk, Pressed} from '#src/view/press.ts'
import {refusalSentence} from '#src/view/refusal-sentence.ts'
import type {Message, Mode, ViewState} from '#src/view/view-state.ts'
import type {Wish} from '#src/view/wish.ts'

export const see = (view: ViewState): Pressed => ({view, wish: null})

export const tell = (view: ViewState, tone: Message['tone'], text: Safe): Pressed =>
  see({...view, message: {tone, text}})

export const refuse = ({texts}: Desk, view: ViewState, refusal: Refusal): Pressed =>
  tell(view, 'refused', refusalSentence(texts, refusal))

/** Goes over to another mode; what is confirmed there counts from when it is painted. */
export const enter = (view: ViewState, mode: Mode): Pressed => see({...view, mode, paintedAt: null})

export const goTo = (view: ViewState, here: Here): Pressed => see({...view, here})

/** Asks for something to be done; the next action needs a pause after it. */
export const act = (desk: Desk, view: ViewState, wish: Wish): Pressed => ({
  view: {...view, actedAt: desk.now},
  wish,
})

/** Says that a key came too early. It counts from now again, so that a key that is held down never confirms. */
export const tooEarly = (desk: Desk, view: ViewState): Pressed =>
  tell(
    {...view, actedAt: desk.now, paintedAt: view.paintedAt === null ? null : desk.now},
    'refused',
    desk.texts.keys['too-early'](),
  )

/** Opens a form at the first question that is not answered yet. */
export const openForm = (
  desk: Desk,
  view: ViewState,
  purpose: Purpose,
  answers: readonly string[] = [],
): Pressed => {
  const next = nextField(desk, purpose, answers)
  switch (next.kind) {
    case 'field': {
      const form: Form = {purpose, answers, field: next.field}
      return enter(view, {kind: 'form', form})
    }
    case 'form':
      return openForm(desk, view, next.purpose, next.answers)
    case 'mode':
      return enter({...view, actedAt: desk.now}, next.mode)
    case 'wish':
      return act(desk, enter(view, {kind: 'walk'}).view, next.wish)
  }
}

/** Whether it is this key, pressed and not pasted. */
export const isKey = (key: Key, name: KeyName): boolean =>
  key.kind === 'named' && key.name === name && !key.afterPaste

export const isCharacter = (key: Key, text: string): boolean => key.kind === 'character' && key.text === text
