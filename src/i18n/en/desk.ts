import {say} from '#src/text/say.ts'

/** What the screen says of what it was asked to do outside itself: files, commands, other programs, leaving. */
export const desk = {
  exported: () => say`exported`,
}

export type DeskTexts = typeof desk
