import {takeBack} from '#src/app/take-back.ts'
import {findItem} from '#src/runbook/walk.ts'
import {type Desk, tell} from './desk.ts'
import {itemLine} from './item-lines.ts'

/** Takes back what was said last, and goes there. */
export const goBack = async (desk: Desk): Promise<void> => {
  const taken = await takeBack(desk.open.store, desk.here)
  if (!taken.ok) {
    if (taken.refusal !== null) tell(desk, {ok: false, refusal: taken.refusal})
    return
  }
  desk.here = taken.item
  const item = findItem(desk.open.store.state().runbook, taken.item)
  if (item !== null) desk.print(itemLine(desk.open, item, desk.texts))
}
