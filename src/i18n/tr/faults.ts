import type {Expected, FaultTexts, Found} from '#src/i18n/en/faults.ts'
import type {Safe} from '#src/text/safe.ts'
import {say} from '#src/text/say.ts'

const meant = (suggestion: Safe | null): Safe =>
  suggestion === null ? say`` : say` "${suggestion}" mi demek istediniz?`

const expectations: Readonly<Record<Expected, Safe>> = {
  mapping: say`bir eşleme (anahtar: değer)`,
  list: say`bir liste`,
  text: say`bir metin`,
  'not-empty': say`boş olmayan bir metin`,
  'not-empty-list': say`en az bir öğeli bir liste`,
  boolean: say`true ya da false`,
  integer: say`bir tam sayı`,
  number: say`bir sayı`,
  duration: say`500ms, 5s ya da 2m gibi, sıfırdan büyük bir süre`,
  days: say`14d gibi bir gün sayısı`,
  date: say`YYYY-AA-GG biçiminde bir tarih, örneğin 2026-11-24`,
  id: say`harf ya da rakamla başlayan, a–z harfleri, rakamlar, ".", "_" ve "-" içeren bir ad`,
  'variable-name': say`bir ortam değişkeninin adı: harfler, rakamlar ve "_"`,
  'input-name': say`bir girdi adı: harfler, rakamlar, ".", "_" ve "-"`,
  template: say`değişkenlerin \${AD} ya da \${AD:-varsayılan} olarak, iç içe olmadan yazıldığı bir metin`,
  'capturing-pattern': say`ayraç içinde bir grubu olan bir düzenli ifade`,
  'no-variables': say`değişken içermeyen bir metin: burada değişkenlerin yerine değer konmaz`,
  amount: say`100 gibi bir sayı ya da 0.5% gibi bir oran`,
  'ten-seconds': say`never ya da en az 10s: işçilere gönderilen ping seyrek kalmalı`,
  'twenty-samples': say`en az 20 örnek: daha azının yüzdelik değeri anlamsızdır`,
  json: say`JSON metni`,
  'http-status': say`200 ya da 2xx gibi bir durum kodu`,
  else: say`başka türden bir değer`,
}

const foundInstead = (found: Found): Safe => {
  if (found === 'mapping') return say`bir eşleme`
  if (found === 'list') return say`bir liste`
  if (found === 'nothing') return say`boş`
  if (found === 'hidden') return say`başka bir şey`
  return say`"${found.text}"`
}

