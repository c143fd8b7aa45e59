import {bareName} from './bare-name.ts'
import type {ArithmeticFrame, ParameterFrame, Scanner} from './frames.ts'
import {takeExpansion} from './open-expansion.ts'
import {doubleQuote, singleQuote} from './open-quotes.ts'
import {match, takePlaceholder, takePlain} from './scanner.ts'

/** What follows the name in `${NAME…}`. */
export const stepParameter = (s: Scanner, frame: ParameterFrame): void => {
  if (takePlaceholder(s, frame)) return
  switch (s.text[s.at]) {
    case '}':
      s.at += 1
      if (frame.occurrence !== null) frame.occurrence.end = s.at
      s.stack.pop()
      return
    case '\\':
      s.at += 2
      return
    case '"':
      doubleQuote(s, frame)
      return
    case "'":
      if (frame.singleQuotes) {
        singleQuote(s, frame)
        return
      }
      s.at += 1
      return
    case '$':
    case '`':
      takeExpansion(s, frame)
      return
    default:
      if (frame.arithmetic) {
        bareName(s, frame)
        return
      }
      if (match(s, /[<>]\(/y) !== null) s.uncertain = true
      takePlain(s, frame, /[^}\\"'$`<>]+/y)
      return
  }
}

/** The inside of `$((…))` and `((…))`. */
export const stepArithmetic = (s: Scanner, frame: ArithmeticFrame): void => {
  const character = s.text[s.at]
  if (character !== '<' && takePlaceholder(s, frame)) return
  switch (character) {
    case '(':
    case '[':
      frame.depth += 1
      s.at += 1
      return
    case ')':
    case ']':
      if (frame.depth === 0 && s.text.startsWith(frame.closer, s.at)) {
        s.stack.pop()
        s.at += frame.closer.length
        return
      }
      if (frame.depth === 0) s.uncertain = true
      else frame.depth -= 1
      s.at += 1
      return
    case '\\':
      s.at += 2
      return
    case '"':
      doubleQuote(s, frame)
      return
    case "'":
      singleQuote(s, frame)
      return
    case '$':
    case '`':
      takeExpansion(s, frame)
      return
    default:
      bareName(s, frame)
      return
  }
}
