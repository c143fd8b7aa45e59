import {safe} from '#src/text/safe.ts'
import {mayDo, someReason} from '#src/view/press/may-do.ts'
import type {KeyDesk} from '#src/view/press.ts'
import {choiceField, option, textField} from './build.ts'
import {ask, type Next, wish} from './next.ts'

/** Sections that the item can be deferred to. */
const laterSections = (desk: KeyDesk, item: string) =>
  desk.situation.runbook.sections.filter(
    section => mayDo(desk, {type: 'defer', item, to: section.id, reason: someReason}) === null,
  )

export const deferField = (desk: KeyDesk, item: string, [to, reason]: readonly string[]): Next => {
  const {forms} = desk.texts
  if (to === undefined) {
    const options = laterSections(desk, item).map(({id, number, title}) =>
      option(id, number === null ? title : forms.section({number: safe(number), title})),
    )
    return ask(choiceField(forms['ask-defer-to'](), options))
  }
  if (reason === undefined) return ask(textField(forms['ask-defer']()))
  return wish({kind: 'say', intent: {type: 'defer', item, to, reason}})
}
