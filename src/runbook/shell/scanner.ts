import type {AnyFrame, InnerFrame, ListFrame, Occurrence, Quoting, Scanner, Word} from './frames.ts'
import type {Candidate} from './placeholder-candidates.ts'

/** Deeper than anybody writes; what is deeper is left whole, and memory stays bounded. */
const MAX_DEPTH = 500

export const newList = (
  parent: ListFrame | null,
  facts: Pick<ListFrame, 'closer' | 'limit'> & Partial<ListFrame>,
): ListFrame => ({
  kind: 'list',
  subshell: false,
  inWord: false,
  heredocsBefore: 0,
  position: 'start',
  word: null,
  words: [],
  redirect: null,
  awaiting: false,
  patternEmpty: true,
  body: false,
  functionParens: false,
  timed: false,
  assigns: false,
  pipes: 0,
  pipelineSets: false,
  sets: false,
  pipelineFollows: false,
  follows: false,
  pipelineEnds: false,
  completing: false,
  ...facts,
  straight: (facts.straight ?? false) && (parent === null || parent.straight),
})

export const listOf = (frame: AnyFrame): ListFrame => (frame.kind === 'list' ? frame : frame.list)

export const push = (s: Scanner, frame: AnyFrame): void => {
  s.stack.push(frame)
  if (s.stack.length > MAX_DEPTH) {
    s.uncertain = true
    s.at = s.text.length
  }
}

export const startsWith = (s: Scanner, what: string): boolean => s.text.startsWith(what, s.at)

/** The match of a sticky pattern at the scanner's place, or at `at`. */
export const match = (s: Scanner, sticky: RegExp, at = s.at): RegExpExecArray | null => {
  sticky.lastIndex = at
  return sticky.exec(s.text)
}

export const ensureWord = (s: Scanner, list: ListFrame): Word => {
  list.word ??= {start: s.at, text: '', quoted: false}
  return list.word
}

export const append = (list: ListFrame, text: string): void => {
  if (list.word !== null && list.word.text !== null) list.word.text += text
}

export const expand = (list: ListFrame): void => {
  if (list.word !== null) list.word.text = null
}

/** The candidate that stands at the scanner's place. */
export const candidateHere = (s: Scanner): Candidate | null => {
  let next = s.candidates[s.nextCandidate]
  while (next !== undefined && next.start < s.at) {
    s.nextCandidate += 1
    next = s.candidates[s.nextCandidate]
  }
  return next !== undefined && next.start === s.at ? next : null
}

/** How far plain text may be taken at once: up to `end`, but not over the next candidate. */
const plainEnd = (s: Scanner, end: number): number => {
  candidateHere(s)
  const next = s.candidates[s.nextCandidate]
  return next !== undefined && next.start > s.at ? Math.min(end, next.start) : end
}

export const quotingOf = (frame: AnyFrame): Quoting => (frame.kind === 'list' ? 'bare' : frame.quoting)

const isArithmetic = (frame: AnyFrame): boolean => frame.kind !== 'list' && frame.arithmetic

/** Notes a place where a value comes in; returns it, for its end may become known later. */
export const occur = (
  s: Scanner,
  frame: AnyFrame,
  facts: Pick<Occurrence, 'end' | 'form' | 'name' | 'written'> & {quoting?: Quoting},
): Occurrence => {
  const occurrence: Occurrence = {
    start: s.at,
    quoting: quotingOf(frame),
    arithmetic: isArithmetic(frame) ? 'inside' : 'no',
    list: listOf(frame),
    ...facts,
  }
  s.occurrences.push(occurrence)
  expand(listOf(frame))
  return occurrence
}

/** A variable that the script sets: it is no input, and what is set has to hold for the lines after. */
export const assign = (s: Scanner, frame: AnyFrame, name: string): void => {
  s.assigned.add(name)
  listOf(frame).pipelineSets = true
}

export const takePlaceholder = (
  s: Scanner,
  frame: AnyFrame,
  quoting: Quoting = quotingOf(frame),
): boolean => {
  const candidate = candidateHere(s)
  if (candidate === null || candidate.end > frame.limit || (candidate.tag && quoting !== 'bare')) return false
  const {end, name, written} = candidate
  occur(s, frame, {form: 'placeholder', end, name, written, quoting})
  s.at = end
  return true
}

/** The quoting and arithmetic that what opens inside a frame starts with. */
export const within = (frame: AnyFrame): Pick<InnerFrame, 'limit' | 'quoting' | 'arithmetic' | 'list'> => ({
  limit: frame.limit,
  quoting: quotingOf(frame),
  arithmetic: isArithmetic(frame),
  list: listOf(frame),
})

/** Takes the run of plain text that the sticky pattern matches, at least one character, never over a candidate or the frame's limit. */
export const takePlain = (s: Scanner, frame: AnyFrame, run: RegExp): void => {
  const end = Math.min(frame.limit, s.at + Math.max(1, match(s, run)?.[0].length ?? 1))
  const to = plainEnd(s, end)
  append(listOf(frame), s.text.slice(s.at, to))
  s.at = to
}
