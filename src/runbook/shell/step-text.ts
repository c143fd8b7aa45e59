import type {HeredocFrame, QuoteFrame, Scanner} from './frames.ts'
import {beginHeredoc} from './heredocs.ts'
import {takeExpansion} from './open-expansion.ts'
import {append, listOf, takePlaceholder, takePlain} from './scanner.ts'

const takeEscape = (s: Scanner, frame: QuoteFrame | HeredocFrame): void => {
  const escaped = s.text[s.at + 1] ?? ''
  if (escaped !== '\n') append(listOf(frame), '$`"\\'.includes(escaped) ? escaped : `\\${escaped}`)
  s.at += 2
}

export const stepDouble = (s: Scanner, frame: QuoteFrame): void => {
  if (takePlaceholder(s, frame)) return
  switch (s.text[s.at]) {
    case '"':
      s.at += 1
      s.stack.pop()
      return
    case '\\':
      takeEscape(s, frame)
      return
    case '$':
    case '`':
      takeExpansion(s, frame)
      return
    default:
      takePlain(s, frame, /[^"\\$`]+/y)
      return
  }
}

/** The body of a heredoc whose delimiter is not quoted: expansions work, quotes are plain text. */
export const stepHeredoc = (s: Scanner, frame: HeredocFrame): void => {
  if (takePlaceholder(s, frame)) return
  switch (s.text[s.at]) {
    case '\\':
      s.at += 2
      return
    case '$':
    case '`':
      takeExpansion(s, frame)
      return
    default:
      takePlain(s, frame, /[^\\$`]+/y)
      return
  }
}

export const leaveHeredoc = (s: Scanner, frame: HeredocFrame): void => {
  s.stack.pop()
  s.at = frame.resume
  beginHeredoc(s)
}
