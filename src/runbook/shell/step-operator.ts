import type {ListFrame, Scanner} from './frames.ts'
import {ensureWord, expand, listOf, match, newList, push, startsWith} from './scanner.ts'
import {assignedName, endPipeline, endSimpleCommand, mayAssign} from './simple-command.ts'
import {endWord} from './words.ts'

/** The list that is being read now: a word may just have opened or closed one. */
const present = (s: Scanner, list: ListFrame): ListFrame => {
  const top = s.stack.at(-1)
  return top === undefined ? list : listOf(top)
}

/** Whether a command (or a compound one) has begun in the list since the last separator. */
const begun = (list: ListFrame): boolean =>
  list.position === 'after' ||
  list.position === 'args' ||
  list.position === 'prefix' ||
  list.redirect !== null

const separate = (s: Scanner, list: ListFrame, background: boolean): void => {
  if (list.awaiting) s.uncertain = true
  endSimpleCommand(s, list)
  endPipeline(list, {background})
  list.position = 'start'
}

/** `;`, `&`, `&&`, `||`: ends the pipeline before it. */
const connect = (s: Scanner, before: ListFrame, operator: string): void => {
  endWord(s, before)
  const list = present(s, before)
  s.at += operator.length
  if (operator === ';' && (list.position === 'loop-words' || list.position === 'loop-in')) {
    list.position = 'start'
    return
  }
  if (!begun(list)) s.uncertain = true
  separate(s, list, operator === '&')
  list.awaiting = operator === '&&' || operator === '||'
}

const pipe = (s: Scanner, before: ListFrame, operator: string): void => {
  endWord(s, before)
  const list = present(s, before)
  s.at += operator.length
  if (list.position === 'case-pattern') return
  if (!begun(list)) s.uncertain = true
  endSimpleCommand(s, list)
  list.pipes += 1
  list.pipelineEnds = false
  list.position = 'start'
  list.awaiting = true
}

const endClause = (s: Scanner, before: ListFrame, operator: string): void => {
  endWord(s, before)
  const list = present(s, before)
  s.at += operator.length
  if (list.closer !== 'esac' || (operator !== ';;' && !s.bash)) s.uncertain = true
  separate(s, list, false)
  list.position = 'case-pattern'
  list.patternEmpty = true
}

/** Ends the list with its `)`, or at the end of what it was read from. */
export const endList = (s: Scanner, list: ListFrame): void => {
  endWord(s, list)
  if (s.heredocs.length > list.heredocsBefore && list.closer !== 'end') s.uncertain = true
  separate(s, list, false)
}

const closeParenthesis = (s: Scanner, before: ListFrame): void => {
  endWord(s, before)
  const list = present(s, before)
  s.at += 1
  if (list.position === 'case-pattern') {
    list.position = 'start'
    return
  }
  if (list.closer !== ')' || s.stack.at(-1) !== list) {
    s.uncertain = true
    return
  }
  endList(s, list)
  s.stack.pop()
  const parent = s.stack.at(-1)
  if (list.inWord || parent === undefined) return
  const around = listOf(parent)
  around.position = 'after'
  if (list.follows && list.straight) around.pipelineFollows = true
}

const openParenthesis = (s: Scanner, list: ListFrame): void => {
  const {word} = list
  if (word === null && list.position === 'case-pattern' && list.patternEmpty) {
    s.at += 1
    return
  }
  if (word === null && startsWith(s, '((') && (list.position === 'start' || list.position === 'loop-name')) {
    if (!s.bash) s.uncertain = true
    list.position = list.position === 'start' ? 'after' : 'loop-in'
    list.awaiting = false
    s.at += 2
    push(s, {
      kind: 'arithmetic',
      closer: '))',
      depth: 0,
      limit: list.limit,
      quoting: 'bare',
      arithmetic: true,
      list,
    })
    return
  }
  const parentheses = match(s, /\([ \t]*\)/y)?.[0]
  if (
    parentheses !== undefined &&
    list.position === 'start' &&
    (word !== null ? !word.quoted : list.functionParens)
  ) {
    list.word = null
    list.functionParens = false
    list.pipelineSets = true
    list.awaiting = true
    s.at += parentheses.length
    return
  }
  if (
    word !== null &&
    s.text[s.at - 1] === '=' &&
    !word.quoted &&
    mayAssign(list) &&
    assignedName(s, word) !== null
  ) {
    if (!s.bash) s.uncertain = true
    word.text = null
    s.at += 1
    push(s, {kind: 'array', limit: list.limit, quoting: 'bare', arithmetic: false, list})
    return
  }
  s.at += 1
  if (word !== null || list.position !== 'start') {
    s.uncertain = true
    return
  }
  list.awaiting = false
  push(
    s,
    newList(list, {
      closer: ')',
      limit: list.limit,
      subshell: true,
      straight: true,
      heredocsBefore: s.heredocs.length,
    }),
  )
}

const redirect = (s: Scanner, before: ListFrame, operator: string): void => {
  const {word} = before
  const descriptor =
    word !== null && !word.quoted && /^(?:[0-9]+|\{[A-Za-z_][A-Za-z0-9_]*\})$/.test(word.text ?? '')
  if (descriptor) {
    // `{name}>file` keeps the descriptor's number in a variable.
    if (word.text?.startsWith('{')) before.pipelineSets = true
    before.word = null
  } else endWord(s, before)
  const list = present(s, before)
  if (list.redirect !== null) s.uncertain = true
  list.redirect = operator
  s.at += operator.length
}

const substituteProcess = (s: Scanner, list: ListFrame): void => {
  if (!s.bash) s.uncertain = true
  ensureWord(s, list)
  expand(list)
  s.at += 2
  push(
    s,
    newList(list, {
      closer: ')',
      limit: list.limit,
      subshell: true,
      inWord: true,
      heredocsBefore: s.heredocs.length,
    }),
  )
}

const OPERATOR = /;;&|;;|;&|;|&>>|&>|&&|&|\|\||\|&|\||\(|\)|<\(|>\(|<<<|<<-|<<|<&|<>|<|>>|>&|>\||>/y

/** Takes the operator at the scanner's place. */
export const stepOperator = (s: Scanner, list: ListFrame): void => {
  const operator = match(s, OPERATOR)?.[0] ?? ''
  if (!s.bash && ['&>', '&>>', '|&', '<<<'].includes(operator)) s.uncertain = true
  switch (operator) {
    case ';':
    case '&':
    case '&&':
    case '||':
      connect(s, list, operator)
      return
    case '|':
    case '|&':
      pipe(s, list, operator)
      return
    case ';;':
    case ';&':
    case ';;&':
      endClause(s, list, operator)
      return
    case '(':
      openParenthesis(s, list)
      return
    case ')':
      closeParenthesis(s, list)
      return
    case '<(':
    case '>(':
      substituteProcess(s, list)
      return
    default:
      redirect(s, list, operator)
      return
  }
}
