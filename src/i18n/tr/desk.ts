import type {DeskTexts} from '#src/i18n/en/desk.ts'
import {say} from '#src/text/say.ts'

export const desk: DeskTexts = {
  exported: () => say`dışa aktarıldı`,
}
