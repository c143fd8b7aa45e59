import {say} from '#src/text/say.ts'
import type {AlarmTexts} from '../en/alarm.ts'

export const alarm: AlarmTexts = {
  lost: f => say`artık öyle değil: ${f.title}`,
  raised: f => say`ölçüt gerçekleşti: ${f.title}`,
  ended: f => say`bitti: ${f.title}`,
}
