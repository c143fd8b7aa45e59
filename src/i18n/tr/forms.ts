import type {FormTexts} from '#src/i18n/en/forms.ts'
import {say} from '#src/text/say.ts'

export const forms: FormTexts = {
  'ask-reason': () => say`gerekçe`,
}
