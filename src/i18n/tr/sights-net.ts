import type {NetSightTexts} from '#src/i18n/en/sights-net.ts'
import {say} from '#src/text/say.ts'

export const netSights: NetSightTexts = {
  'time-over': () => say`süresi içinde yanıt gelmedi`,
}
