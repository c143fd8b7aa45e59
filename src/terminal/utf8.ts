/** Puts characters together from bytes, over any number of reads. What is no UTF-8 is dropped. */
export interface Utf8 {
  /** The character that this byte completes; null while it is not complete, or was none. */
  readonly add: (byte: number) => string | null
  /** Drops what was begun. */
  readonly reset: () => void
}

const lengthOf = (lead: number): number => {
  if (lead < 0x80) return 1
  if (lead >= 0xc2 && lead <= 0xdf) return 2
  if (lead >= 0xe0 && lead <= 0xef) return 3
  return lead >= 0xf0 && lead <= 0xf4 ? 4 : 0
}

export const createUtf8 = (): Utf8 => {
  const decoder = new TextDecoder('utf-8', {ignoreBOM: true})
  let begun: number[] = []
  return {
    add: byte => {
      if ((byte & 0xc0) === 0x80) {
        if (begun.length > 0) begun.push(byte)
      } else begun = lengthOf(byte) === 0 ? [] : [byte]
      const [lead] = begun
      if (lead === undefined || begun.length < lengthOf(lead)) return null
      const character = decoder.decode(Uint8Array.from(begun))
      begun = []
      return character === '\uFFFD' || [...character].length !== 1 ? null : character
    },
    reset: () => {
      begun = []
    },
  }
}
