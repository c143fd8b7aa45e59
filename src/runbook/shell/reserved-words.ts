import type {Closer, ListFrame, Scanner} from './frames.ts'
import {listOf, newList, push} from './scanner.ts'
import {endPipeline, endSimpleCommand} from './simple-command.ts'

const endCommands = (s: Scanner, list: ListFrame): void => {
  endSimpleCommand(s, list)
  endPipeline(list, {background: false})
}

const open = (s: Scanner, list: ListFrame, facts: Partial<ListFrame> & {closer: Closer}): true => {
  list.awaiting = false
  push(s, newList(list, {limit: list.limit, heredocsBefore: s.heredocs.length, ...facts}))
  return true
}

/** Closes a compound command: what it set is set in the list around it, and only redirections may follow. */
const close = (s: Scanner, list: ListFrame, closer: Closer): true => {
  if (list.closer !== closer || list.awaiting) {
    s.uncertain = true
    return true
  }
  endCommands(s, list)
  s.stack.pop()
  const parent = s.stack.at(-1)
  if (parent === undefined) return true
  const around = listOf(parent)
  around.position = 'after'
  if (list.sets) around.pipelineSets = true
  if (list.follows && list.straight) around.pipelineFollows = true
  return true
}

const next = (s: Scanner, list: ListFrame, closer: Closer): true => {
  if (list.closer !== closer || list.awaiting) s.uncertain = true
  endCommands(s, list)
  list.position = 'start'
  return true
}

/** What ends or continues a compound command; it may also stand right behind another one. */
export const closingWord = (s: Scanner, list: ListFrame, word: string): boolean => {
  switch (word) {
    case 'then':
    case 'elif':
    case 'else':
      return next(s, list, 'fi')
    case 'do':
      list.body = true
      return next(s, list, 'done')
    case 'fi':
    case 'esac':
    case '}':
      return close(s, list, word)
    case 'done':
      if (!list.body) s.uncertain = true
      return close(s, list, word)
    default:
      return false
  }
}

/** Takes a word with a meaning of its own where a command begins; false: it is a command's name. */
export const reservedWord = (s: Scanner, list: ListFrame, word: string): boolean => {
  if (!s.bash && ['select', 'coproc', 'function', '[[', 'time'].includes(word)) s.uncertain = true
  switch (word) {
    case 'if':
      return open(s, list, {closer: 'fi'})
    case 'while':
    case 'until':
      return open(s, list, {closer: 'done'})
    case 'for':
    case 'select':
      return open(s, list, {closer: 'done', position: 'loop-name'})
    case 'case':
      return open(s, list, {closer: 'esac', position: 'case-word'})
    case '{':
      return open(s, list, {closer: '}', straight: true})
    case '!':
    case 'time':
      list.timed = word === 'time'
      list.awaiting = true
      return true
    case '-p':
      return list.timed
    case 'coproc':
      list.pipelineSets = true
      return true
    case 'function':
      list.pipelineSets = true
      list.position = 'function-name'
      return true
    case '[[':
      list.awaiting = false
      list.position = 'after'
      push(s, {
        kind: 'condition',
        limit: list.limit,
        quoting: 'bare',
        arithmetic: false,
        list,
        numeric: false,
        operandsFrom: s.occurrences.length,
      })
      return true
    case 'in':
    case ']]':
      s.uncertain = true
      return false
    default:
      return closingWord(s, list, word)
  }
}
