import type {StateTexts} from '#src/i18n/en/states.ts'
import {say} from '#src/text/say.ts'

export const states: StateTexts = {
  open: say`açık`,
  running: say`çalışıyor`,
  done: say`tamam`,
  failed: say`başarısız`,
  unknown: say`bilinmiyor`,
  confirmed: say`elle onaylandı`,
  asserted: say`beyan edildi, gözlenmedi`,
  assigned: say`atandı`,
  overridden: say`gerekçeyle geçildi`,
  skipped: say`atlandı`,
  deferred: say`ertelendi`,
  'not-applicable': say`uygulanmaz`,
  raised: say`var`,
  clear: say`yok`,
}
