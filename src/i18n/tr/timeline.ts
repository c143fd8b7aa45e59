import type {TimelineTexts} from '#src/i18n/en/timeline.ts'
import type {Safe} from '#src/text/safe.ts'
import {say} from '#src/text/say.ts'

const after = (mark: Safe, text: Safe): Safe => (text === '' ? say`` : say`${mark}${text}`)
const dash = (text: Safe): Safe => after(say` — `, text)

export const timeline: TimelineTexts = {
  'session-started': f =>
    say`oturum başladı: ${f.runbook}, sunucu ${f.host}${after(say`, hedef `, f.target)}`,
  'session-resumed': f =>
    say`oturum ${f.takenOver ? say`devralındı` : say`sürdürüldü`}, sunucu ${f.host}${after(say`; o zamandan beri değişen: `, f.changes)}`,
  'session-suspended': f => say`oturuma ara verildi (${f.cause})`,
  'cause-operator': say`operatör ayrıldı`,
  'cause-end-of-input': say`girdi sona erdi`,
  'cause-signal': say`bağlantı koptu ya da sürece bitmesi söylendi`,
  'cause-taken-over': say`başka bir terminal devraldı`,
  'cause-disk-full': say`disk doluydu`,
  'changes-confirmed': f => say`değişenler onaylandı — ${f.reason}`,
  'session-shared': f => say`oturum ${f.group} grubuna açıldı`,
  'journal-repaired': f => say`günlüğün yarım kalmış sonu (kimseye bildirilmemiş ${f.bytes} bayt) kesildi`,
  'journal-continued': f =>
    say`${f.from} artık yazılamadığı için yeni bir günlükte sürdürüldü (eskisinin baş özeti ${f.head})`,
  'runbook-adopted': f =>
    say`düzenlenmiş kılavuz devralındı (SHA-256 ${f.sha256}): ${f.kept} madde korundu, ${f.dropped} madde düştü`,
  'session-aborted': f => say`YARIDA BIRAKILDI — ${f.reason}`,
  'session-closed': f => say`oturum kapandı: ${f.outcome}${after(say`, imzalayan `, f.signedBy)}`,
  'handed-over': f => say`DEVREDİLDİ: ${f.from} → ${f.to}: ${f.summary} — gerekçe: ${f.reason}`,
  'message-confirmed': f => say`${f.message}. ileti onaylandı: ${f.item}, ${f.way}, alıcı ${f.to}`,
  'message-intended': f => say`${f.message}. ileti gönderilmek üzere: ${f.item}`,
  'message-sent': f =>
    say`${f.message}. ileti GÖNDERİLDİ: ${f.item}${f.away ? say` (kimse bakmazken)` : say``}${dash(f.reply)}`,
  'message-failed': f =>
    say`${f.message}. ileti GÖNDERİLMEDİ, kanıtlı: ${f.item} — ${f.why}${after(say`: `, f.reply)}`,
  'message-unknown': f =>
    say`${f.message}. iletinin ulaşıp ulaşmadığı BİLİNMİYOR: ${f.item} — ${f.why}${after(say`: `, f.reply)}`,
  'message-asserted': f =>
    say`${f.message}. ileti beyan edildi, gözlenmedi: ${f.item} — ${f.answer}${after(say`: `, f.how)}`,
  'contact-tried': f => say`arandı: ${f.contact} — ${f.result}`,
  'update-promised': f => say`sonraki bilgilendirme için söz verildi: ${f.due}`,
  'update-given': f =>
    say`${f.due} için beklenen bilgilendirme yapıldı${f.late ? say`, GEÇ` : say``}${after(say`, ileti `, f.message)}`,
  'item-done': f => say`tamam: ${f.item}${dash(f.details)}`,
  'item-confirmed': f => say`elle onaylandı: ${f.item} — ${f.how}`,
  'item-acknowledged': f => say`okuma görüldü: ${f.item}${dash(f.summary)}`,
  'item-overridden': f => say`gerekçeyle geçildi: ${f.item} — ${f.reason}`,
  'item-skipped': f => say`atlandı: ${f.item} — ${f.reason}`,
  'item-not-applicable': f => say`uygulanmaz: ${f.item} — ${f.reason}`,
  'item-deferred': f => say`${f.section} bölümüne ertelendi: ${f.item} — ${f.reason}`,
  'item-taken-back': f => say`geri alındı (söylenen): ${f.item}`,
  'follow-up-assigned': f => say`takip işi atandı: ${f.item} — sorumlu ${f.owner}, son tarih ${f.due}`,
  'note-added': f =>
    say`not${f.mark === '' ? say`` : say` (${f.mark})`}${after(say`, madde: `, f.item)}: ${f.text}`,
  'criterion-answered': f => say`ölçüt ${f.answer}: ${f.item}${dash(f.remark)}`,
  'decision-made': f => say`KARAR: ${f.choice} — ${f.sentence}`,
  'input-set': f => say`${f.name} verildi: ${f.value}`,
  sensed: f => say`${f.outcome}: ${f.item}${dash(f.details)}`,
  'baseline-taken': f => say`${f.item} öncesi sayılar${dash(f.numbers)}`,
  'look-confirmed': f => say`bir şeyi değiştiren yoklama onaylandı: ${f.item}`,
  'command-confirmed': f =>
    say`${f.attempt}. çalıştırma onaylandı: ${f.item}${after(say`; şunlar bitmeden: `, f.gate)}`,
  'command-intended': f => say`${f.attempt}. çalıştırma başlamak üzere: ${f.item}`,
  'command-running': f => say`${f.attempt}. çalıştırma başladı: ${f.item}${after(say`, süreç `, f.pid)}`,
  'command-ended': f =>
    say`${f.attempt}. çalıştırma bitti: ${f.item} — ${f.exit}, ${f.span} sürdü${f.away ? say` (kimse bakmazken)` : say``}`,
  'command-not-started': f => say`${f.attempt}. çalıştırma başlatılmadı, kanıtlı: ${f.item}${dash(f.why)}`,
  'command-unknown': f => say`${f.attempt}. çalıştırmanın SONUCU BİLİNMİYOR: ${f.item}`,
  'command-asserted': f =>
    say`${f.attempt}. çalıştırma beyan edildi, gözlenmedi: ${f.item} — ${f.answer}${after(say`: `, f.how)}`,
  'command-stopping': f => say`${f.attempt}. çalıştırmanın bitmesi istendi (${f.signal}): ${f.item}`,
  'command-elsewhere': f =>
    say`başka yerde çalıştırıldı, operatörün beyanı: ${f.item} — ${f.where}: ${f.worked ? say`oldu` : say`BAŞARISIZ`} — ${f.how}`,
  'failure-answered': f => say`başarısızlıktan sonra: ${f.item} — ${f.choice}`,
  'failure-output': say`çıktıya bakıldı`,
  'failure-again': say`yeni deneme`,
  'failure-other-input': say`başka bir değere dönüş`,
  'failure-override': say`yine de devam`,
  'failure-escalate': say`üst makama taşıma`,
  'failure-abort': say`oturumu sonlandırma`,
  unknown: f => say`bilinmeyen türden bir kayıt: ${f.type}`,
  'change-host': say`sunucu`,
  'change-boot': say`sunucu yeniden başlatılmış`,
  'change-operator': say`operatör`,
  'change-runbook': say`kılavuzun dosyası düzenlenmiş`,
  'change-probes': say`yoklama dosyası düzenlenmiş`,
  'change-tool': say`rollcall sürümü`,
  'change-cwd': say`çalışma dizini`,
  change: f => say`${f.what} ${f.before} → ${f.after}`,
  'value-none': say`(yok)`,
}
