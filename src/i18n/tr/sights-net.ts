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
}
