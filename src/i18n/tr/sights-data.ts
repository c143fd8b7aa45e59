import type {DataSightTexts} from '#src/i18n/en/sights-data.ts'
import {say} from '#src/text/say.ts'

export const dataSights: DataSightTexts = {
  'time-over': () => say`süresi içinde yanıt gelmedi`,
}
