import type {ScreenTexts} from '#src/i18n/en/screen.ts'
import {say} from '#src/text/say.ts'

export const screen: ScreenTexts = {
  'too-small': f =>
    say`Çok küçük: pencereyi en az ${f.columns} × ${f.rows} yapın. Hiçbir şey kaybolmaz; Ctrl+C çıkar.`,
  'no-target': () => say`(hedef adı verilmemiş)`,
  halted: f => say`GÜNLÜK YAZILAMIYOR (${f.why}): yeni iş başlamaz. Enter: başka yerde sürdür.`,
  holds: () => say`SİZ YOKKEN DEĞİŞENLER VAR: onaylanana kadar tehlikeli komutlar bekler (a)`,
  'the-decision': () => say`Karar`,
  'decision-help': () =>
    say`Ölçütlerden biri bile yeterli nedendir. Karar, yanıtlanmamış ölçütler olsa da hemen verilebilir; okumalar kararla birlikte saklanır.`,
  'close-out': () => say`Kapanış`,
  'close-out-help': () =>
    say`Son adım: yalnızca yapılmış olmayanları adıyla sıralar, oturumu kapatır ve listeyi yazar.`,
  'killer-item': () => say`okumanın yanında sizin onayınız da gerekir`,
  'said-by': f => say`${f.by}, ${f.at}`,
  said: f => say`${f.by}, ${f.at}: ${f.words}`,
  'more-below': () => say`… devamı var: v tümünü gösterir`,
  'more-in-form': f => say`… satır ${f.from}–${f.to} / ${f.total}: PgUp/PgDn`,
  'card-on': f => say`hedef ${f.target}, makine ${f.host}`,
  'card-danger': () => say`Yukarıda adı geçen sistemi değiştirir.`,
  'card-line-drops': () =>
    say`Bağlantı kopsa da sürer; nasıl bittiğini "rollcall resume" gösterir. Asla iki kez başlatılmaz.`,
  'card-watch': () => say`Siz bitirene kadar yalnızca izler; rollcall'dan çıkmak da bitirir.`,
  'card-bash': () => say`bash -e -o pipefail -c ile, terminalsiz ve boş stdin ile çalışır`,
  'card-sh': () => say`sh -e -c ile, terminalsiz ve boş stdin ile çalışır`,
  'value-wanted': f => say`${f.name}: aşağıda soruluyor`,
  'not-armed': () => say`önce okuyun…`,
  armed: () => say`hazır: sıradaki tuş geçerli`,
  'nothing-found': () => say`bu adda bir şey yok`,
  'output-follows': f => say`izleniyor · ${f.total} satır`,
  'output-at': f => say`satır ${f.from}–${f.to} / ${f.total} · f izler`,
  'no-output-yet': () => say`henüz çıktı yok`,
  'output-skipped': f => say`öncesindeki ${f.amount} yalnızca output.log'da`,
  matches: f => say`${f.count} eşleşme`,
  'lines-at': f => say`${f.from}–${f.to} / ${f.total}`,
  'panel-evidence': () => say`Kanıt`,
  'panel-contacts': () => say`Kim aranır`,
  'panel-timeline': () => say`Zaman çizelgesi`,
  'panel-help': () => say`Tuşlar`,
  'panel-cue': () => say`Sürdürmeden önce`,
  'panel-attention': () => say`Sizi bekleyenler`,
  'nothing-wants': () => say`şu anda sizi bekleyen bir şey yok`,
  'why-changes': () => say`oturumdan ayrıldığınızdan beri değişenler: Enter onaylar`,
  'why-lost': () => say`SONUÇ BİLİNMİYOR`,
  'record-change': f => say`${f.item}: önce ${f.before}, şimdi ${f.now}`,
}
