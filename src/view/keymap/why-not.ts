import {sendObstacle} from '#src/session/decide-telling.ts'
import type {Refusal} from '#src/session/verdict.ts'
import type {Safe} from '#src/text/safe.ts'
import {mayDo, someReason} from '#src/view/press/may-do.ts'
import type {KeyDesk} from '#src/view/press.ts'
import {refusalSentence} from '#src/view/refusal-sentence.ts'
import type {ViewState} from '#src/view/view-state.ts'
import type {EnterDeed} from './enter.ts'

const told = ({texts}: KeyDesk, refusal: Refusal | null): Safe | null =>
  refusal === null ? null : refusalSentence(texts, refusal)

export const whyNotHere = (desk: KeyDesk, deed: EnterDeed): Safe | null => {
  switch (deed.kind) {
    case 'refuse':
      return told(desk, deed.refusal)
    case 'nothing':
      return desk.texts.keys['nothing-here']()
    default:
      return null
  }
}

/** Why the item cannot be passed over in that way. */
export const whyNotExcuse = (
  desk: KeyDesk,
  {here}: ViewState,
  type: 'override' | 'skip' | 'not-applicable' | 'defer',
): Safe | null => {
  if (here.kind !== 'item') return desk.texts.keys['nothing-here']()
  const {item} = here
  if (type !== 'defer') return told(desk, mayDo(desk, {type, item, reason: someReason}))
  // What cannot be deferred to the last section that holds items cannot be deferred to any.
  const last = desk.situation.runbook.sections.findLast(section => section.items.length > 0)
  return told(desk, mayDo(desk, {type, item, to: last?.id ?? '', reason: someReason}))
}

export const whyNotDecide = (desk: KeyDesk): Safe | null =>
  told(desk, mayDo(desk, {type: 'decide', choice: 'rollback', sentence: someReason}))

export const whyNotNote = (desk: KeyDesk): Safe | null =>
  told(desk, mayDo(desk, {type: 'note', item: null, text: someReason, mark: null}))

/** Why no message can be drafted here; one can be looked at while another is on its way. */
export const whyNotMessage = (desk: KeyDesk, {here}: ViewState): Safe | null => {
  const {runbook, session} = desk.situation
  if (here.kind !== 'item') return desk.texts.keys['nothing-here']()
  const obstacle = sendObstacle(runbook, session, here.item)
  return obstacle?.code === 'already-sending' ? null : told(desk, obstacle)
}

export const whyNotUpdate = (desk: KeyDesk): Safe | null =>
  told(desk, mayDo(desk, {type: 'promise-update', due: '9999-01-01T00:00:00.000Z'}))

export const whyNotAbort = (desk: KeyDesk): Safe | null =>
  told(desk, mayDo(desk, {type: 'abort', reason: someReason}))

/** What is taken back is what was said here, else what was said last. */
export const whyNotTakeBack = (desk: KeyDesk, {here}: ViewState): Safe | null => {
  const {session} = desk.situation
  const own = here.kind === 'item' ? mayDo(desk, {type: 'take-back', item: here.item}) : null
  if (here.kind === 'item' && own === null) return null
  if (session.here === null) return told(desk, own) ?? desk.texts.keys['nothing-here']()
  const last = mayDo(desk, {type: 'take-back', item: session.here})
  return last === null ? null : told(desk, own ?? last)
}
