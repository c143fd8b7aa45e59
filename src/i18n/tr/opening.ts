import type {OpeningTexts} from '#src/i18n/en/opening.ts'
import {say} from '#src/text/say.ts'

const fix = say`Düzeltip yeniden başlatın; hiçbir şey kaybolmadı.`

export const opening: OpeningTexts = {
  'cannot-read': f => say`${f.path} okunamıyor (${f.cause}).`,
  'no-runbook': f => say`${f.path} konumunda bir çalışma kılavuzu yok.`,
  'too-big': f =>
    say`${f.path} 1 MiB'tan büyük; hiçbir çalışma kılavuzu bu kadar olmaz. Doğru dosyayı verin.`,
  'has-errors': f => say`${f.errors} hata. ${fix}`,
  repaired: f =>
    say`${f.path} bozuktu (${f.how}), onarılmış hâliyle gösteriliyor; dosyanın kendisi değiştirilmedi.`,
  'no-such-session': f => say`"${f.id}" adlı bir oturum yok. "rollcall sessions" hepsini listeler.`,
  'not-shared': f =>
    say`${f.owner} hesabının sizin de bulunduğunuz bir gruba açtığı "${f.id}" adlı bir oturum yok. ${f.owner} onu şöyle açar: "rollcall sessions share ${f.id} --group GRUP".`,
  'no-open-session': () => say`açık oturum yok. "rollcall" yeni bir oturum başlatır.`,
  'session-ended': f =>
    say`${f.id} oturumu bitti. "rollcall export ${f.id}" onu yazdırır; "rollcall" yenisini başlatır.`,
  'session-unstarted': f =>
    say`${f.id} oturumu, başlangıcı kaydedilmeden kesilmiş; içinde hiçbir şey yapılmadı.`,
  'session-damaged': f =>
    say`${f.id} oturumunun olay günlüğü ${f.line}. kayıtta bozuk: değiştirilmiş ya da disk arızalanmış. Olduğu gibi bırakıldı, yalnızca okunabilir: "rollcall verify ${f.id}" ayrıntıyı, "rollcall export ${f.id}" sağlam kısmı gösterir.`,
  'session-unwritable': f =>
    say`${f.id} oturumuna bulunduğu yerde yazılamıyor (${f.cause}), bu yüzden orada sürdürülemez. Kayıtlar sağlam ve okunabilir: "rollcall export ${f.id}".`,
  'session-newer': f =>
    say`${f.id} oturumunu daha yeni bir rollcall yazmış (biçim ${f.format}). O sürümü kullanın.`,
  'session-foreign': f => say`${f.id} günlüğü bir oturumun günlüğü değil.`,
  'history-rewritten': f =>
    say`${f.id} oturumunun günlüğü sizin paylaştığınız günlük değil: o an içinde olanlar, gruptan biri tarafından kesilmiş ya da yeniden yazılmış. Yalnızca okunabilir: "rollcall export ${f.id}".`,
  'adopt-owner': f =>
    say`${f.id} oturumu sizinle paylaşılmış: düzenlenmiş bir kılavuzu yalnızca sahibi devralabilir. Hiçbir şey değiştirilmedi.`,
  'copy-changed': f =>
    say`${f.path}, oturumun başladığı dosya değil: özeti günlüktekinden farklı. Oturum bununla sürdürülemez.`,
  held: f =>
    say`${f.id} oturumu ${f.host} üzerinde ${f.operator} tarafından tutuluyor (süreç ${f.pid}, ${f.since} beri, son kayıt ${f.last}).`,
  'held-unknown': f => say`${f.id} oturumunu başka bir süreç tutuyor.`,
  'held-how': f =>
    say`İzlemek için: "rollcall watch ${f.id}". Devralmak için: "rollcall resume ${f.id} --take-over".`,
  'held-elsewhere': f =>
    say`${f.id} oturumunu en son ${f.host} üzerinde ${f.operator} tuttu (${f.since} beri): başka bir sunucu, açılış ya da kapsayıcı; buradan oraya bakılamaz. O süreç artık yoksa "rollcall resume ${f.id} --take-over".`,
  'not-taken-unproven': f =>
    say`${f.id} oturumu devralınmadı: tutan yanıt vermiyor ve sonlandırılacak sürecin o olduğu kanıtlanamıyor.`,
  'not-taken-another-account': f =>
    say`${f.id} oturumu devralınmadı: tutan süreç başka bir hesapla çalışıyor ve istenmesine rağmen bırakmadı. Onu yalnızca o hesap (ya da root) sonlandırabilir; o zamana kadar "rollcall watch ${f.id}" ile izlenebilir.`,
  'not-taken-not-ending': f => say`${f.id} oturumu devralınmadı: tutan süreç sonlanmıyor.`,
  'not-taken-raced': f => say`${f.id} oturumu devralınmadı: bir başkası daha hızlı davrandı.`,
  'cannot-record': f =>
    say`olay günlüğüne yazılamıyor (${f.cause}), bu yüzden oturum başlatılmadı. --home DİZİN ile başka bir yer verin.`,
  'cannot-continue': f =>
    say`oturum ${f.path} içinde sürdürülemiyor (${f.cause}). Başka bir dizin verin: "continue DİZİN".`,
  'not-a-pair': f => say`--set AD=DEĞER ister, "${f.text}" olmaz.`,
  'bad-env-file': f => say`${f.path} ortam dosyası okunamıyor (${f.cause}); değişkenleri boş sayılır.`,
  'short-secret': f =>
    say`${f.name} gizli değeri gizlenemeyecek kadar kısa: sıradan metni de örterdi. Yazıldığı her yerde görünür.`,
  'same-target': f => say`${f.target} üzerinde başka bir oturum açık: ${f.id}, ${f.operator}.`,
  'same-target-elsewhere': f =>
    say`${f.target} üzerinde, bu sunucudaki başka bir dizinde tutulan bir oturum daha açık: ${f.holder}.`,
  'target-busy': f => say`${f.target} üzerinde şu anda tehlikeli bir komut çalışıyor: ${f.holder}.`,
  'unfilled-contacts': f =>
    say`${f.count} iletişim bilgisi yer tutucu: gerçek bir gecede orada kimse yanıt vermez. Yoklama dosyasında "contacts:" altında verin.`,
}
