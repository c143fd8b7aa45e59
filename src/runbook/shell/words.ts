import type {ListFrame, Scanner, Word} from './frames.ts'
import {closingWord, reservedWord} from './reserved-words.ts'
import {assignedName} from './simple-command.ts'

const IDENTIFIER = /^[A-Za-z_][A-Za-z0-9_]*$/

const endRedirection = (s: Scanner, list: ListFrame, word: Word): void => {
  const operator = list.redirect ?? ''
  list.redirect = null
  if (operator !== '<<' && operator !== '<<-') return
  if (word.text === null) s.uncertain = true
  else s.heredocs.push({delimiter: word.text, quoted: word.quoted, stripTabs: operator === '<<-'})
}

const beginCommand = (s: Scanner, list: ListFrame, word: Word): void => {
  if (list.position === 'start' && !word.quoted && word.text !== null && reservedWord(s, list, word.text))
    return
  list.awaiting = false
  const name = assignedName(s, word)
  if (name !== null) {
    s.assigned.add(name)
    list.assigns = true
    list.position = 'prefix'
    return
  }
  list.words = [word]
  list.position = 'args'
}

/** Ends the word being read and gives it its role. */
export const endWord = (s: Scanner, list: ListFrame): void => {
  const {word} = list
  if (word === null) return
  list.word = null
  if (list.redirect !== null) {
    list.awaiting = false
    endRedirection(s, list, word)
    return
  }
  switch (list.position) {
    case 'start':
    case 'prefix':
      beginCommand(s, list, word)
      return
    case 'args':
      list.words.push(word)
      return
    case 'after':
      if (word.quoted || !closingWord(s, list, word.text ?? '')) s.uncertain = true
      return
    case 'loop-name':
      if (word.text !== null && IDENTIFIER.test(word.text)) {
        s.assigned.add(word.text)
        s.loopNames.add(word.text)
      } else s.uncertain = true
      list.position = 'loop-in'
      return
    case 'loop-in':
      if (word.text === 'in') list.position = 'loop-words'
      else if (!closingWord(s, list, word.text ?? '')) s.uncertain = true
      return
    case 'loop-words':
      return
    case 'case-word':
      list.position = 'case-in'
      return
    case 'case-in':
      if (word.text !== 'in') s.uncertain = true
      list.position = 'case-pattern'
      list.patternEmpty = true
      return
    case 'case-pattern':
      if (list.patternEmpty && word.text === 'esac' && !word.quoted) closingWord(s, list, 'esac')
      list.patternEmpty = false
      return
    case 'function-name':
      list.position = 'start'
      list.functionParens = true
      return
  }
}
