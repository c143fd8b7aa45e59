import type {LineIndex} from './line-index.ts'
import type {Candidate} from './placeholder-candidates.ts'

/** How text at a place is quoted, as far as it matters to what is put there. */
export type Quoting = 'bare' | 'double' | 'single' | 'ansi'

/** A place in a script where a value comes in. */
export interface Occurrence {
  readonly start: number
  /** Of a parameter expansion with an operator it is `start` until its brace closes. */
  end: number
  /** `plain` is `$NAME` or `${NAME}`, `operator` is `${NAME%.sql}`, `name` a bare name in arithmetic, `opaque` evaluates the value. */
  readonly form: 'placeholder' | 'plain' | 'operator' | 'name' | 'opaque'
  readonly name: string
  readonly written: string
  readonly quoting: Quoting
  /** The shell evaluates what stands here as arithmetic, which can run a command hidden in a subscript. */
  arithmetic: 'no' | 'inside' | 'operand'
  readonly list: ListFrame
}

export interface Word {
  readonly start: number
  /** The word without its quotes; null where something is expanded in it. */
  text: string | null
  quoted: boolean
}

export interface ScannedCommand {
  readonly start: number
  readonly end: number
  /** It never ends by itself, like `tail -f`. */
  readonly follows: boolean
}

export interface ScannedComment {
  readonly start: number
  readonly end: number
}

interface InnerFrame {
  /** Nothing of it may lie behind this offset. */
  readonly limit: number
  readonly quoting: Quoting
  readonly arithmetic: boolean
  /** The command list whose word it is part of. */
  readonly list: ListFrame
}

export type Position =
  | 'start'
  | 'prefix'
  | 'args'
  | 'after'
  | 'loop-name'
  | 'loop-in'
  | 'loop-words'
  | 'case-word'
  | 'case-in'
  | 'case-pattern'
  | 'function-name'

export type Closer = 'end' | '`' | ')' | '}' | 'fi' | 'done' | 'esac'

/** A list of commands: the script, a compound command's body, a substitution. */
export interface ListFrame {
  readonly kind: 'list'
  readonly limit: number
  readonly closer: Closer
  /** What it sets ends with it. */
  readonly subshell: boolean
  /** A substitution: when it closes, the word around it goes on. */
  readonly inWord: boolean
  /** Its commands run once, in order, so one of them that never ends is where the script stays. */
  readonly straight: boolean
  readonly heredocsBefore: number
  position: Position
  word: Word | null
  words: Word[]
  redirect: string | null
  /** After `|`, `&&`, `||`, `!`: a command has to come. */
  awaiting: boolean
  patternEmpty: boolean
  body: boolean
  functionParens: boolean
  timed: boolean
  assigns: boolean
  pipes: number
  /** The present pipeline, and the list so far, set something in this shell. */
  pipelineSets: boolean
  sets: boolean
  /** The present pipeline has a part that never ends, the list so far has such a pipeline. */
  pipelineFollows: boolean
  follows: boolean
  pipelineEnds: boolean
  completing: boolean
}

export interface QuoteFrame extends InnerFrame {
  readonly kind: 'double'
}

export interface HeredocFrame extends InnerFrame {
  readonly kind: 'heredoc'
  readonly resume: number
}

export interface ParameterFrame extends InnerFrame {
  readonly kind: 'parameter'
  readonly occurrence: Occurrence | null
  /** In double quotes a `'` quotes within a pattern and is plain text within a default. */
  readonly singleQuotes: boolean
}

export interface ArithmeticFrame extends InnerFrame {
  readonly kind: 'arithmetic'
  readonly closer: '))' | ']'
  depth: number
}

export interface ArrayFrame extends InnerFrame {
  readonly kind: 'array'
}

export interface ConditionFrame extends InnerFrame {
  readonly kind: 'condition'
  numeric: boolean
  operandsFrom: number
}

export type AnyFrame =
  | ListFrame
  | QuoteFrame
  | HeredocFrame
  | ParameterFrame
  | ArithmeticFrame
  | ArrayFrame
  | ConditionFrame

export interface PendingHeredoc {
  readonly delimiter: string
  readonly quoted: boolean
  readonly stripTabs: boolean
}

/** What the scan of a script knows so far; every step moves `at` on or closes a frame. */
export interface Scanner {
  readonly text: string
  readonly bash: boolean
  readonly candidates: readonly Candidate[]
  readonly stack: AnyFrame[]
  readonly occurrences: Occurrence[]
  readonly commands: ScannedCommand[]
  readonly comments: ScannedComment[]
  readonly assigned: Set<string>
  readonly loopNames: Set<string>
  readonly lines: LineIndex
  heredocs: PendingHeredoc[]
  at: number
  nextCandidate: number
  /** Where the present complete command began; null between commands. */
  commandStart: number | null
  /** Something was not understood, or is not closed: nothing may be split here. */
  uncertain: boolean
  /** A command looks at what another left behind: `$?`, `$!`, `$$`. */
  looksBack: boolean
  sets: boolean
  /** Where a `source` or `eval` may have set any variable; null: nowhere. */
  sourcedFrom: number | null
}

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
export const plainEnd = (s: Scanner, end: number): number => {
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
  if (candidate === null || candidate.end > frame.limit) return false
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
