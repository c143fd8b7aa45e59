import type {ScreenTexts} from '#src/i18n/en/screen.ts'
import {say} from '#src/text/say.ts'

export const screen: ScreenTexts = {
  'panel-evidence': () => say`kanıt`,
}
