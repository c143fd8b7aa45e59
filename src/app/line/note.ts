import type {NoteMark} from '#src/session/events.ts'
import {splitFirst} from './words.ts'

const marks: Readonly<Record<string, NoteMark>> = {
  'cause:': 'cause',
  'neden:': 'cause',
  'lesson:': 'lesson',
  'ders:': 'lesson',
  'suggestion:': 'suggestion',
  'öneri:': 'suggestion',
}

/** A note's text and its mark, which may stand before it in either language. */
export const readNote = (rest: string): {readonly text: string; readonly mark: NoteMark | null} => {
  const [first, text] = splitFirst(rest)
  const mark = marks[first.normalize('NFC')]
  return mark === undefined ? {text: rest, mark: null} : {text, mark}
}
