import type {ItemId} from '#src/runbook/types.ts'
import type {Refusal} from '#src/session/verdict.ts'
import type {Store} from './store.ts'

export type TakenBack =
  | {readonly ok: true; readonly item: ItemId}
  /** `refusal` is null where there was nothing at all to take back. */
  | {readonly ok: false; readonly refusal: Refusal | null}

/** Takes back what was said of the current item, else of the one that was acted on last: the operator has moved on from it. */
export const takeBack = async (store: Store, current: ItemId | null): Promise<TakenBack> => {
  const here = current === null ? null : await store.dispatch({type: 'take-back', item: current})
  if (current !== null && here?.ok === true) return {ok: true, item: current}
  const last = store.state().session.here
  const answer =
    last === null || last === current ? here : await store.dispatch({type: 'take-back', item: last})
  if (answer?.ok === true && last !== null) return {ok: true, item: last}
  return {ok: false, refusal: answer?.ok === false ? answer.refusal : null}
}
