import type {Safe} from '#src/text/safe.ts'
import {say} from '#src/text/say.ts'

/** What an item most often asks for, by the names that runbooks use; any other is shown as it is written. */
export const questions: Readonly<Record<'who' | 'channel' | 'when', Safe>> = {
  who: say`who`,
  channel: say`channel`,
  when: say`when`,
}

export type QuestionTexts = typeof questions
