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

  'wrong-value': f => say`${f.key}: beklenen ${expectations[f.expected]}, bulunan ${foundInstead(f.found)}.`,
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
  'not-a-flow-mapping': () => say`bir not, süslü ayraç içinde tek bir eşlemedir: {anahtar: değer}.`,
}
