import type {RunsTexts} from '#src/i18n/en/runs.ts'
import {say} from '#src/text/say.ts'

export const runs: RunsTexts = {
  untrusted: f =>
    say`SALT OKUNUR: bu içeriğe henüz kimse güvenmedi. ${f.title} (${f.files}) şunları çalıştırırdı:`,
  'plan-enter': () => say`zararsız, Enter ile`,
  'plan-word': () => say`sözcük yazılınca`,
  'plan-target': () => say`TEHLİKELİ, hedefin adı yazılınca`,
  'plan-watch': () => say`izler`,
  'plan-probes': () => say`== yoklamalar, kendiliğinden ve tekrar tekrar ==`,
  'plan-probe': f => say`  ${f.name}: ${f.type}`,
  'untrusted-what': () => say`Hiçbir şey başlatılmadı, yoklanmadı ya da kaydedilmedi.`,
  'untrusted-how': f =>
    say`Çalışması istenen buysa: rollcall ${f.path} --trust   (bu içerik için bir kez, SHA-256 ${f.digest})`,
  'untrusted-adopt': f =>
    say`Hiçbir şey devralınmadı. Çalışması istenen buysa: rollcall resume ${f.id} --adopt --trust`,
  foreign: () =>
    say`ASCII dışındaki karakterler <U+…> olarak açık yazılır: bir harf başka birine benzeyebilir`,
}
