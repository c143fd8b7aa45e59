import {safe} from '#src/text/safe.ts'
import type {Line} from '#src/view/line.ts'

const ascii: Readonly<Record<string, string>> = {
  '·': '-',
  '…': '~',
  '›': '>',
  '—': '-',
  '–': '-',
  '’': "'",
  '“': '"',
  '”': '"',
  '→': '>',
  '×': 'x',
}

/** Our own punctuation in ASCII, for terminals that show nothing else. Letters stay: nobody can spell for the operator. */
export const plainLine = (line: Line): Line =>
  line.map(span => ({...span, text: safe(span.text.replace(/[·…›—–’“”→×]/g, sign => ascii[sign] ?? sign))}))
