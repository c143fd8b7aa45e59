import type {Safe} from '#src/text/safe.ts'
import {say} from '#src/text/say.ts'
import type {LintRule, LintTexts} from '../en/lint.ts'

const rule = (why: Safe, fix: Safe): LintTexts['rules'][LintRule] => ({why: () => why, fix: () => fix})

export const lint: LintTexts = {
  rules: {
    'wished-state': rule(
      say`"Redis'i kontrol et", ne görülürse görülsün, biri bakınca tamamlanmış olur; yanlış olduğu ancak yazılmış bir durum için anlaşılabilir.`,
      say`her şey yolundayken ne görülüyorsa onu yazın: "Redis'i kontrol et" yerine "Redis: yanıt veriyor".`,
    ),
    'long-section': rule(
      say`gece yarısı kimse dokuzdan çok şeyi aklında tutamaz: uzun listelerde madde atlanır, nerede kalındığı unutulur.`,
      say`birbirine ait olana ya da kimin yaptığına göre, kendi başlıkları olan bölümlere ayırın.`,
    ),
    'killer-late': rule(
      say`her şeyi belirleyen şey, kalanına zaman harcanmadan bilinmelidir; insanlar en çok listenin sonunda bölünür.`,
      say`bölümünün ilk yarısına taşıyın.`,
    ),
    'contact-placeholder': rule(
      say`eksik numara, tam ona ihtiyaç duyulan dakikada fark edilir.`,
      say`gerçeğini buraya ya da yoklama dosyasında "contacts" altına yazın.`,
    ),
    'contact-unknown': rule(
      say`kimseye ait olmayan bir numara kimseye gösterilmez.`,
      say`kılavuzdaki bir kişiyi kimliğiyle (id) anın ya da kaydı çıkarın.`,
    ),
    'probe-unused': rule(
      say`hiçbir maddeyi işaretlemeyen bir yoklama, yapılan bir kontrol gibi görünür ama değildir.`,
      say`bir maddede anın (probe, trigger, verify ya da baseline) ya da yoklama dosyasından çıkarın.`,
    ),
    'input-unused': rule(
      say`hiçbir yeri doldurmayan bir girdi, çoğunlukla komutta başka türlü yazılmış bir yer tutucudur.`,
      say`komutunun "inputs" alanında anın ya da yoklama dosyasından çıkarın.`,
    ),
    'section-empty': rule(
      say`içinde bir şey olmayan bölüm bitmiş görünür.`,
      say`içinde neyin doğru olacağını ya da ne yapılacağını yazın; yoksa başlığı çıkarın.`,
    ),
    'duplicate-title': rule(
      say`kayıtta "tamam" diye okuyan, hangisinin tamam olduğunu bilmelidir.`,
      say`her başlıkta neyle ilgili olduğunu söyleyin.`,
    ),
    'looks-dangerous': rule(
      say`tehlikeli bir komut, doğru yerde çalışsın diye hedefin adını ister; öbürleri parmakların ezbere bildiği bir sözcük.`,
      say`danger: true yazın; hiçbir şeyi yok etmiyorsa safe: true.`,
    ),
    'secret-written': rule(
      say`kılavuz kopyalanır, basılır, kanallara yapıştırılır; içindeki her şey de onunla birlikte.`,
      say`yerine bir değişken ($AD) yazın, AD değişkenini yoklama dosyasında "secrets" altında sayın ve gizli değeri değiştirin: şimdiye dek okunabiliyordu.`,
    ),
    'password-written': rule(
      say`yoklama dosyası kopyalanır, sürüm denetiminde durur; içindeki her şey de onunla birlikte.`,
      say`bir değişkene koyun ve değiştirin: şimdiye dek okunabiliyordu.`,
    ),
    'password-default': rule(
      say`varsayılan değeri, dosyayı okuyan herkes okur.`,
      say`varsayılanı çıkarın ve gizli değeri değiştirin: şimdiye dek okunabiliyordu.`,
    ),
    'undeclared-secret': rule(
      say`ekranda, diskte ve dışa aktarımlarda yalnızca bildirilmiş gizli değerler maskelenir.`,
      say`adını yoklama dosyasında "secrets" altında sayın.`,
    ),
    rehearsal: rule(
      say`yarım yıldır kimsenin baştan sona yürümediği bir kılavuz, o zamandan beri değişmiş makineler, betikler ve insanlar için yazılmıştır.`,
      say`ilk maddesinden son maddesine prova edin ve gününü yoklama dosyasına yazın: rehearsed: YYYY-AA-GG.`,
    ),
  },
  table: {
    rule: () => say`kural`,
    why: () => say`neden`,
    fix: () => say`nasıl düzelir`,
    itself: () => say`--fix düzeltir`,
  },
  said: f => say`${f.line} [${f.rule}]`,
  why: f => say`    neden: ${f.why}`,
  fix: f => say`    çözüm: ${f.fix}`,
  mendable: () => say`--fix, kesin olduğu yerde bunu yapar.`,
  'fixed-danger': f => say`${f.path}:${f.line}: danger: true yazıldı [${f.rule}]`,
  'fixed-secret': f => say`${f.path}:${f.line}: ${f.name}, secrets altına yazıldı [${f.rule}]`,
}
