import type {AnyFrame, Scanner} from './frames.ts'
import {endCommand} from './heredocs.ts'
import {indexLines} from './line-index.ts'
import {placeholderCandidates} from './placeholder-candidates.ts'
import {newList} from './scanner.ts'
import {stepArray, stepCondition} from './step-condition.ts'
import {stepList} from './step-list.ts'
import {endList} from './step-operator.ts'
import {stepArithmetic, stepParameter} from './step-parameter.ts'
import {leaveHeredoc, stepDouble, stepHeredoc} from './step-text.ts'
import {endWord} from './words.ts'

const step = (s: Scanner, frame: AnyFrame): void => {
  switch (frame.kind) {
    case 'list':
      stepList(s, frame)
      return
    case 'double':
      stepDouble(s, frame)
      return
    case 'heredoc':
      stepHeredoc(s, frame)
      return
    case 'parameter':
      stepParameter(s, frame)
      return
    case 'arithmetic':
      stepArithmetic(s, frame)
      return
    case 'array':
      stepArray(s, frame)
      return
    case 'condition':
      stepCondition(s, frame)
      return
  }
}

/** Leaves a frame whose text is over; only the script itself, a heredoc and a backquoted list may end so. */
const leave = (s: Scanner, frame: AnyFrame): void => {
  if (frame.kind === 'heredoc') {
    leaveHeredoc(s, frame)
    return
  }
  if (frame.kind === 'list') {
    endWord(s, frame)
    // The last word opened or closed a compound command.
    if (s.stack.at(-1) !== frame) return
    endList(s, frame)
    if (frame.closer === '`') s.at = frame.limit + 1
    else if (frame.closer !== 'end' || s.heredocs.length > 0) s.uncertain = true
    if (frame.closer === 'end') endCommand(s, s.text.length)
  } else s.uncertain = true
  s.stack.pop()
}

/**
 * Reads a script as bash's grammar has it, without running anything: its complete commands, the comments between them, where
 * values come in and how those places are quoted. Linear, never throws; what it does not understand makes it `uncertain`.
 */
export const scanScript = (
  text: string,
  options: {readonly bash: boolean; readonly annotated: readonly string[]},
): Scanner => {
  const s: Scanner = {
    text,
    bash: options.bash,
    candidates: placeholderCandidates(text, options.annotated),
    lines: indexLines(text),
    stack: [newList(null, {closer: 'end', limit: text.length, straight: true})],
    occurrences: [],
    commands: [],
    comments: [],
    assigned: new Set(),
    loopNames: new Set(),
    heredocs: [],
    at: 0,
    nextCandidate: 0,
    commandStart: null,
    uncertain: false,
    looksBack: false,
    sets: false,
    sourcedFrom: null,
  }
  for (let frame = s.stack.at(-1); frame !== undefined; frame = s.stack.at(-1)) {
    if (s.at < frame.limit) step(s, frame)
    else leave(s, frame)
  }
  return s
}
