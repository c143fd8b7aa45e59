import type {NetSightTexts} from '#src/i18n/en/sights-net.ts'
import {say} from '#src/text/say.ts'

export const netSights: NetSightTexts = {
  'time-over': () => say`süresi içinde yanıt gelmedi`,

  'want-not': ({value}) => say`${value} olmayan bir değer`,
  'want-one-of': ({values}) => say`şunlardan biri: ${values}`,
  'want-contains': ({value}) => say`içinde "${value}" geçmeli`,
  'want-lacks': ({value}) => say`içinde "${value}" geçmemeli`,
  'want-matches': ({pattern}) => say`/${pattern}/ ile eşleşmeli`,
  'want-min': ({limit}) => say`en az ${limit}`,
  'want-max': ({limit}) => say`en çok ${limit}`,
  'want-some': () => say`herhangi bir değer`,
  'want-none': () => say`değer olmamalı`,
  'seen-none': () => say`değer yok`,
  'seen-empty': () => say`boş`,
  'as-expected': ({seen, wanted}) => say`${seen} (beklenen: ${wanted})`,
  'not-as-expected': ({seen, wanted}) => say`${seen}; beklenen: ${wanted}`,
  'no-limit': ({text}) => say`"${text}" tam sayı değil; yoklama dosyasında ya da değişkeninde düzeltin`,
  'pattern-slow': ({limit}) =>
    say`bu yoklamanın bir deseni, okunan metinde ${limit} süresini aşıyor: deseni, tekrar içinde tekrar olmadan yazın`,

  'dns-unknown': ({host}) =>
    say`${host} için adres bulunamadı: adı ve bu makinenin DNS sunucusunu denetleyin`,
  'dns-slow': ({host}) =>
    say`DNS sunucusu ${host} için yanıt vermedi: bu makinedeki /etc/resolv.conf dosyasına bakın`,
  'dns-failed': ({host}) => say`${host} çözümlenemedi: bu makinenin DNS sunucusu hata veriyor`,
  refused: ({address}) => say`${address} adresini dinleyen yok: servis ayakta mı?`,
  unreachable: ({address}) => say`${address} adresine ulaşılamıyor: makine kapalı ya da yol yok`,
  'no-network': ({address}) => say`bu makineden ${address} adresine giden ağ yok`,
  closed: ({address}) => say`${address} yanıt vermeden bağlantıyı kapattı`,
  reset: ({address}) => say`${address} bağlantıyı kopardı`,
  'no-tls': ({address}) => say`${address} TLS konuşmuyor: port doğru mu, şifreli olması mı gerekiyor?`,
  'tls-failed': ({address, code}) => say`${address} ile TLS bağlantısı kurulamadı (${code})`,
  'slow-connect': ({address, limit}) =>
    say`${address} ${limit} içinde bağlantı kabul etmedi: makine kapalı ya da güvenlik duvarı engelliyor`,
  'slow-tls': ({address, limit}) =>
    say`${address} bağlantıyı kabul etti ama TLS el sıkışması ${limit} içinde bitmedi`,
  'slow-answer': ({address, limit}) =>
    say`${address} bağlantıyı kabul etti ama ${limit} içinde tam yanıt vermedi: takılmış ya da aşırı yüklü`,
  'too-many-files': ({code}) => say`bu makinede açılabilecek dosya kalmadı (${code})`,
  'not-permitted': ({address, code}) =>
    say`bu makine ${address} adresine bağlanmamıza izin vermiyor (${code})`,
  'bad-address': ({address}) =>
    say`"${address}" geçerli bir adres değil; yoklama dosyasında ya da değişkeninde düzeltin`,
  'ca-file': ({path, code}) =>
    say`güvenilen sertifikaların dosyası ${path} sertifika vermiyor (${code}): ca ayarını ya da değişkenini düzeltin`,
  'not-understood': ({address, message}) => say`${address}: ${message}`,

  'cert-expired': ({when}) => say`sertifikanın süresi dolmuş (${when}): yenileyin`,
  'cert-not-yet': ({when}) =>
    say`sertifika henüz geçerli değil (${when}): sertifikayı ve bu makinenin saatini denetleyin`,
  'cert-wrong-name': ({name, names}) => say`sertifika ${name} için değil, şunlar için: ${names}`,
  'cert-self-signed': () => say`sertifikayı sunucu kendisi imzalamış: ona kefil olan yok`,
  'cert-unknown-authority': ({issuer}) =>
    say`${issuer} adlı sertifika otoritesine burada güvenilmiyor: sizinse dosyasını ca olarak verin (CA_FILE)`,
  'cert-incomplete': ({issuer}) =>
    say`sertifika zinciri eksik: sunucu, ${issuer} sertifikasını göndermiyor; sunucuya ekleyin ya da ca olarak verin`,
  'cert-revoked': () => say`sertifika iptal edilmiş`,
  'cert-fault': ({code}) => say`sertifika doğrulanamıyor (${code})`,
  'cert-none': ({address}) => say`${address} sertifika göstermedi`,
  'cert-unencrypted': ({url}) => say`${url} https değil: bakılacak sertifika yok`,
  'cert-ends': ({left, date}) => say`geçerlilik süresi: ${left} (bitiş: ${date})`,
  'cert-ends-soon': ({left, date}) => say`sertifikanın bitmesine ${left} kaldı (${date}): yenileyin`,
  'cert-upper-ends-soon': ({left, date, name}) =>
    say`${name} adlı otoritenin sertifikasının bitmesine ${left} kaldı (${date})`,
  'cert-line': ({name, issuer, from, until}) =>
    say`${name}; veren: ${issuer}; geçerlilik: ${from} – ${until}`,
  'cert-names': ({names}) => say`adlar: ${names}`,
  'cert-protocol': ({protocol, cipher}) => say`konuşulan: ${protocol}, ${cipher}`,
  'of-some-other': () => say`başka adlar`,
  'of-unknown': () => say`bilinmiyor`,

  connected: ({address, time}) => say`${address} bağlantı kabul ediyor (${time})`,
  'connected-late': ({address, time, limit}) =>
    say`${address} bağlantıyı ${time} sonra kabul etti; beklenen: ${limit} altında`,
  'banner-says': ({banner}) => say`ilk sözü: ${banner}`,
  'banner-silent': ({address, wanted}) =>
    say`${address} bağlantıyı kabul etti ama bir şey söylemedi; beklenen: ${wanted}`,
  'banner-wrong': ({address, judged}) => say`${address} adresinin ilk sözü: ${judged}`,

  'no-http': ({address}) => say`${address} HTTP olarak yanıt vermiyor: port doğru mu?`,
  'bad-encoding': ({address, code}) => say`${address} açılamayan bir gövde gönderiyor (${code})`,
  'http-status': ({status}) => say`durum ${status}`,
  'http-type': () => say`tür`,
  'http-body': () => say`gövde`,
  'http-size': () => say`boyut`,
  'http-url': () => say`adres`,
  'http-asks-login': () => say`oturum açılmasını istiyor`,
  'form-again': () => say`giriş formu yeniden geldi: ad ya da parola yanlış veya giriş çalışmıyor`,
  'csrf-refused': () => say`CSRF denetimi isteği reddetti`,
  'leads-to': ({url}) => say`yönlendirdiği yer: ${url}`,
  'cookie-held': ({name}) => say`${name} çerezi tutuluyor`,
  'cookie-missing': ({name}) => say`${name} çerezi verilmedi`,
  'cookie-insecure': ({name}) =>
    say`${name} çerezi yalnızca https için ama http üzerinden geldi; hiçbir tarayıcı tutmaz: https adresini kullanın`,
  'csrf-no-cookie': ({name}) =>
    say`CSRF belirtecinin alınacağı ${name} çerezi yok: önceki bir adım formu getirmeli`,
  'no-json': ({seen}) => say`gövde JSON değil, şöyle başlıyor: ${seen}`,
  'body-begins': ({text}) => say`gövdenin başı: "${text}"`,
  'body-ends': ({text}) => say`gövdenin sonu: "${text}"`,
  'body-was': ({text}) => say`gövde: ${text}`,
  'body-too-large': ({size}) => say`gövde ${size} sınırından büyük, gerisi okunmadı`,
  'redirects-too-many': ({url, count}) =>
    say`${count} yönlendirmeden sonra hâlâ yönlendiriyor, sonuncusu ${url}: kısır döngü mü?`,
  'redirects-insecure': ({url}) => say`${url} https'ten http'ye yönlendiriyor; izlenmedi`,
  'redirects-bad-target': ({url}) => say`${url} web adresi olmayan bir yere yönlendiriyor`,
  'nothing-to-save': ({name, from}) => say`${name} olarak saklanacak bir şey yok: yanıtta ${from} bulunmuyor`,
  'time-under': ({limit}) => say`${limit} altında`,
  'http-line': ({method, url, status, time, size, type}) =>
    say`${method} ${url}: ${status}, ${time}, ${size}, ${type}`,
  'http-fine': ({status, time}) => say`durum ${status}, ${time}`,
  'flow-fine': ({count, time}) => say`${count} adımın ${count} tanesi beklendiği gibi, ${time}`,
  'latency-is': ({percentile, time, count}) => say`${count} örnekte p${percentile} ${time}`,
  'latency-spread': ({least, median, most}) => say`en hızlı ${least}, ortanca ${median}, en yavaş ${most}`,
  'latency-decided': ({slow, count, of, percentile, slowest}) =>
    say`${of} örneğin ilk ${count} tanesinden ${slow} tanesi daha uzun sürdü, en çok ${slowest}; p${percentile} böylece belli`,
  'latency-cut': ({count, of, limit, slowest}) =>
    say`${limit} içinde ${of} örnekten yalnızca ${count} tanesi alınabildi, en yavaşı ${slowest} sürdü`,

  'prometheus-auth': ({address, status}) =>
    say`${address} oturum istiyor (durum ${status}): adresine ad ve parola ekleyin`,
  'prometheus-refuses': ({query, error}) => say`Prometheus ${query} sorgusunu reddediyor: ${error}`,
  'prometheus-status': ({address, status, body}) =>
    say`${address} ${status} durumuyla yanıt veriyor: ${body}`,
  'prometheus-none': ({address, body}) => say`${address} Prometheus değil, yanıtı şöyle başlıyor: ${body}`,
  'prometheus-form': ({query}) =>
    say`${query} sorgusu vektör ya da skaler vermiyor: yoklama dosyasında düzeltin`,
  'prometheus-too-many': ({query}) => say`${query} sorgusu okunabilecekten çok seri veriyor: daraltın`,
  'nothing-measured': ({query}) =>
    say`${query} sorgusunun yanıtı yok: hiçbir şey ölçülmemiş, bir şey söylenemez`,
  'no-baseline': () => say`önceki değerler alınmamış: karşılaştıracak bir şey yok`,
  'series-count': () => say`seri`,
  'series-none': () => say`seri yok: hiçbir şey ölçülmemiş`,
  'series-empty': () => say`seri yok`,
  'series-taken': ({count}) => say`${count} seri`,
  'series-no-common': () => say`önceki serilerin hiçbiri yok: karşılaştıracak bir şey yok`,
  'series-new': ({names, before, after}) => say`öncekine göre yeni (${before} → ${after} seri): ${names}`,
  'series-gone': ({names, before, after}) => say`öncekine göre eksik (${before} → ${after} seri): ${names}`,
  'series-as-before': ({before, after}) => say`yeni seri yok (${before} → ${after})`,

  'smtp-none': ({address, heard}) => say`${address} bir e-posta sunucusu değil, söylediği: ${heard}`,
  'smtp-greeting': ({reply}) => say`e-posta sunucusu bizi geri çeviriyor: ${reply}`,
  'smtp-refuses-hello': ({reply}) => say`e-posta sunucusu kendimizi tanıtmamızı reddediyor: ${reply}`,
  'smtp-no-starttls': () =>
    say`e-posta sunucusu STARTTLS sunmuyor, bu yüzden hiçbir şey gönderilmedi: portu ya da sunucunun sertifika ayarlarını denetleyin`,
  'smtp-refuses-starttls': ({reply}) => say`e-posta sunucusu STARTTLS isteğini reddediyor: ${reply}`,
  'smtp-no-login': () =>
    say`e-posta sunucusu burada oturum açma sunmuyor: portu ve önce TLS isteyip istemediğini denetleyin`,
  'smtp-other-login': ({ways}) =>
    say`e-posta sunucusu yalnızca burada bilinmeyen oturum açma yöntemleri sunuyor: ${ways}`,
  'smtp-login-refused': ({user, reply}) =>
    say`e-posta sunucusu ${user} kullanıcısını almıyor, parola yanlış mı? ${reply}`,
  'smtp-login-fails': ({user, reply}) => say`e-posta sunucusu ${user} için şu anda oturum açamıyor: ${reply}`,
  'smtp-asks-login': ({reply}) => say`e-posta sunucusu oturum açılmasını istiyor: ${reply}`,
  'smtp-refuses-sender': ({reply}) => say`e-posta sunucusu göndereni reddediyor: ${reply}`,
  'smtp-refuses-recipient': ({reply}) => say`e-posta sunucusu alıcıyı reddediyor: ${reply}`,
  'smtp-refuses-message': ({reply}) => say`e-posta sunucusu iletiyi reddediyor: ${reply}`,
  'smtp-unknown-fate': () =>
    say`ileti teslim edildi ama e-posta sunucusu yanıt vermedi: alınıp alınmadığı bilinmiyor, posta kutusuna bakın`,
  'smtp-bad-mailbox': ({mailbox}) => say`"${mailbox}" bir e-posta adresi değil`,
  'smtp-plain': () => say`şifresiz`,
  'smtp-bare-password': () => say`parola ağdan şifrelenmeden geçti`,
  'smtp-logged-in': ({user}) => say`${user} oturum açtı`,
  'smtp-recipient': ({to}) => say`alıcı ${to} kabul edildi (ileti gönderilmedi)`,
  'smtp-delivered': ({to, reply}) => say`${to} için ileti kabul edildi (${reply})`,
  'smtp-mail-body': ({host}) =>
    say`Bu iletiyi, e-postanın ulaştığını görmek için ${host} üzerindeki rollcall gönderdi. Yapmanız gereken bir şey yok.`,
}
