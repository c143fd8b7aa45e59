import type {AnyFrame, Scanner} from './frames.ts'
import {append, candidateHere, listOf, push, takePlaceholder, takePlain, within} from './scanner.ts'

const markQuoted = (frame: AnyFrame): void => {
  const {word} = listOf(frame)
  if (word !== null) word.quoted = true
}

/** Takes the quoted text up to `close`, with the placeholders in it, and the closing quote. */
const takeQuoted = (s: Scanner, frame: AnyFrame, close: number, quoting: 'single' | 'ansi'): void => {
  if (close < 0 || close >= frame.limit) {
    s.uncertain = true
    s.at = frame.limit
    return
  }
  while (s.at < close) {
    candidateHere(s)
    const next = s.candidates[s.nextCandidate]
    const to = next !== undefined && next.end <= close ? next.start : close
    append(listOf(frame), s.text.slice(s.at, to))
    s.at = to
    if (to < close && !takePlaceholder(s, frame, quoting)) takePlain(s, frame, /./sy)
  }
  s.at = close + 1
}

export const singleQuote = (s: Scanner, frame: AnyFrame): void => {
  markQuoted(frame)
  s.at += 1
  takeQuoted(s, frame, s.text.indexOf("'", s.at), 'single')
}

/** `$'…'`, where a backslash escapes. */
export const dollarQuote = (s: Scanner, frame: AnyFrame): void => {
  markQuoted(frame)
  let close = s.at + 2
  while (close < frame.limit && s.text[close] !== "'") close += s.text[close] === '\\' ? 2 : 1
  s.at += 2
  takeQuoted(s, frame, close, 'ansi')
}

export const doubleQuote = (s: Scanner, frame: AnyFrame): void => {
  markQuoted(frame)
  s.at += 1
  push(s, {...within(frame), kind: 'double', quoting: 'double'})
}
