import type {ItemId} from '#src/runbook/types.ts'
import {findItem} from '#src/runbook/walk.ts'
import {refusalSentence} from '#src/view/refusal-sentence.ts'
import {goTo, type ScreenDesk, tellDone, tellRefused} from './screen-desk.ts'

/** Takes back what was said of the current item, else of the one that was acted on last: the cursor has moved on from it. */
export const takeBack = async (desk: ScreenDesk, current: ItemId | null): Promise<void> => {
  const {store} = desk.open
  const here = current === null ? null : await store.dispatch({type: 'take-back', item: current})
  if (here?.ok === true && current !== null) return showTakenBack(desk, current)
  const last = store.state().session.here
  const answer =
    last === null || last === current ? here : await store.dispatch({type: 'take-back', item: last})
  if (answer?.ok === true && last !== null) return showTakenBack(desk, last)
  if (answer?.ok === false) tellRefused(desk, refusalSentence(desk.screen.texts(), answer.refusal))
}

const showTakenBack = (desk: ScreenDesk, item: ItemId): void => {
  goTo(desk, {kind: 'item', item})
  const title = findItem(desk.open.store.state().runbook, item)?.title
  if (title !== undefined) tellDone(desk, desk.screen.texts().desk['taken-back']({item: title}))
}
