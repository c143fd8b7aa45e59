import type {DrillTexts} from '#src/i18n/en/drill.ts'
import {say} from '#src/text/say.ts'

export const drill: DrillTexts = {
  verb: () => say`geri almanın tamamını, kendi getirdiği bir sistem üzerinde prova eder`,
  'option-scenario': () => say`hangi sorunun prova edileceği (bkz. --list)`,
  'option-list': () => say`senaryoları listeler`,
  'option-seed': () => say`aynı verileri yeniden üretir`,

  mark: () => say`TATBİKAT`,
  banner: f => say`TATBİKAT ${f.scenario} #${f.seed}`,
  'not-production': f =>
    say`TATBİKAT, gerçek bir gece değil: senaryo ${f.scenario}, tohum ${f.seed}. Üzerinde işlem yapılan sistem, tatbikatın kendi sistemiydi.`,
  'what-is-this': () =>
    say`Bu bir tatbikattır. Sistem beraberinde getirildi ve kendi dizininde yaşıyor; buradaki hiçbir şey üretim ortamı değil.`,

  'bad-release': () => say`Bu geceki sürümden beri kimse giriş yapamıyor, sayfalar yavaş.`,
  'expired-certificate': () =>
    say`TLS sertifikasının süresi doldu. Tarayıcılar ve yoklamalar siteyi reddediyor.`,
  'data-missing': () =>
    say`Bu geceki sürümden beri e-Fatura hata veriyor; son yedek de olması gerektiği gibi değil.`,
  'lost-database': () => say`Veritabanı yanıt vermiyor.`,
  'failing-rollback': () =>
    say`Kimse giriş yapamıyor; geri alma betiği de ilk seferde sonuna kadar gitmeyecek.`,
  'quiet-night': () => say`Bir alarm sizi uyandırdı. Geri alınacak bir şey olup olmadığını bulun.`,

  servers: () => say`posta, izleme ve TLS yanıt veriyor`,
  database: () => say`PostgreSQL çalışıyor`,
  data: () => say`veriler yüklendi`,
  backups: () => say`yedekler hazır`,
  application: () => say`uygulama ve işçileri çalışıyor`,
  scenario: () => say`sorun yerinde`,
  'coming-up': f => say`Tatbikat sistemi açılıyor, ${f.done}/${f.of}: ${f.step}. Okumalar birazdan başlar.`,
  'begins-to-come-up': () => say`Tatbikat sistemi açılıyor. Okumalar birkaç saniye içinde başlar.`,
  'is-up': f => say`Tatbikat sistemi hazır (${f.time}).`,
  'not-up': f => say`Tatbikat sistemi açılamadı: ${f.cause}. q çıkar; "rollcall drill" yeniden başlatır.`,
  'is-gone': () => say`Tatbikat sistemi sona erdi: yoklamalar artık bir şey bulamaz.`,

  'no-postgres': () =>
    say`tatbikatın veritabanı olan, npm ile gelen PostgreSQL kurulu değil. Şu komut getirir:`,
  'unknown-scenario': f => say`"${f.name}" diye bir senaryo yok. Olanlar: ${f.known}`,
  'bad-seed': f => say`tohum 1 ile 999999 arasında bir tam sayıdır, "${f.text}" değil`,
  'no-such-option': f =>
    say`tatbikat ${f.option} seçeneğini almaz: gerçek bir yere ulaşmasın diye yalnızca kendi değerlerini kullanır`,
  'left-over': f => say`${f.path} dizininde kalmış bir tatbikat sonlandırılıp siliniyor.`,
  waits: f => say`Tatbikat sistemi ${f.minutes} dakika bekler; sonraki "rollcall drill" onu siler.`,
  'record-stays': f => say`Tatbikat sistemi kaldırıldı. Kaydı şurada duruyor: ${f.path}`,
  'export-lies': f => say`Dışa aktarılan kontrol listesi: ${f.path}`,
  'is-not-gone': f => say`Tatbikattan kalan bir şey silinemedi: ${f.path}. Sonraki tatbikat yeniden dener.`,

  debrief: () => say`Değerlendirme`,
  'to-decision': f => say`karara kadar: ${f.time}`,
  'to-rollback': f => say`geri almanın başlamasına kadar: ${f.time}`,
  'to-health': f => say`sistem yeniden sağlıklı olana kadar: ${f.time}`,
  'no-decision': () => say`karara kadar: karar verilmedi`,
  'no-rollback': () => say`geri almanın başlamasına kadar: başlatılmadı`,
  'not-healthy': f => say`sistem yeniden sağlıklı olana kadar: sağlıklı değil (${f.titles})`,
  'health-unseen': () => say`sistem yeniden sağlıklı olana kadar: geri alma sonrası kontrollere gelinmedi`,
  skipped: f => say`atlananlar: ${f.titles}`,
  overridden: f => say`gerekçeyle geçilenler: ${f.titles}`,
  'never-looked-at': f => say`hiç bakılmayanlar: ${f.titles}`,
  'unanswered-criteria': f => say`karar verilirken yanıtı bilinmeyen ölçütler: ${f.titles}`,
  nothing: () => say`atlanan, gerekçeyle geçilen ya da bakılmayan bir şey yok`,
}
