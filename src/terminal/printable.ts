import {safe} from '#src/text/safe.ts'

// As many as `safe` lets stand on one base.
const marksOnABase = 4

const cluster = /\P{M}(\p{M}*)|\p{M}+/gsu

/** The characters of a text as a person sees them, NFC; what cannot be shown or acts on a terminal is left out. */
export const printableCharacters = (text: string): readonly string[] => {
  const characters: string[] = []
  for (const [whole, marks = ''] of text.matchAll(cluster)) {
    const base = whole.slice(0, whole.length - marks.length)
    const composed = (base + [...marks].slice(0, marksOnABase).join('')).normalize('NFC')
    if (safe(composed) === composed) characters.push(composed)
  }
  return characters
}

/** A pasted text: lines end with "\n", tabs stay, everything else that cannot be shown is left out. */
export const printableText = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .split(/([\n\t])/)
    .map(part => (part === '\n' || part === '\t' ? part : printableCharacters(part).join('')))
    .join('')
