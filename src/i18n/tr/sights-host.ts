import type {HostSightTexts} from '#src/i18n/en/sights-host.ts'
import {say} from '#src/text/say.ts'

export const hostSights: HostSightTexts = {
  'time-over': () => say`süresi içinde yanıt gelmedi`,
}
