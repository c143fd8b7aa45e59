import {findItem} from '#src/runbook/walk.ts'
import {type Desk, tell} from './desk.ts'
import {itemLine} from './item-lines.ts'

/** Takes back what was said of the current item, else of the one that was acted on last: `done` has moved on from it. */
export const takeBack = async (desk: Desk): Promise<void> => {
  const {store} = desk.open
  const current = desk.here === null ? null : await store.dispatch({type: 'take-back', item: desk.here})
  if (current?.ok === true) return showTakenBack(desk)
  const {here} = store.state().session
  if (here === null || here === desk.here) {
    if (current !== null) tell(desk, current)
    return
  }
  if (!tell(desk, await store.dispatch({type: 'take-back', item: here}))) return
  desk.here = here
  showTakenBack(desk)
}

const showTakenBack = (desk: Desk): void => {
  const item = desk.here === null ? null : findItem(desk.open.store.state().runbook, desk.here)
  if (item !== null) desk.print(itemLine(desk.open, item, desk.texts))
}
