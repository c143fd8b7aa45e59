import {closest} from '#src/text/words.ts'

/** The words that line mode takes; their names are a contract. */
export const words = [
  'next',
  'done',
  'run',
  'elsewhere',
  'copy',
  'stop',
  'kill',
  'recheck',
  'ack',
  'override',
  'skip',
  'na',
  'defer',
  'note',
  'back',
  'goto',
  'raised',
  'clear',
  'unknown',
  'decide',
  'set',
  'notdone',
  'partial',
  'later',
  'accept',
  'show',
  'list',
  'contacts',
  'reached',
  'noanswer',
  'message',
  'edit',
  'copy',
  'send',
  'update',
  'export',
  'continue',
  'handover',
  'abort',
  'finish',
  'quit',
  'help',
] as const

export type Word = (typeof words)[number]

export type Typed =
  | {readonly kind: 'nothing'}
  | {readonly kind: 'word'; readonly word: Word; readonly rest: string}
  | {readonly kind: 'unknown'; readonly word: string; readonly meant: string | null}

/** The first word of a line and the rest of it. Words are exact: nothing is folded, so nothing runs by accident. */
export const readWords = (line: string): Typed => {
  const text = line.trim()
  if (text === '') return {kind: 'nothing'}
  const [first = ''] = text.split(/\s+/, 1)
  const word = words.find(known => known === first)
  if (word === undefined) return {kind: 'unknown', word: first, meant: closest(first, words)}
  return {kind: 'word', word, rest: text.slice(first.length).trim()}
}

/** The first argument and what stands behind it. */
export const splitFirst = (rest: string): readonly [string, string] => {
  const [first = ''] = rest.split(/\s+/, 1)
  return [first, rest.slice(first.length).trim()]
}

// What only looks or leaves is taken at once while a command runs; the rest would act on a state that is about to change.
const takenAtOnce: ReadonlySet<Word> = new Set([
  'note',
  'show',
  'list',
  'contacts',
  'reached',
  'noanswer',
  'copy',
  'update',
  'export',
  'help',
  'quit',
  // What is to be ended is ended now, or it has no meaning.
  'stop',
  'kill',
])

export const isTakenAtOnce = (word: Word): boolean => takenAtOnce.has(word)

const looking: ReadonlySet<Word> = new Set([
  'next',
  'goto',
  'note',
  'show',
  'list',
  'contacts',
  'export',
  'help',
])

/** Whether the word changes nothing but where the operator looks. */
export const isLooking = (word: Word): boolean => looking.has(word)
