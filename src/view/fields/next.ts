import type {Field, Purpose} from '#src/view/form.ts'
import type {Mode} from '#src/view/view-state.ts'
import type {Wish} from '#src/view/wish.ts'

/** What follows from the answers so far: another question, what is wished for, another form, or something to look at. */
export type Next =
  | {readonly kind: 'field'; readonly field: Field}
  | {readonly kind: 'wish'; readonly wish: Wish}
  | {readonly kind: 'form'; readonly purpose: Purpose; readonly answers: readonly string[]}
  | {readonly kind: 'mode'; readonly mode: Mode}

export const ask = (field: Field): Next => ({kind: 'field', field})
export const wish = (of: Wish): Next => ({kind: 'wish', wish: of})
export const turnTo = (purpose: Purpose, answers: readonly string[] = []): Next => ({
  kind: 'form',
  purpose,
  answers,
})

/** Where there is nothing to ask, because what the form was about is not there any more. */
export const nothing: Next = {kind: 'mode', mode: {kind: 'walk'}}
