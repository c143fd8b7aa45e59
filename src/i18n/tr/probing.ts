import type {ProbingTexts} from '#src/i18n/en/probing.ts'
import {say} from '#src/text/say.ts'

export const probing: ProbingTexts = {
  'time-over': () => say`süresi içinde yanıt gelmedi`,
}
