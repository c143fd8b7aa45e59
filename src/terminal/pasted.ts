import {printableText} from './printable.ts'

const endMarker = [0x1b, 0x5b, 0x32, 0x30, 0x31, 0x7e]
const mostBytes = 64 * 1024

/** Gathers a bracketed paste byte by byte, up to a bound; what comes beyond it is lost until the paste ends. */
export interface Pasted {
  /** What the byte leads to: `full` once, with the byte that reaches the bound. */
  readonly add: (byte: number) => 'goes-on' | 'full' | 'ended'
  readonly text: () => string
}

export const createPasted = (): Pasted => {
  const bytes: number[] = []
  let matched = 0
  const keep = (byte: number): boolean => {
    if (bytes.length >= mostBytes) return false
    bytes.push(byte)
    return bytes.length === mostBytes
  }
  return {
    add: byte => {
      if (byte === endMarker[matched]) {
        matched += 1
        return matched === endMarker.length ? 'ended' : 'goes-on'
      }
      let full = false
      for (const held of endMarker.slice(0, matched)) full = keep(held) || full
      // ESC stands nowhere in the marker but at its start, so nothing held back can begin another one.
      matched = byte === endMarker[0] ? 1 : 0
      if (matched === 0) full = keep(byte) || full
      return full ? 'full' : 'goes-on'
    },
    text: () =>
      printableText(
        new TextDecoder('utf-8', {ignoreBOM: true}).decode(Uint8Array.from(bytes)).replaceAll('\uFFFD', ''),
      ),
  }
}
