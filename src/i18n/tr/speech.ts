import {say} from '#src/text/say.ts'
import type {SpeechTexts} from '../en/speech.ts'

export const speech: SpeechTexts = {
  item: f => say`${f.state}. ${f.title}${f.part}. ${f.kind}, ${f.id}.`,
  part: f => say`, toplam ${f.count} komut, sıra ${f.index}`,
  inside: f => say`${f.line} Ait olduğu madde: ${f.group}.`,
  section: f => say`Bölüm ${f.number}${f.title}.`,
  output: f => say`çıktı: ${f.line}`,
  error: f => say`çıktı, hata: ${f.line}`,
  prompt: () => say`rollcall: `,
}
