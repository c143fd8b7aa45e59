import type {DataSightTexts} from '#src/i18n/en/sights-data.ts'
import {safe} from '#src/text/safe.ts'
import {say} from '#src/text/say.ts'

export const dataSights: DataSightTexts = {
  'too-much': ({server}) => say`${server} istenenden fazlasını gönderiyor; okuma bırakıldı`,

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

  'bad-postgres-url': () =>
    say`geçerli bir PostgreSQL URL'si değil (postgres://kullanıcı@sunucu/veritabanı); parolada / ? # @ varsa yüzde kodlamasıyla yazılmalı`,
  'no-postgres-address': () => say`veritabanının sunucusu, portu ya da kullanıcısı eksik`,
  'not-postgres': ({server}) => say`${server} adresinde yanıt veren PostgreSQL değil`,
  'pg-no-tls': ({server}) => say`${server} TLS sunmuyor, oysa isteniyor`,
  'pg-unverified': () => say`şifreli, ama sunucunun sertifikası denetlenmiyor (sslmode=require)`,
  'pg-wants-password': ({user}) => say`veritabanı ${user} için parola istiyor; ayarlanmamış`,
  'pg-wrong-password': ({user}) => say`veritabanı ${user} kullanıcısının parolasını kabul etmiyor`,
  'pg-not-let-in': ({user, message}) =>
    say`veritabanı ${user} kullanıcısını buradan içeri almıyor: ${message}`,
  'pg-no-database': ({database}) => say`${database} adında bir veritabanı yok`,
  'pg-too-many-connections': ({message}) => say`veritabanı yeni bağlantı kabul etmiyor: ${message}`,
  'pg-not-ready': ({message}) => say`veritabanı henüz bağlantı kabul etmiyor: ${message}`,
  'pg-shut-down': () => say`veritabanı kapatılıyor`,
  'pg-locked': () => say`kilit boşuna beklendi: tabloyu başka bir oturum tutuyor`,
  'pg-locked-by': ({table, pid, holder}) =>
    say`kilit boşuna beklendi: ${table} tablosunu ${holder} tutuyor (pid ${pid})`,
  'pg-too-slow': () => say`veritabanı yanıt veriyor ama sorgu süresi içinde bitmedi`,
  'pg-no-permission': ({message}) => say`rolün bunu okuma izni yok: ${message}`,
  'pg-would-write': ({message}) => say`sorgu yazmak istedi, izin verilmedi: ${message}`,
  'pg-broken': ({message}) => say`veritabanı çalışmayı sürdüremiyor: ${message}`,
  'pg-error': ({message, code}) => say`veritabanının yanıtı: ${message} (${code})`,
  'pg-answers': ({database, version}) => say`${database} yanıt veriyor, PostgreSQL ${version}`,
  'pg-superuser': ({user}) => say`${user} süper kullanıcı; burada yalnızca okuyabilen bir rol daha güvenli`,
  'pg-rows': ({count}) => say`satır sayısı: ${count}`,
  'pg-row-count': () => say`satır sayısı`,
  'pg-no-before': ({shown}) => say`${shown}: karşılaştırılacak önceki değer yok`,
  'pg-lost': ({shown}) => say`öncekinden az: ${shown}`,
  'pg-orphans-in': ({count, atLeast, table, key, parent}) =>
    say`${table}: ${count}${safe(atLeast ? '+' : '')} satır, ${parent} tablosunda olmayan bir satırı gösteriyor (${key})`,
  'pg-not-looked-at': ({table, why}) => say`${table} tablosuna bakılamadı: ${why}`,
  'pg-orphans': ({orphans}) => say`${orphans} satırın yabancı anahtarı boşa çıkıyor`,
  'pg-keys-open': ({looked, total}) =>
    say`${total} yabancı anahtarın yalnızca ${looked} tanesine bakılabildi`,
  'pg-keys-hold': ({total}) => say`${total} yabancı anahtar sağlam`,
  'pg-constraints-hold': () => say`tüm kısıtlar geçerli`,
  'pg-constraints-invalid': ({count, names}) => say`${count} kısıt geçersiz: ${names}`,
  'pg-indexes-hold': () => say`tüm dizinler geçerli`,
  'pg-indexes-invalid': ({count, names}) => say`${count} dizin geçersiz: ${names}`,
  'pg-migrations-where': () => say`migration dosyalarının yeri ayarlanmamış (migrations)`,
  'pg-no-migration-files': ({files, cwd}) => say`${cwd} içinde ${files} ile eşleşen migration dosyası yok`,
  'pg-no-migration-table': ({table}) => say`${table} tablosu okunamıyor`,
  'pg-migrations-applied': ({count}) => say`${count} migration uygulanmış`,
  'pg-migrations-pending': ({count, names}) => say`${count} migration uygulanmamış: ${names}`,
  'pg-migrations-ahead': ({count, names}) => say`veritabanı uygulamadan ${count} migration ileride: ${names}`,

  'celery-nobody': ({database, exchange}) =>
    say`${database} numaralı veritabanını dinleyen worker yok (exchange ${exchange}): hiçbiri çalışmıyor ya da başka bir veritabanı veya anahtar öneki kullanıyorlar`,
  'celery-silent': ({subscribed}) =>
    say`${subscribed} worker abone ama hiçbiri yanıt vermiyor: durdurulmuş ya da takılmışlar`,
  'celery-workers': ({answered, expected}) => say`${answered}/${expected} worker yanıt veriyor`,
  'celery-half': ({silent, subscribed}) =>
    say`abone ${subscribed} worker'dan ${silent} tanesi yanıt vermiyor`,
  'celery-bad-number': ({text}) => say`beklenen worker sayısı bir sayı değil: ${text}`,
  'celery-subscribed': ({subscribed}) => say`abone: ${subscribed}`,
  'celery-answered': ({names}) => say`yanıt verenler: ${names}`,
  'celery-only-pong': () => say`yanıt, worker'ın yaşadığını gösterir; işini yaptığını göstermez`,
  'celery-no-baseline': () =>
    say`önceden kaç tanesinin yanıt verdiği bilinmiyor; yalnızca en az sayı geçerli`,
  'celery-queue': ({queue, length}) => say`${queue} kuyruğu: ${length}`,
  'celery-queue-long': ({queue, length, most}) =>
    say`${queue} kuyruğunda ${length} ileti bekliyor, en çok ${most} bekleniyordu`,
  'celery-queue-grows': ({queue, first, last, most}) =>
    say`${queue} kuyruğu büyüyor: ${first} → ${last}, en çok ${most} artması bekleniyordu`,
}
