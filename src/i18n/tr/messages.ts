import type {MessageTexts} from '#src/i18n/en/messages.ts'
import {say} from '#src/text/say.ts'

export const messages: MessageTexts = {
  'state-looking': say`inceliyoruz; henüz bir karar verilmedi`,
  'state-escalated': say`karar üst makama taşındı; yanıtını bekliyoruz`,
  'state-acting': say`çalışan son sürüme dönüyoruz`,
  'state-trouble': say`çalışan son sürüme dönüş henüz başarılamadı; üzerinde çalışıyoruz`,
  'state-checking': say`çalışan son sürüme dönüldü, sistem denetleniyor`,
  'state-failing': say`çalışan son sürüme dönüldü, ancak her şey henüz çalışmıyor`,
  'state-restored': say`çalışan son sürüme dönüldü, bütün denetimler geçti`,
  'state-kept': say`önceki sürüme dönülmeyecek`,
  'state-aborted': say`işlem yarıda bırakıldı`,
  'public-looking': say`sorunu biliyoruz ve inceliyoruz`,
  'public-escalated': say`sorunu biliyoruz ve üzerinde çalışıyoruz`,
  'public-acting': say`ne yapılacağı belli, sorunu gideriyoruz`,
  'public-trouble': say`sorunu gidermeyi sürdürüyoruz`,
  'public-checking': say`onarım yapıldı, her şeyin çalıştığını denetliyoruz`,
  'public-failing': say`onarım yapıldı, ancak her şey henüz çalışmıyor; üzerinde çalışıyoruz`,
  'public-restored': say`her şey yeniden çalışıyor`,
  'public-kept': say`sorunu biliyoruz ve üzerinde çalışıyoruz`,
  'public-aborted': say`sorunu biliyoruz ve üzerinde çalışıyoruz`,
  decided: f => say`${f.choice} (${f.by}, ${f.at})`,
  'decision-none': say`henüz verilmedi`,
  'done-none': say`henüz hiçbir komut çalıştırılmadı`,
  'done-command': f => say`- ${f.title}: ${f.how} (${f.at})`,
}
