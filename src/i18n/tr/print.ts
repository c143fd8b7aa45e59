import type {PrintTexts} from '#src/i18n/en/print.ts'
import {say} from '#src/text/say.ts'

export const print: PrintTexts = {
  operator: () => say`Operatör`,
  target: () => say`Hedef`,
  begun: () => say`Başlangıç`,
  ended: () => say`Bitiş`,
  who: () => say`Kim`,
  when: () => say`Ne zaman`,
  seen: () => say`Görülen`,
  'exit-code': () => say`Çıkış kodu`,
  owner: () => say`Sorumlu`,
  due: () => say`Son tarih`,
  decision: () => say`Karar`,
  'roll-back': () => say`geri al`,
  'do-not': () => say`geri alma`,
  escalate: () => say`üst makama taşı`,
  sentence: () => say`çünkü`,
  dangerous: () => say`TEHLİKELİ: önce hedeften emin olun.`,
}
