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

  'ask-where': () => say`nerede çalıştırıyorsunuz ya da çalıştırtıyorsunuz (sunucu, hesap)`,
  'ask-elsewhere': () => say`orada nasıl bitti?`,
  'elsewhere-worked': () => say`yapması gerekeni yaptı`,
  'elsewhere-failed': () => say`başarısız oldu ya da yarıda kaldı`,
  'ask-elsewhere-line': () => say`orada nasıl bitti, "oldu" ya da "olmadı" (başka bir şey vazgeçer):`,
  'ask-elsewhere-how': () => say`nasıl kontrol edildi, birkaç sözcükle`,
  'elsewhere-said': f =>
    say`başka yerde çalıştırıldı (${f.where}): ${f.worked ? say`oldu` : say`BAŞARISIZ`}; ${f.how}`,
  'ask-stop': f => say`Ona ve başlattıklarına SIGTERM gider; başladığı iş olduğu gibi kalır. ${f.word} yazın`,
  'ask-kill': f => say`SIGKILL: arkasını toplayamaz. ${f.word} yazın`,
  'stop-sent': f => say`${f.signal} gönderildi; bitince bildirilir`,
  'stop-gone': () => say`ona ait bir süreç bulunamadı`,
  'stop-stubborn': () => say`SIGTERM'e rağmen çalışıyor: SIGKILL için yeniden durdurun`,
  'stop-stubborn-line': () => say`SIGTERM'e rağmen çalışıyor: "kill" SIGKILL gönderir`,
  'stop-under-way': f => say`${f.at} ${f.signal} gönderildi`,
  copied: f => say`kopyalandı; ayrıca şurada: ${f.path}`,
  'copied-secret': f =>
    say`${f.names} olmadan kopyalandı (gizli: önce orada verin); ayrıca şurada: ${f.path}`,
  'copy-failed': f => say`dosyaya yazılamadı (${f.cause})`,
  'copy-comment': f => say`${f.name} gizlidir, kopyalanmadı: önce onu verin`,

  holder: f =>
    say`${f.operator} (hesap ${f.account}, oturum ${f.session}, süreç ${f.pid}, ${f.since}'den beri)`,
  'holder-unknown': () => say`bu sunucuda kim olduğunu söylemeyen bir süreç`,
  'target-held': f =>
    say`BU HEDEFTE TEHLİKELİ BİR KOMUT ÇALIŞIYOR: ${f.holder}. Bitmesini bekleyin ya da sahibine sorun; onun yanında sürdürmek gerekçe ister`,
  'work-beside': f => say`bu hedefte çalışan komut; sahibi ${f.holder}`,
  'ask-beside': () => say`hedefi başkası tutuyor; yine de neden sürdürüyorsunuz`,
  'not-started-held': f =>
    say`başlatılmadı, hiçbir şey değişmedi: bu hedefte tehlikeli bir komut çalışıyor; sahibi ${f.holder}. Bitmesini bekleyin ya da sahibine sorun; yeniden çalıştırırsanız onun yanında sürdürmenin gerekçesi sorulur`,

  'runs-as': f => say`${f.account} hesabıyla, hedef ${f.target}, sunucu ${f.host}`,
  'with-values': () => say`değerleriyle şu demek:`,
  'is-argument': () => say`argüman: yerel kullanıcılar görebilir`,
  'script-head': () => say`başı:`,
  'expected-exit': () => say`beklenen: çıkış kodu 0`,
  'expected-verify': f => say`beklenen: çıkış kodu 0, ardından ${f.probe} geçer`,
  'sudo-password': () =>
    say`SUDO BURADA PAROLA İSTİYOR ("sudo -n true" reddedildi); komutun terminali yok, başarısız olur`,
  'sudo-missing': () => say`bu sunucuda sudo yok`,
  'line-drops': () => say`hat koparsa sürer; nasıl bittiğini "rollcall resume" söyler`,
  'line-ways': () => say`başka yerde çalıştırıyorsanız "elsewhere YER", metni için "copy"`,

  silent: f => say`${f.time} SESSİZ: takılmış da olabilir, çalışıyor da; kendiliğinden bitirilmez`,
  'silent-news': f =>
    say`${f.item}: ${f.time} boyunca çıktı yok; takılmış da olabilir, çalışıyor da. Kendiliğinden bitirilmez`,
  'error-records': f => say`${f.missed ? say`en az ` : say``}${f.count} hata kaydı`,
  'hint-password': () =>
    say`parola istedi. Buradaki komutun terminali yok: anahtar, .pgpass ya da parolasız sudo kullanın, ya da başka yerde çalıştırın`,
  'hint-host-key': () => say`ssh o sunucuyu henüz tanımıyor: bir kez elle bağlanın, sonra yeniden çalıştırın`,
  'hint-terminal': () =>
    say`terminal ya da yanıt istedi. Buradaki komutta ikisi de yok: --yes ya da -T gibi bir seçenek arayın, ya da başka yerde çalıştırın`,

  'ask-secret': f => say`${f.name}:`,
  'secret-on-screen': f =>
    say`${f.name} gizlidir ve şimdi terminalinizde duruyor; yalnızca "set ${f.name}" onu görünmeden sorar`,
  'warn-unreadable': () => say`OKUNAMIYOR`,
  'warn-truncated': () => say`KESİK: sonu eksik`,
  'warn-damaged': () => say`BOZUK: açılamıyor`,
  'warn-unchecked': () => say`eksiksiz mi bakılmadı: sıkıştırılmış ("gzip -t" ya da benzeri söyler)`,

  'kill-user-processes': () =>
    say`BU SUNUCU OTURUM KAPANINCA BÜTÜN SÜREÇLERİ BİTİRİYOR (KillUserProcesses): komut hattınızla birlikte ölür. Şöyle başlatın: systemd-run --user --scope rollcall (loginctl enable-linger ile)`,
}
