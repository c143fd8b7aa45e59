import type {AnyFrame, Occurrence, Scanner} from './frames.ts'
import {dollarQuote, doubleQuote} from './open-quotes.ts'
import {assign, expand, listOf, match, newList, occur, push, quotingOf, within} from './scanner.ts'

const NAME = /[A-Za-z_][A-Za-z0-9_]*/y
const SPECIAL = /[0-9@*#?$!-]/y
const HEAD = /\$\{([!#]?)([A-Za-z_][A-Za-z0-9_]*|[0-9]+|[@*#?$!-])?/y

// Their value is of the shell that ran the line before.
const lookingBack = new Set([
  '_',
  'BASHPID',
  'PIPESTATUS',
  'SECONDS',
  'LINENO',
  'BASH_LINENO',
  'BASH_COMMAND',
])

const variable = (s: Scanner, frame: AnyFrame, name: string): void => {
  if (lookingBack.has(name)) s.looksBack = true
  occur(s, frame, {form: 'plain', end: s.at + 1 + name.length, name, written: `$${name}`})
  s.at += 1 + name.length
}

/** `-`, `=` and `+` deal with a variable that is not set by themselves. */
const formOf = (flag: string, rest: string): Occurrence['form'] | null => {
  if (flag === '!') return 'opaque'
  if (/^:?[-=+]/.test(rest)) return null
  if (rest.startsWith('}')) return flag === '#' ? 'operator' : 'plain'
  return rest.startsWith('@') && /^@[^QULuK]/.test(rest) ? 'opaque' : 'operator'
}

const parameter = (s: Scanner, frame: AnyFrame): void => {
  const [head = '${', flag = '', name = ''] = match(s, HEAD) ?? []
  const after = s.at + head.length
  const rest = s.text.slice(after, after + 3)
  if (name === '' && !(flag !== '' && rest.startsWith('}'))) s.uncertain = true
  if (/^[?$!]$/.test(name || flag) || lookingBack.has(name)) s.looksBack = true
  const subscript = rest.startsWith('[')
  if (subscript) listOf(frame).pipelineSets = true
  if (/^:?=/.test(rest)) assign(s, frame, name)
  const known = /^[A-Za-z_]/.test(name) ? formOf(flag, rest) : null
  const end = known === 'plain' ? after + 1 : s.at
  const occurrence = known === null ? null : occur(s, frame, {form: known, end, name, written: `$${name}`})
  expand(listOf(frame))
  s.at = after
  push(s, {
    ...within(frame),
    kind: 'parameter',
    occurrence,
    arithmetic: within(frame).arithmetic || subscript || /^:[^-=+?]/.test(rest),
    singleQuotes: quotingOf(frame) === 'bare' || /^[%#/^,]/.test(rest),
  })
}

const backquote = (s: Scanner, frame: AnyFrame): void => {
  let close = s.at + 1
  let escaped = false
  while (close < frame.limit && s.text[close] !== '`') {
    if (s.text[close] === '\\') {
      escaped = true
      close += 1
    }
    close += 1
  }
  expand(listOf(frame))
  // What is escaped within is read twice by the shell; it stays as it is.
  if (escaped || close >= frame.limit) {
    s.uncertain = true
    s.at = Math.min(close + 1, frame.limit)
    return
  }
  s.at += 1
  push(s, newList(listOf(frame), {closer: '`', limit: close, subshell: true, inWord: true}))
}

/** Takes what `$` or a backquote begins, in whatever frame it stands. */
export const takeExpansion = (s: Scanner, frame: AnyFrame): void => {
  if (s.text[s.at] === '`') {
    backquote(s, frame)
    return
  }
  const next = s.text[s.at + 1]
  const bare = quotingOf(frame) === 'bare'
  if (next === '(' || (next === '[' && s.bash)) {
    expand(listOf(frame))
    const arithmetic = next === '[' || s.text[s.at + 2] === '('
    if (next === '[') s.uncertain = true
    s.at += arithmetic && next === '(' ? 3 : 2
    if (arithmetic)
      push(s, {
        ...within(frame),
        kind: 'arithmetic',
        arithmetic: true,
        closer: next === '[' ? ']' : '))',
        depth: 0,
      })
    else
      push(
        s,
        newList(listOf(frame), {
          closer: ')',
          limit: frame.limit,
          subshell: true,
          inWord: true,
          heredocsBefore: s.heredocs.length,
        }),
      )
    return
  }
  if (next === '{') {
    parameter(s, frame)
    return
  }
  if (bare && (next === "'" || next === '"')) {
    if (!s.bash) s.uncertain = true
    if (next === "'") {
      dollarQuote(s, frame)
      return
    }
    s.at += 1
    doubleQuote(s, frame)
    return
  }
  const name = match(s, NAME, s.at + 1)?.[0]
  if (name !== undefined && s.at + 1 + name.length <= frame.limit) {
    variable(s, frame, name)
    return
  }
  const special = match(s, SPECIAL, s.at + 1)?.[0]
  if (special !== undefined) expand(listOf(frame))
  if (special === '?' || special === '!' || special === '$') s.looksBack = true
  s.at += special === undefined ? 1 : 2
}
