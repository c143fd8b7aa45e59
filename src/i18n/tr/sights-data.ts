import type {DataSightTexts} from '#src/i18n/en/sights-data.ts'
import {say} from '#src/text/say.ts'

export const dataSights: DataSightTexts = {
  'no-connection': ({server, limit}) =>
    say`${server} ile ${limit} içinde bağlantı kurulamadı: güvenlik duvarı var ya da sunucu takılmış`,
  'no-answer': ({server, limit}) => say`${server} bağlantıyı kabul ediyor ama ${limit} içinde yanıt vermiyor`,
  'nothing-there': ({server}) => say`${server} adresini dinleyen yok`,
  unreachable: ({server}) => say`${server} adresine ulaşılamıyor: yol yok ya da güvenlik duvarı var`,
  'socket-closed-to-us': ({server}) => say`bu hesabın ${server} adresine bağlanma izni yok`,
  'closed-early': ({server}) => say`${server} yanıt vermeden bağlantıyı kapatıyor`,
  'dns-slow': ({host}) => say`ad sunucusu ${host} için yanıt vermiyor`,
  'dns-unknown': ({host}) => say`${host} adında bir sunucu bilinmiyor`,
  'tls-fault': ({server, message}) => say`${server} ile güvenilir TLS bağlantısı kurulamadı: ${message}`,
  'not-understood': ({server, message}) => say`${server}: ${message}`,
  'too-much': ({server}) => say`${server} istenenden fazlasını gönderiyor; okuma bırakıldı`,
  'no-ca': ({path, message}) => say`${path} içindeki sertifikalar okunamıyor: ${message}`,

  'bad-redis-url': () =>
    say`geçerli bir Redis URL'si değil (redis://host:6379/0); parolada / ? # @ varsa yüzde kodlamasıyla yazılmalı`,
  'no-such-redis-db': ({database}) => say`Redis'te ${database} numaralı veritabanı yok`,
  'not-redis': ({server}) => say`${server} adresinde yanıt veren Redis değil`,
  'redis-wants-password': () => say`Redis parola istiyor; URL'sinde parola yok`,
  'redis-wrong-password': () => say`Redis bu kullanıcı adı ve parolayı kabul etmiyor`,
  'redis-no-permission': ({message}) =>
    say`Redis kullanıcısının bu yoklama için gereken izni yok: ${message}`,
  'redis-protected': () => say`Redis korumalı kipte; başka sunuculardan gelenleri geri çeviriyor`,
  'redis-loading': () => say`Redis verilerini hâlâ yüklüyor`,
  'redis-read-only': () => say`Redis salt okunur bir replika: yazma kabul etmiyor`,
  'redis-out-of-memory': () => say`Redis yazma kabul etmiyor: bellek sınırına ulaşılmış`,
  'redis-cannot-save': () =>
    say`Redis yazma kabul etmiyor: diske son kayıt başarısız oldu (disk dolu olabilir)`,
  'redis-no-replicas': () => say`Redis yazma kabul etmiyor: yeterli sayıda replika bağlı değil`,
  'redis-link-down': () => say`bu replikanın master ile bağlantısı kopmuş`,
  'redis-busy': () => say`Redis bitmeyen bir betikle meşgul`,
  'redis-too-many-clients': () => say`Redis yeni bağlantı kabul etmiyor (maxclients)`,
  'redis-error': ({message}) => say`Redis'in yanıtı: ${message}`,
  'redis-no-pong': () => say`Redis PING'e PONG ile yanıt vermiyor`,
  'redis-needs-no-password': () => say`URL'sinde parola var ama Redis parola istemiyor`,
  'redis-answers': () => say`yanıt veriyor`,
  'redis-takes-writes': () => say`yazma kabul ediyor`,
  'redis-role-is': ({role, wanted}) => say`rolü ${role}, beklenen: ${wanted}`,
  'redis-memory': ({share, limit}) => say`${limit} belleğin %${share} kadarı dolu`,
  'redis-memory-over': ({share, limit, most}) =>
    say`${limit} belleğin %${share} kadarı dolu, en çok %${most} bekleniyordu`,
  'redis-no-memory-limit': ({used}) => say`${used} bellek kullanılıyor, sınır ayarlanmamış`,
  'redis-memory-unknown': () => say`Redis ne kadar bellek kullandığını bildirmiyor`,
  'redis-saved': () => say`son kayıt başarılı`,
  'redis-save-failed': () => say`diske son kayıt başarısız oldu (disk dolu olabilir)`,
  'redis-append-failed': () => say`AOF dosyasına yazma başarısız oldu (disk dolu olabilir)`,
  'redis-save-unknown': () => say`Redis diske kaydedip kaydetmediğini bildirmiyor`,
  'redis-remembered': ({total}) => say`${total} anahtar hatırlandı`,
  'redis-no-keys': ({match}) => say`${match} ile eşleşen anahtar yok: hatırlanacak bir şey yok`,
  'redis-no-sample': () => say`önceden anahtar örneği alınmamış`,
  'redis-no-keys-then': ({match}) => say`örnek alındığında ${match} ile eşleşen anahtar yoktu`,
  'redis-sample': ({total, gone, changed, kept}) =>
    say`${total} anahtardan ${gone} tanesi silinmiş, ${changed} tanesi değişmiş, ${kept} tanesi aynı`,
  'redis-expect-kept': () => say`beklenen: her anahtar önceki gibi`,
  'redis-expect-gone': () => say`beklenen: her anahtar silinmiş ya da değişmiş`,
  'redis-wrong-keys': ({keys}) => say`beklendiği gibi olmayanlar: ${keys}`,
}
