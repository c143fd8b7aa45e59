import type {ProbingTexts} from '#src/i18n/en/probing.ts'
import {say} from '#src/text/say.ts'

export const probing: ProbingTexts = {
  'time-over': () => say`süresi içinde yanıt gelmedi`,
  'time-over-after': f => say`${f.limit} içinde yanıt gelmedi`,
  'not-configured': f => say`ayarlanmamış: ${f.names} değerini verin`,
  'nothing-there': f =>
    say`${f.address} adresinde ${f.host} makinesinden ulaşılan bir şey yok; ${f.variable} değerini verin (${f.cause})`,
  'no-driver': f => say`bu rollcall'da ${f.type} türünde yoklama yok`,
  'driver-fault': f => say`yoklamanın kendi hatası: ${f.cause}`,
  blocked: f => say`${f.by} engelliyor: ${f.cause}`,
  'blocked-unlooked': f => say`${f.by} engelliyor: ona bakılmadı`,
  'still-waiting': f => say`kalan ${f.left}: ${f.summary}`,
  'passes-in-a-row': f => say`üst üste ${f.of} başarıdan ${f.passes}.: ${f.summary}`,
  'fails-in-a-row': f => say`üst üste ${f.of} başarısızlıktan ${f.fails}.: ${f.summary}`,
  'needs-confirmation': () => say`bakmak bir şeyi değiştirir: siz onaylayınca çalışır`,
  'not-trusted': () =>
    say`bakılmadı: bu yoklama bir program çalıştırır, oysa bu içeriğe henüz kimse güvenmedi; okuduktan sonra --trust deyin`,
  'session-only': () => say`bunu yalnızca bir oturum bilir`,
  'by-hand': () => say`bunu bir kişi yanıtlar`,
  'has-effects': () => say`bakmak bir şeyi değiştirir: --effects verilmedikçe dışarıda kalır`,
  'no-such-probe': f => say`burada "${f.probe}" adlı yoklama yok. Olanlar: ${f.known}`,
  'no-such-section': f => say`burada "${f.section}" adlı bölüm yok. Olanlar: ${f.known}`,
  'bad-wait': f => say`--wait ${f.text}: 30s ya da 2m gibi bir süre yazın.`,
  'junit-watch': () => say`--watch text ya da json yazar; JUnit tek bir belgedir.`,
  passed: () => say`tamam`,
  failed: () => say`BAŞARISIZ`,
  unknown: () => say`bilinmiyor`,
  manual: () => say`elle`,
  'left-out': () => say`dışarıda`,
  'check-line': f => say`  ${f.word}  ${f.id}  ${f.title}: ${f.summary}`,
  'check-warning': f => say`uyarı: ${f.warning}`,
  'check-took': f => say`(${f.took})`,
  'check-progress': f => say`${f.of} yoklamadan ${f.done} tanesi bitti; beklenen: ${f.waiting}`,
  'check-sum': f =>
    say`${f.pass} tamam, ${f.fail} başarısız, ${f.unknown} bilinmiyor, ${f.manual} elle, ${f.leftOut} dışarıda (${f.pass + f.fail + f.unknown} maddeye ${f.took} içinde bakıldı)`,
}
