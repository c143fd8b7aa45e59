import {bytesOf, type CodePage} from './code-pages.ts'

/** Characters that are, read back through a code page, the bytes of one UTF-8 character. Offsets are of code units. */
export interface Disguised {
  readonly start: number
  readonly end: number
  readonly codePoint: number
}

export interface Disguise {
  readonly sequences: readonly Disguised[]
  /** Offsets of the other characters that are not ASCII: signs that the text around them is sound. */
  readonly strays: readonly number[]
}

/** How many bytes a lead byte of UTF-8 announces; 0 for all others. */
const lengthFor = (lead: number): number => {
  if (lead < 0xc2 || lead > 0xf4) return 0
  return lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4
}

/** The least value that needs so many bytes: what is less is an overlong form. */
const least = [0, 0, 0x80, 0x800, 0x10000] as const

/** Finds the well-formed UTF-8 sequences that the text would hold if it had been read through this code page. */
export const findDisguised = (text: string, page: CodePage): Disguise => {
  const bytes = bytesOf(page)
  const byteAt = (at: number): number => (at < text.length ? (bytes[text.charCodeAt(at)] ?? -1) : -1)
  const sequences: Disguised[] = []
  const strays: number[] = []

  const codePointAt = (start: number, length: number, lead: number): number => {
    let value = lead & (0x7f >> length)
    for (let at = start + 1; at < start + length; at++) {
      const byte = byteAt(at)
      if (byte < 0x80 || byte > 0xbf) return -1
      value = (value << 6) | (byte & 0x3f)
    }
    const isSurrogate = value >= 0xd800 && value <= 0xdfff
    return value < (least[length] ?? 0) || isSurrogate || value > 0x10ffff ? -1 : value
  }

  for (let at = 0; at < text.length; ) {
    if (text.charCodeAt(at) < 0x80) {
      at++
      continue
    }
    const lead = byteAt(at)
    const length = lengthFor(lead)
    const codePoint = length === 0 ? -1 : codePointAt(at, length, lead)
    if (codePoint < 0) strays.push(at++)
    else {
      sequences.push({start: at, end: at + length, codePoint})
      at += length
    }
  }
  return {sequences, strays}
}
