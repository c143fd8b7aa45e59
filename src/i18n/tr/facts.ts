import type {FactTexts} from '#src/i18n/en/facts.ts'
import {say} from '#src/text/say.ts'

export const facts: FactTexts = {
  'facts-held': f => say`kayıtta: ${f.facts}`,
  'facts-missing': f => say`henüz eksik: ${f.facts}`,
  'decision-with-sentence': say`gerekçeli bir karar`,
  'commands-with-outcome': say`her komutun sonucu`,
  'overrides-with-reason': say`gerekçeyle geçilen her maddenin gerekçesi`,
  'note-cause': say`neden olarak işaretlenmiş bir not`,
  'note-lesson': say`ders olarak işaretlenmiş bir not`,
  'note-suggestion': say`öneri olarak işaretlenmiş bir not`,
}
