import type {ListFrame, Scanner, Word} from './frames.ts'
import {neverEnds} from './never-ends.ts'
import {assign, match} from './scanner.ts'

/** Commands of the shell itself that change what a later line finds, or decide whether there is a later line. */
const stateful = new Set(
  (
    '. alias bg bind break builtin cd chdir continue coproc declare dirs disown enable eval exec exit export fc fg getopts hash ' +
    'history jobs let local logout mapfile popd pushd read readarray readonly return set shift shopt source suspend ' +
    'times trap typeset ulimit umask unalias unset wait'
  ).split(' '),
)
const declaring = new Set(['export', 'declare', 'typeset', 'readonly', 'local'])
const reading = new Set(['read', 'mapfile', 'readarray', 'getopts'])
const sourcing = new Set(['.', 'source', 'eval'])

const ASSIGNMENT = /([A-Za-z_][A-Za-z0-9_]*)(\[[^\]\n]{0,200}\])?\+?=/y
const IDENTIFIER = /^[A-Za-z_][A-Za-z0-9_]*$/

/** The name that the word beginning there assigns to, as `NAME=…`; null where it assigns nothing. */
export const assignedName = (s: Scanner, word: Word): string | null =>
  match(s, ASSIGNMENT, word.start)?.[1] ?? null

/** Whether `NAME=` may stand here: before a command, or as an argument of `declare` and its like. */
export const mayAssign = (list: ListFrame): boolean =>
  list.position === 'start' || list.position === 'prefix' || declaring.has(list.words[0]?.text ?? '')

/** `command` and `builtin` run what follows them. */
const unwrapped = (words: readonly Word[]): readonly Word[] => {
  const first = words.findIndex(
    word => word.text !== 'command' && word.text !== 'builtin' && !word.text?.startsWith('-'),
  )
  return first <= 0 || !(words[0]?.text === 'command' || words[0]?.text === 'builtin')
    ? words
    : words.slice(first)
}

const sourceFrom = (s: Scanner, start: number): void => {
  s.sourcedFrom = Math.min(s.sourcedFrom ?? start, start)
}

const assignsArguments = (s: Scanner, list: ListFrame, name: string, args: readonly Word[]): void => {
  for (const word of args) {
    const declared = declaring.has(name) ? assignedName(s, word) : null
    if (declared !== null) assign(s, list, declared)
    // `export $(cat .env)` sets whatever is in the file.
    else if (declaring.has(name) && word.text === null) sourceFrom(s, word.start)
    if (reading.has(name) && word.text !== null && IDENTIFIER.test(word.text)) assign(s, list, word.text)
  }
  const variable = name === 'printf' && args[0]?.text === '-v' ? args[1]?.text : null
  if (variable) assign(s, list, variable)
}

/** Draws from a simple command what it leaves behind in its shell, and whether it ever ends. */
export const endSimpleCommand = (s: Scanner, list: ListFrame): void => {
  if (list.redirect !== null) s.uncertain = true
  const words = unwrapped(list.words)
  const name = words[0]?.text
  // Without a command the assignments stay; and what a command's name expands to may be anything.
  if (words.length === 0 ? list.assigns : name === null) list.pipelineSets = true
  if (typeof name === 'string') {
    const start = words[0]?.start ?? 0
    if (stateful.has(name) || (name === ':' && list.assigns)) list.pipelineSets = true
    if (sourcing.has(name)) sourceFrom(s, start)
    assignsArguments(s, list, name, words.slice(1))
    const verdict = neverEnds(list.words.map(word => word.text))
    if (verdict === 'follows') list.pipelineFollows = true
    list.pipelineEnds = verdict === 'cuts'
  }
  list.redirect = null
  list.words = []
  list.assigns = false
  list.timed = false
  list.functionParens = false
}

/** Ends a pipeline; what a part of a longer one sets ends with that part. */
export const endPipeline = (list: ListFrame, facts: {readonly background: boolean}): void => {
  if (list.pipes === 0 ? list.pipelineSets : false) list.sets = true
  if (facts.background) list.sets = true
  else if (list.pipelineFollows && !list.pipelineEnds) list.follows = true
  list.pipes = 0
  list.pipelineSets = false
  list.pipelineFollows = false
  list.pipelineEnds = false
}
