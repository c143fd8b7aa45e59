import {say} from '#src/text/say.ts'

/** What forms ask on the screen, and what can be chosen in them. */
export const forms = {
  'ask-reason': () => say`reason`,
}

export type FormTexts = typeof forms
