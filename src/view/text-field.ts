import type {Key} from './key.ts'

/** A text that is being typed. The caret counts UTF-16 units and never stands inside a character as a person sees it. */
export interface Typing {
  readonly text: string
  readonly caret: number
}

/** More than anybody types; what is pasted beyond it is left out. */
const longest = 64 * 1024

const ascii = /^[\0-\x7f]*$/

let segmenter: Intl.Segmenter | null = null

/** Where characters as a person sees them begin and end. The segmenter is slow to load, and ASCII does not need it. */
const boundaries = (text: string): readonly number[] => {
  segmenter ??= new Intl.Segmenter('und', {granularity: 'grapheme'})
  return [...Array.from(segmenter.segment(text), part => part.index), text.length]
}

const before = (text: string, caret: number): number =>
  ascii.test(text) ? Math.max(0, caret - 1) : (boundaries(text).findLast(boundary => boundary < caret) ?? 0)

const after = (text: string, caret: number): number =>
  ascii.test(text)
    ? Math.min(text.length, caret + 1)
    : (boundaries(text).find(boundary => boundary > caret) ?? text.length)

const onBoundary = (text: string, caret: number): number =>
  ascii.test(text)
    ? Math.min(caret, text.length)
    : (boundaries(text).find(boundary => boundary >= caret) ?? text.length)

/** As much of the text as has room, in whole characters. */
const cut = (text: string, room: number): string => {
  if (text.length <= room) return text
  // A character that reaches beyond the room is seen whole, or its first half would look like all of it.
  const near = text.slice(0, room + 64)
  return ascii.test(near)
    ? near.slice(0, room)
    : near.slice(0, boundaries(near).findLast(boundary => boundary <= room) ?? 0)
}

/** The text with this put in at the caret, in NFC. What would make it too long is left out, in whole characters. */
export const insert = <T extends Typing>(typing: T, typed: string): T => {
  const head = typing.text.slice(0, typing.caret) + cut(typed, Math.max(0, longest - typing.text.length))
  const text = (head + typing.text.slice(typing.caret)).normalize('NFC')
  return {...typing, text, caret: onBoundary(text, head.normalize('NFC').length)}
}

const remove = <T extends Typing>(typing: T, from: number, to: number): T => {
  const text = (typing.text.slice(0, from) + typing.text.slice(to)).normalize('NFC')
  return {...typing, text, caret: onBoundary(text, from)}
}

/** From where Ctrl+W takes away: white space before the caret, and the word before that. */
const wordBefore = ({text, caret}: Typing): number => {
  let from = text.slice(0, caret).trimEnd().length
  // Counted back by hand: a pattern that looks for the end from every place takes quadratic time.
  while (from > 0 && text.slice(from - 1, from).trim() !== '') from -= 1
  return from
}

// The line break behind a copied line is not part of it.
const inOneLine = (text: string): string => {
  const line = text.replace(/[\r\n]+/g, ' ')
  return text.endsWith('\n') || text.endsWith('\r') ? line.slice(0, -1) : line
}

/** What a key makes of the text; null for a key that edits nothing. A line break stays only where `lines` says so. */
export const edit = <T extends Typing>(typing: T, key: Key, lines = false): T | null => {
  switch (key.kind) {
    case 'character':
      return insert(typing, key.text)
    case 'paste':
      return insert(typing, lines ? key.text.replace(/\r\n?/g, '\n') : inOneLine(key.text))
    case 'control':
      if (key.letter === 'u') return {...typing, text: '', caret: 0}
      return key.letter === 'w' ? remove(typing, wordBefore(typing), typing.caret) : null
    case 'named':
      switch (key.name) {
        case 'left':
          return {...typing, caret: before(typing.text, typing.caret)}
        case 'right':
          return {...typing, caret: after(typing.text, typing.caret)}
        case 'home':
          return {...typing, caret: 0}
        case 'end':
          return {...typing, caret: typing.text.length}
        case 'backspace':
          return remove(typing, before(typing.text, typing.caret), typing.caret)
        case 'delete':
          return remove(typing, typing.caret, after(typing.text, typing.caret))
        default:
          return null
      }
  }
}
