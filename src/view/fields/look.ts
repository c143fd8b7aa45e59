import type {ItemId} from '#src/runbook/types.ts'
import {recordOf} from '#src/session/state.ts'
import type {KeyDesk} from '#src/view/press.ts'
import {choiceField, confirmField, option} from './build.ts'
import {ask, type Next, turnTo, wish} from './next.ts'

/** Lets a probe look once; where it has looked already, or its look is lost, what else can be done about it. */
export const lookField = (desk: KeyDesk, item: ItemId, choice: string | undefined): Next => {
  const {forms} = desk.texts
  const {sensed, look} = recordOf(desk.situation.session, item)
  if (choice === 'by-hand') return turnTo({kind: 'confirm-by-hand', item})
  if (choice !== undefined) return wish({kind: 'look', item})
  if (sensed === null && look === null) return ask(confirmField(forms['confirm-look']()))
  const isUnknown = look !== null || sensed?.outcome === 'unknown'
  return ask(
    choiceField(forms['ask-look'](), [
      option('again', forms['look-again'](), look === null ? null : forms['warn-look-lost']()),
      ...(isUnknown ? [option('by-hand', forms['look-by-hand']())] : []),
    ]),
  )
}
