import type {QuestionTexts} from '#src/i18n/en/questions.ts'
import {say} from '#src/text/say.ts'

export const questions: QuestionTexts = {
  who: say`kim`,
  channel: say`hangi kanaldan`,
  when: say`ne zaman`,
}
