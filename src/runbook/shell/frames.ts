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

interface ScannedComment {
  readonly start: number
  readonly end: number
}

export interface InnerFrame {
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

interface PendingHeredoc {
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
