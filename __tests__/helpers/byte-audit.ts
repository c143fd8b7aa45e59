/** A piece of a session's output that no part of the program may write. */
export interface Offence {
  /** Where it begins, in characters. */
  readonly at: number
  /** The piece, escaped, with a little of what stands before it. */
  readonly shown: string
}

// Only what Ink and the program write by themselves: colours, going up and to a column, erasing, the cursor's visibility,
// bracketed paste, synchronized output. Going home is what takes a resized screen down.
const allowed =
  /\u001B\[(?:[0-9;]*m|[0-9]*[ABEFG]|[0-2]?[JK]|H|\?25[hl]|\?2004[hl]|\?2026[hl])|\r|\n|[^\u0000-\u001F\u007F-\u009F\u00AD\u061C\u180E\u200B-\u200F\u2028-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB]/uy

// An escape sequence is shown whole: a string (OSC, DCS, APC, PM, SOS) up to its end, CSI up to its last byte.
const sequence =
  /\u001B[\]PX^_][^\u0007\u001B]*(?:\u0007|\u001B\\)?|\u001B\[[0-?]*[ -/]*[@-~]?|\u001B[ -/]*[0-~]?|./suy

const escaped = (text: string): string =>
  text.replace(
    /[^\x20-\x7e]/gu,
    each => `\\u{${(each.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}}`,
  )

const shownBefore = 20

/**
 * What in the raw output of a session is neither text nor one of the few sequences that drawing takes. Bytes that are no
 * UTF-8 are offences too.
 */
export const auditBytes = (bytes: Uint8Array): readonly Offence[] => {
  const text = new TextDecoder('utf-8', {ignoreBOM: true}).decode(bytes)
  const offences: Offence[] = [...brokenBytes(bytes, text)]
  let at = 0
  while (at < text.length) {
    allowed.lastIndex = at
    if (allowed.test(text)) {
      at = allowed.lastIndex
      continue
    }
    sequence.lastIndex = at
    const piece = sequence.exec(text)?.[0] ?? text.slice(at, at + 1)
    offences.push({
      at,
      shown: `${escaped(text.slice(Math.max(0, at - shownBefore), at))} » ${escaped(piece)}`,
    })
    at += piece.length
  }
  return offences
}

/** A sanitiser may write U+FFFD itself; what the decoder had to put it for differs when it is encoded again. */
const brokenBytes = (bytes: Uint8Array, text: string): readonly Offence[] => {
  const again = Buffer.from(text)
  const at = again.findIndex((byte, index) => byte !== bytes[index])
  if (at === -1 && again.length === bytes.length) return []
  const shown = Buffer.from(bytes.slice(Math.max(0, at), at + 4)).toString('hex')
  return [{at: Math.max(0, at), shown: `no UTF-8 » ${shown}`}]
}
