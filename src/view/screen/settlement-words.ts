import {questionWord} from '#src/i18n/question.ts'
import type {Settlement} from '#src/session/state.ts'
import {joinSafe, type Safe} from '#src/text/safe.ts'
import {say} from '#src/text/say.ts'
import type {ScreenInput} from '#src/view/screen-input.ts'
import {foreign} from './foreign.ts'
import {clock} from './time.ts'

/** What the operator said of an item: who, when, in which words. */
export const settlementWords = (input: ScreenInput, settlement: Settlement): Safe => {
  const {screen} = input.texts
  const said = {by: foreign(input, settlement.by), at: clock(input, settlement.at)}
  switch (settlement.state) {
    case 'done': {
      const answers = Object.entries(settlement.answers).map(
        ([name, value]) => say`${questionWord(input.texts.questions, name)}: ${foreign(input, value)}`,
      )
      const words = joinSafe(
        [...answers, ...(settlement.remark === '' ? [] : [foreign(input, settlement.remark)])],
        ', ',
      )
      return words === '' ? screen['said-by'](said) : screen.said({...said, words})
    }
    case 'confirmed':
      return screen.said({...said, words: foreign(input, settlement.how)})
    case 'assigned':
      return screen.said({
        ...said,
        words: say`${foreign(input, settlement.owner)}, ${foreign(input, settlement.due)}`,
      })
    default:
      return screen.said({...said, words: foreign(input, settlement.reason)})
  }
}
