import {undoMojibake} from './mojibake.ts'
import {findDisguised} from './utf8-in-disguise.ts'

/** What was wrong with a file's text, each once, in the order in which it was put right. */
export type Repair =
  | 'utf-16le'
  | 'utf-16be'
  | 'invalid-utf8'
  | 'bom'
  | 'mojibake-1254'
  | 'mojibake-1252'
  | 'mojibake-latin1'

const MOST_LAYERS = 3
/** Bytes looked at to tell UTF-16 without a byte order mark. */
const SAMPLE = 4_096

const utf16Of = (bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null => {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  // ASCII in UTF-16 has a zero in every other byte; text of one byte a character has none at all.
  const zeros = [0, 0]
  const length = Math.min(bytes.length, SAMPLE)
  for (let at = 0; at < length; at++) if (bytes[at] === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1
  const [even = 0, odd = 0] = zeros
  if (length < 4 || Math.max(even, odd) < length / 5) return null
  if (even === 0) return 'utf-16le'
  return odd === 0 ? 'utf-16be' : null
}

const CHUNK = 8_192
const oneCharacterAByte = (bytes: Uint8Array): string => {
  let text = ''
  for (let at = 0; at < bytes.length; at += CHUNK)
    text += String.fromCharCode(...bytes.subarray(at, at + CHUNK))
  return text
}

/**
 * Bytes that are not UTF-8 are Windows-1254, the code page of Turkish hosts. Where most of the file is UTF-8 all the same,
 * only the bytes that are not.
 */
const decodeInvalid = (bytes: Uint8Array): string => {
  const turkish = new TextDecoder('windows-1254')
  const raw = oneCharacterAByte(bytes)
  const {sequences, strays} = findDisguised(raw, 'latin1')
  if (sequences.length <= strays.length) return turkish.decode(bytes)
  const parts: string[] = []
  let at = 0
  for (const {start, end, codePoint} of sequences) {
    if (start > at) parts.push(turkish.decode(bytes.subarray(at, start)))
    parts.push(String.fromCodePoint(codePoint))
    at = end
  }
  parts.push(turkish.decode(bytes.subarray(at)))
  return parts.join('')
}

const decode = (bytes: Uint8Array, repairs: Set<Repair>): string => {
  const wide = utf16Of(bytes)
  if (wide !== null) {
    repairs.add(wide)
    return new TextDecoder(wide).decode(bytes)
  }
  try {
    return new TextDecoder('utf-8', {fatal: true, ignoreBOM: true}).decode(bytes)
  } catch {
    repairs.add('invalid-utf8')
    return decodeInvalid(bytes)
  }
}

/**
 * The text of a file, whatever it went through: UTF-16, a byte order mark, bytes that are not UTF-8, and UTF-8 that was
 * read as Windows-1254, Windows-1252 or Latin-1 and saved again, up to three times over. What is sound stays as it is, as
 * does what is not damaged for certain. Never throws; linear in the length.
 */
export const repair = (bytes: Uint8Array): {readonly text: string; readonly repairs: readonly Repair[]} => {
  const repairs = new Set<Repair>()
  const withoutMark = (text: string): string => {
    if (!text.startsWith('\ufeff')) return text
    repairs.add('bom')
    return text.slice(1)
  }
  let text = withoutMark(decode(bytes, repairs))
  for (let layer = 0; layer < MOST_LAYERS; layer++) {
    const undone = undoMojibake(text)
    if (undone === null) break
    repairs.add(`mojibake-${undone.page}`)
    text = withoutMark(undone.text)
  }
  return {text, repairs: [...repairs]}
}
