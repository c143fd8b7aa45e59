import type {DeskTexts} from '#src/i18n/en/desk.ts'
import {say} from '#src/text/say.ts'

export const desk: DeskTexts = {
  decided: () => say`karar kayda geçti`,
  noted: () => say`not alındı`,
  'changes-confirmed': () => say`onaylandı: tehlikeli komutlar yeniden çalışabilir`,
  'item-now': f => say`${f.item}: ${f.state}`,
  'item-news': f => say`${f.item}: ${f.how}`,
  'taken-back': f => say`geri alındı: ${f.item}`,
  'looked-again': () => say`yeniden bakılıyor`,
  'holds-danger': () => say`Bu onaylanana kadar tehlikeli komutlar bekler: a tuşuna basın.`,
  'program-failed': f => say`${f.program} düzgün bitmedi (${f.cause}); hiçbir şey değişmedi`,
  'choose-session': () => say`Açık oturumlar. Hangisi sürdürülsün?`,
  'choose-new': () => say`yeni bir oturum`,
  'choose-line': f => say`${f.id}  ${f.title} · ${f.operator}`,
  'nothing-chosen': () => say`oturum seçilmedi; hiçbir şey değişmedi`,
  'choose-keys': () => say`yukarı/aşağı seçer · Enter sürdürür · Ctrl+C çıkar, hiçbir şey değişmez`,
}
