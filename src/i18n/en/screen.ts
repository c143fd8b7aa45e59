import {say} from '#src/text/say.ts'

/** What the screen shows: titles, columns, panels. */
export const screen = {
  'panel-evidence': () => say`evidence`,
}

export type ScreenTexts = typeof screen
