import type {ArrayFrame, ConditionFrame, Scanner} from './frames.ts'
import {takeExpansion} from './open-expansion.ts'
import {doubleQuote, singleQuote} from './open-quotes.ts'
import {match, takePlaceholder, takePlain} from './scanner.ts'

const atWordStart = (s: Scanner): boolean => /[ \t\n(]/.test(s.text[s.at - 1] ?? ' ')

/** The operands of `-gt` and its like are arithmetic, however they are quoted. */
const endPrimary = (s: Scanner, frame: ConditionFrame): void => {
  if (frame.numeric)
    for (const occurrence of s.occurrences.slice(frame.operandsFrom))
      if (occurrence.list === frame.list) occurrence.arithmetic = 'operand'
  frame.numeric = false
  frame.operandsFrom = s.occurrences.length
}

/** What quotes and expands alike inside `[[ … ]]` and `NAME=( … )`. */
const takeQuotesAndExpansions = (s: Scanner, frame: ConditionFrame | ArrayFrame): boolean => {
  switch (s.text[s.at]) {
    case '\\':
      s.at += 2
      return true
    case '"':
      doubleQuote(s, frame)
      return true
    case "'":
      singleQuote(s, frame)
      return true
    case '$':
    case '`':
      takeExpansion(s, frame)
      return true
    default:
      return takePlaceholder(s, frame)
  }
}

export const stepCondition = (s: Scanner, frame: ConditionFrame): void => {
  if (atWordStart(s)) {
    if (match(s, /\]\](?=[ \t\n;&|)]|$)/y) !== null) {
      endPrimary(s, frame)
      s.at += 2
      s.stack.pop()
      return
    }
    if (match(s, /-(?:eq|ne|lt|le|gt|ge)(?=[ \t\n])/y) !== null) frame.numeric = true
    if (s.text[s.at] === '#') s.uncertain = true
  }
  if (takeQuotesAndExpansions(s, frame)) return
  if (match(s, /&&|\|\||[()]/y) !== null) endPrimary(s, frame)
  s.at += 1
}

export const stepArray = (s: Scanner, frame: ArrayFrame): void => {
  const character = s.text[s.at]
  if (character === ')') {
    s.at += 1
    s.stack.pop()
    return
  }
  if (character === '#' && atWordStart(s)) {
    const end = s.text.indexOf('\n', s.at)
    s.at = end < 0 ? frame.limit : end
    return
  }
  if (takeQuotesAndExpansions(s, frame)) return
  if (/[(;&|<>]/.test(character ?? '')) s.uncertain = true
  takePlain(s, frame, /[^)\\"'$`#(;&|<> \t\n]+/y)
}
