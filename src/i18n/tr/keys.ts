import type {KeyTexts} from '#src/i18n/en/keys.ts'
import {say} from '#src/text/say.ts'

export const keys: KeyTexts = {
  'too-early': () => say`yok sayıldı: çok erken`,
}
