/** What a terminal sends for the keys that have a name; any other key is the character itself. */
const sent = {
  up: '\u001B[A',
  down: '\u001B[B',
  right: '\u001B[C',
  left: '\u001B[D',
  home: '\u001B[H',
  end: '\u001B[F',
  'page-up': '\u001B[5~',
  'page-down': '\u001B[6~',
  delete: '\u001B[3~',
  'shift-tab': '\u001B[Z',
  tab: '\t',
  enter: '\r',
  escape: '\u001B',
  backspace: '\u007F',
  space: ' ',
} as const

/** A named key, Ctrl and a letter as `ctrl-c`, or one character. */
export const bytesOfKey = (key: string): string => {
  if (key in sent) return sent[key as keyof typeof sent]
  const letter = /^ctrl-([a-z])$/.exec(key)?.[1]
  if (letter !== undefined) return String.fromCharCode(letter.charCodeAt(0) & 0x1f)
  if ([...key].length !== 1) throw new Error(`no key is called ${JSON.stringify(key)}`)
  return key
}
