/** The single-byte code pages that UTF-8 is mistaken for. */
export type CodePage = '1254' | '1252' | 'latin1'

/** The characters of the 256 bytes. Undefined bytes are C1 controls, as browsers and Windows itself read them. */
const charactersOf = (page: CodePage): readonly string[] => {
  const characters = Array.from({length: 256}, (_, byte) => String.fromCharCode(byte))
  if (page === 'latin1') return characters
  const decoder = new TextDecoder('windows-1254')
  const turkish = characters.map((_, byte) => decoder.decode(Uint8Array.of(byte)))
  if (page === '1254') return turkish
  // Several versions of Node read windows-1252 as Latin-1, so it is made of the six letters and the Ž that 1254 replaced.
  const western = new Map([0xd0, 0xdd, 0xde, 0xf0, 0xfd, 0xfe].map(byte => [byte, characters[byte] ?? '']))
  western.set(0x8e, 'Ž').set(0x9e, 'ž')
  return turkish.map((character, byte) => western.get(byte) ?? character)
}

const tables = new Map<CodePage, Int16Array>()

/** For each code unit its byte in the code page, or -1. */
export const bytesOf = (page: CodePage): Int16Array => {
  const known = tables.get(page)
  if (known !== undefined) return known
  const table = new Int16Array(2 ** 16).fill(-1)
  for (const [byte, character] of charactersOf(page).entries()) table[character.charCodeAt(0)] = byte
  tables.set(page, table)
  return table
}
