import type {ShareTexts} from '#src/i18n/en/share.ts'
import {say} from '#src/text/say.ts'

export const share: ShareTexts = {
  'only-linux': () => say`oturumlar yalnızca Linux'ta paylaşılabilir: başka yerde kilitleri güvenilir olmaz.`,
  'unknown-group': f => say`bu sunucuda "${f.group}" adlı bir grup yok.`,
  'not-in-group': f =>
    say`${f.group} grubunda değilsiniz (yeni üyelik bir sonraki girişte geçerli olur); bu yüzden oturum o gruba açılamaz.`,
  'not-yours': f => say`${f.id} oturumu başka bir hesaba ait: onu yalnızca sahibi açabilir.`,
  'not-open': f =>
    say`${f.id} oturumu artık açık değil. Elden verilecek bir kopya: "rollcall export ${f.id}".`,
  continued: f =>
    say`${f.id} oturumu, diski bozulduktan sonra ikinci bir günlükte sürdürüldü; parçaları başka yerde olduğundan paylaşılamaz.`,
  already: f => say`${f.id} oturumu ${f.group} grubuna zaten açık.`,
  'one-group': f =>
    say`bu dizindeki ${f.id} oturumu başka bir gruba açık (numarası ${f.gid}); bir dizin yalnızca tek bir gruba geçit verebilir.`,
  shared: f =>
    say`${f.id} oturumu ${f.group} grubuna açıldı: üyeleri onu sürdürebilir, söyledikleri kendi adlarıyla kaydedilir. Komutlar, onaylayan hesapla çalışır.`,
  'go-on': f => say`Yazacakları komut: rollcall resume ${f.id} --home '${f.home}'`,
  unreachable: f =>
    say`ancak şu hâliyle oraya ulaşamazlar: ${f.path} dizini ${f.group} grubuna kapalı. O dizinden geçmelerine izin verin ya da oturumları başka yerde saklayın (--home DİZİN).`,
  failed: f => say`${f.id} oturumu gruba açılamadı (${f.cause}); eskisi kadar kapalı.`,
}
