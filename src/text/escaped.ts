import {type Safe, safeBlock} from './safe.ts'

const foreign = /[^\x20-\x7e\n\t]/u
const everyForeign = /[^\x20-\x7e\n\t]/gu

/** Whether a text holds what looks like something else, or like nothing: anything but printable ASCII. */
export const hasForeign = (text: string): boolean => foreign.test(text)

/** A command's text with everything that is not printable ASCII written out as `<U+0131>`: no letter passes for another. */
export const escapedBlock = (text: string): Safe =>
  safeBlock(
    text.replace(
      everyForeign,
      character => `<U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}>`,
    ),
  )
