import type {ListFrame, Scanner} from './frames.ts'
import {beginHeredoc, endCommand} from './heredocs.ts'
import {takeExpansion} from './open-expansion.ts'
import {doubleQuote, singleQuote} from './open-quotes.ts'
import {
  append,
  candidateHere,
  ensureWord,
  expand,
  match,
  push,
  takePlaceholder,
  takePlain,
} from './scanner.ts'
import {endPipeline, endSimpleCommand, mayAssign} from './simple-command.ts'
import {stepOperator} from './step-operator.ts'
import {endWord} from './words.ts'

/** Ends the line: a list goes on where a command has to come, and between the words of `for` and `case`. */
const endLine = (s: Scanner, before: ListFrame): void => {
  endWord(s, before)
  const list = s.stack.at(-1) ?? before
  const end = s.at
  s.at += 1
  // The line's last word was `[[`.
  if (list.kind !== 'list') return
  switch (list.position) {
    case 'loop-words':
      list.position = 'start'
      break
    case 'loop-in':
    case 'case-in':
    case 'case-pattern':
      break
    case 'loop-name':
    case 'case-word':
    case 'function-name':
      s.uncertain = true
      break
    default:
      if (list.awaiting || list.functionParens) break
      endSimpleCommand(s, list)
      endPipeline(list, {background: false})
      list.position = 'start'
      if (list.closer !== 'end') break
      if (s.heredocs.length === 0) endCommand(s, end)
      else list.completing = true
  }
  beginHeredoc(s)
}

const takeComment = (s: Scanner, list: ListFrame): void => {
  const found = s.text.indexOf('\n', s.at)
  const end = Math.min(found < 0 ? list.limit : found, list.limit)
  if (s.commandStart === null) s.comments.push({start: s.at, end})
  s.at = end
}

const takeEscape = (s: Scanner, list: ListFrame): void => {
  const escaped = s.text[s.at + 1]
  if (escaped !== '\n') {
    const word = ensureWord(s, list)
    word.quoted = true
    append(list, escaped ?? '\\')
  }
  // A line that is to go on, and nothing does.
  if (s.at + 2 > list.limit || (escaped === '\n' && s.at + 2 >= list.limit)) s.uncertain = true
  s.at = Math.min(s.at + 2, list.limit)
}

/** `<NAME>` is a placeholder where it can be a word; behind a descriptor or a compound command it can only redirect. */
const isWordHere = (list: ListFrame, character: string): boolean => {
  if (list.redirect?.startsWith('<<') && list.redirect !== '<<<') return false
  if (character !== '<') return true
  return list.position !== 'after' && !(list.word !== null && /^[0-9]+$/.test(list.word.text ?? ''))
}

/** `[`, which where an assignment may stand begins the subscript in `NAME[…]=`, read as arithmetic with its blanks. */
const takeBracket = (s: Scanner, list: ListFrame): void => {
  const word = ensureWord(s, list)
  const name =
    s.bash && mayAssign(list) && !word.quoted ? match(s, /[A-Za-z_][A-Za-z0-9_]*/y, word.start) : null
  if (name === null || word.start + name[0].length !== s.at) {
    takePlain(s, list, /\[[^ \t\n\\'"$`;&|()<>]*/y)
    return
  }
  expand(list)
  list.pipelineSets = true
  s.at += 1
  push(s, {
    kind: 'arithmetic',
    closer: ']',
    depth: 0,
    limit: list.limit,
    quoting: 'bare',
    arithmetic: true,
    list,
  })
}

/** One step through a list of commands. */
export const stepList = (s: Scanner, list: ListFrame): void => {
  const character = s.text[s.at] ?? ''
  if (character === '#' && list.word === null) {
    takeComment(s, list)
    return
  }
  if (character === ' ' || character === '\t') {
    endWord(s, list)
    s.at += 1
    return
  }
  if (character === '\n') {
    endLine(s, list)
    return
  }
  if (s.commandStart === null) s.commandStart = s.at
  if (candidateHere(s) !== null && isWordHere(list, character)) {
    ensureWord(s, list)
    if (takePlaceholder(s, list)) return
  }
  switch (character) {
    case '\\':
      takeEscape(s, list)
      return
    case "'":
      ensureWord(s, list)
      singleQuote(s, list)
      return
    case '"':
      ensureWord(s, list)
      doubleQuote(s, list)
      return
    case '$':
    case '`':
      ensureWord(s, list)
      takeExpansion(s, list)
      return
    case ';':
    case '&':
    case '|':
    case '(':
    case ')':
    case '<':
    case '>':
      stepOperator(s, list)
      return
    case '[':
      takeBracket(s, list)
      return
    default:
      ensureWord(s, list)
      takePlain(s, list, /[^ \t\n\\'"$`;&|()<>[]+/y)
      return
  }
}