export const faults: FaultTexts = {
  'unknown-key': f =>
    say`bilinmeyen anahtar "${f.key}".${meant(f.suggestion)} Burada bilinenler: ${f.known}.`,

  'annotation-misplaced': () =>
    say`bu açıklama hiçbir şeyin ardında durmuyor. Onu bir başlığın, bir liste maddesinin ya da bir komut bloğunun hemen ardına koyun.`,
  'annotation-ambiguous': () =>
    say`bu açıklama hem bir maddenin hem de onu içeren maddenin ardında duruyor. Onu, ait olduğu satırın sonuna koyun.`,
  'annotation-twice': f =>
    say`bunun ${f.line}. satırda zaten bir açıklaması var. Hepsini tek açıklamada toplayın.`,
  'annotation-beside-text': () => say`bu açıklamanın yanında metin var. Açıklama, satırındaki son şeydir.`,
  'annotation-dashes': () => say`yorumun içinde "--" bulunamaz. Başka bir çizgi ya da tek çizgi kullanın.`,
  'annotation-without-brace': f =>
    say`bu yorum "${f.key}:" ile başlıyor ama açıklama değil; yok sayılıyor. Açıklama süslü ayraç içinde yazılır: {${f.key}: …}.`,
  'comment-unclosed': () =>
    say`bu yorum hiç kapanmıyor; dosyanın kalanını gizleyebilir. Yorumu --> ile bitirin.`,
  'fence-unclosed': () => say`bu komut bloğu hiç kapanmıyor. Bloğu, başladığı işaretlerle bitirin.`,
  'hidden-in-command': f =>
    say`komutun içinde ${f.character} var; bu karakter komutu çalıştığından başka türlü gösterir. Karakteri silin.`,
  'nested-too-deep': () => say`listeler ya da alıntılar burada fazla iç içe. Sınır elli düzeydir.`,
  'duplicate-id': f =>
    say`"${f.id}" kimliği ${f.line}. satırda zaten verilmiş. Bölümlerle maddelerin adları ortaktır; başka bir ad verin.`,
  'unknown-need': f =>
    say`needs: "${f.name}" adında bir bölüm ya da madde yok.${meant(f.suggestion)} Olanlar: ${f.known}.`,
  'sections-cycle': f => say`bunlar birbirini bekliyor: ${f.cycle}. Hiçbiri başlayamaz.`,
  'no-probes': f =>
    f.count === 1
      ? say`burada "${f.name}" yoklaması anılıyor ama yoklama dosyası yok ya da içinde hiç yoklama tanımlı değil. Kılavuzun yanına bir tane koyun (x.md için x.probes.yaml) ya da --probes DOSYA verin.`
      : say`burada "${f.name}" yoklaması, toplam ${f.count} yerde de yoklamalar anılıyor ama yoklama dosyası yok ya da içinde hiç yoklama tanımlı değil. Kılavuzun yanına bir tane koyun (x.md için x.probes.yaml) ya da --probes DOSYA verin.`,
  'unknown-input': f =>
    say`yoklama dosyasında "${f.name}" adında bir girdi yok.${meant(f.suggestion)} Olanlar: ${f.known}.`,
  'placeholder-missing': f => say`"${f.placeholder}" yer tutucusu, doldurulabileceği bir yerde geçmiyor.`,
  'steps-count': f =>
    say`steps: ${f.found} adım verilmiş, oysa blokta ${f.expected} tane var (komutlar ve bağlantılar, sırasıyla).`,
  'danger-and-safe': () => say`bir komut hem danger hem safe olamaz. Birini bırakın.`,
  'not-for-links': f => say`"${f.key}" bir bağlantı için anlamsız. Burada bilinenler: id, verify, note.`,
  'no-use-here': f => say`"${f.key}" bu türden bir madde için anlamsız. Kaldırın.`,
  'trigger-outside-decision': () =>
    say`"trigger" bir ölçütü yükseltir; ölçütler yalnızca {mode: decision} olan bölümde bulunur. Burada "probe" kullanın.`,
  'contact-expected': () => say`bir iletişim kaydı "- **Ad:** değer" biçiminde yazılır.`,
  'box-without-text': () => say`metni olmayan bir kutu; dışarıda bırakıldı.`,
  'nearly-a-box': f =>
    say`"${f.written}" bir kutu değil; bu yüzden burada işaretlenecek bir madde yok. Kutu, içinde ve ardında birer boşlukla "[ ]" diye yazılır.`,
  'box-in-quote': () => say`alıntı içindeki kutu, işaretlenecek bir madde değildir. ">" işaretini kaldırın.`,
  'nothing-to-do': () =>
    say`bu çalışma kılavuzunda yapılacak bir şey yok: ne "- [ ]", ne numaralı adım, ne de komut bloğu var.`,

  'contact-placeholder': f =>
    say`${f.name} için yazılan bir yer tutucu: kılavuz gerçek bir geceye hazır değil.`,
  'contact-unknown': f =>
    say`yoklama dosyası "${f.id}" kişisi için bir değer veriyor ama böyle bir kişi yok.${meant(f.suggestion)} Olanlar: ${f.known}.`,
  'probe-unused': f => say`"${f.name}" yoklamasını kılavuzda hiçbir şey kullanmıyor.`,
  'input-unused': f => say`"${f.name}" girdisini hiçbir komut kullanmıyor.`,
  'section-empty': f => say`"${f.title}" bölümünde hiç madde yok.`,
  'duplicate-title': f =>
    say`"${f.title}" bu bölümde, ${f.line}. satırda zaten var; ikisi birbirinden ayırt edilemez.`,
  'looks-dangerous': f => say`"${f.word}" bir şeyleri yok edebilir ama ne kadar tehlikeli olduğu yazılmamış.`,
  'wished-state': f => say`"${f.title}" ne yapılacağını söylüyor; her şey yolundayken ne görüleceğini değil.`,
  'long-section': f => say`"${f.title}" altında ${f.count} madde var; iyi bir liste ondan az madde içerir.`,
  'killer-late': f =>
    say`kritik madde "${f.title}" geç geliyor: bölümündeki ${f.count} maddenin ${f.place}. sırasında.`,
  'secret-written': () => say`buraya bir parola, jeton ya da anahtar açıkça yazılmış görünüyor.`,
  rehearsal: f => {
    if (f.how === 'unknown')
      return say`bir şeyleri yok edebilen bu kılavuzun en son ne zaman prova edildiği yazılmamış.`
    if (f.how === 'ahead') return say`"rehearsed" değeri ${f.date}; o gün daha gelmedi.`
    return say`en son ${f.date} günü, ${f.days} gün önce prova edilmiş.`
  },

  'unknown-probe': f => say`"${f.name}" adlı bir yoklama yok.${meant(f.suggestion)} Olanlar: ${f.known}.`,
  'borrowed-type': f =>
    say`"${f.name}" yoklaması ${f.type} türünde; burada ${f.wanted} türünde bir yoklama gerekli.`,
  'needs-cycle': f => say`bu yoklamalar birbirine bağlı: ${f.cycle}. Hiçbiri çalışamaz.`,
  'password-written': () =>
    say`buraya bir parola açıkça yazılmış. Onu bir değişkene koyun, yerine \${AD} yazın ve AD değişkenini "secrets" altında sayın.`,
  'password-default': f =>
    say`${f.name} gizli bir değer, ama varsayılanı buraya açıkça yazılmış. Yerine \${${f.name}} ya da \${${f.name}:-} yazın.`,
  'undeclared-secret': f =>
    say`${f.name} gizli bir değerin yerinde duruyor, ama "secrets" altında sayılmamış: değeri maskelenmez.`,

  'needs-one-of': f => say`şu anahtarlardan biri gerekli: ${f.keys}.`,
  'not-together': f => say`"${f.key}" ile "${f.other}" birlikte olamaz. Birini bırakın.`,
  'needs-beside': f => say`"${f.key}" yanında şunlardan biri gerekli: ${f.others}.`,
  'not-among': f => say`"${f.name}", "${f.source}" altında verilmemiş; karşılaştırılacak bir şey yok.`,
  'saved-later': f => say`${f.name} bu adımda ya da daha sonra saklanıyor; burada henüz bir değeri yok.`,
  'effects-once': f =>
    say`"${f.key}", etkisi olan bir yoklamayı yineleyemez: o, her onay için bir kez çalışır.`,

  'wrong-value': f =>
    say`${f.key}: şu bekleniyor: ${expectations[f.expected]}; bulunan: ${foundInstead(f.found)}.`,
  'wrong-choice': f => say`${f.key}: "${f.found}" olamaz.${meant(f.suggestion)} Olabilecekler: ${f.known}.`,
  'missing-key': f => say`"${f.key}" anahtarı eksik.`,
  'duplicate-key': f => say`"${f.key}" anahtarı ${f.line}. satırda zaten verilmiş.`,
  'out-of-range': f => say`${f.from} ile ${f.to} arasında bir tam sayı bekleniyor.`,
  'bad-pattern': f => say`"${f.pattern}" bir düzenli ifade değil (JavaScript yazımı, u bayrağıyla).`,
  'yaml-not-supported': f => {
    const names = {
      anchor: say`çapa (&ad)`,
      alias: say`çapa göndermesi (*ad)`,
      tag: say`etiket (!ad)`,
      merge: say`birleştirme anahtarı (<<)`,
      directive: say`yönerge (%)`,
      documents: say`ikinci belge (---)`,
      key: say`düz metin olmayan anahtar`,
    }
    return say`burada desteklenmiyor: ${names[f.what]}. Değeri açıkça yazın; metinse tırnak içine alın.`
  },
  'yaml-indentation': () => say`girinti uymuyor: bir eşlemenin öğeleri aynı sütunda başlar.`,
  'yaml-tab': () => say`girinti için sekme kullanılmış. Boşluk kullanın.`,
  'yaml-unclosed': () => say`bir tırnak ya da ayraç kapatılmamış.`,
  'yaml-escape': () =>
    say`çift tırnak içinde bilinmeyen kaçış dizisi. Tek tırnak içinde ters bölü kendisidir.`,
  'yaml-colon': () =>
    say`bu satırda iki nokta ikinci bir eşleme başlatıyor. Değer metinse tırnak içine alın.`,
  'yaml-start': () => say`tırnaksız bir değer bu karakterle başlayamaz. Tırnak içine alın.`,
  'yaml-syntax': () => say`buradan sonrası YAML olarak okunamıyor.`,
  'yaml-too-deep': () => say`iç içe geçme çok derin.`,
  'too-large': f => say`dosya şundan büyük: ${f.limit}.`,
  'not-a-mapping': () => say`anahtar: değer biçiminde öğeler bekleniyor.`,
  'unknown-placeholder': f =>
    say`{{${f.name}}} diye bir alan yok${f.meant === '' ? say`.` : say`; {{${f.meant}}} mi demek istediniz?`}`,
  'no-template': f => say`"${f.audience}" için ileti şablonu yok; bakılan yerler: ${f.paths}.`,
  'not-a-flow-mapping': () => say`bir açıklama, süslü ayraç içinde tek bir eşlemedir: {anahtar: değer}.`,
}
