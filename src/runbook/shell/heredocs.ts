import type {Scanner} from './frames.ts'
import {firstFrom} from './line-index.ts'
import {listOf, push} from './scanner.ts'

/** Ends the complete command that is being read. */
export const endCommand = (s: Scanner, end: number): void => {
  const list = s.stack[0]
  if (s.commandStart === null || list?.kind !== 'list') return
  s.commands.push({start: s.commandStart, end, follows: list.follows})
  s.commandStart = null
  s.sets ||= list.sets
  list.follows = false
}

/** Ends the complete command whose heredocs are all read. */
const complete = (s: Scanner): void => {
  const list = s.stack[0]
  if (list?.kind !== 'list' || !list.completing) return
  list.completing = false
  endCommand(s, s.text[s.at - 1] === '\n' ? s.at - 1 : s.at)
}

/** At the start of a line: reads the bodies of the heredocs that the line before announced, one after the other. */
export const beginHeredoc = (s: Scanner): void => {
  const frame = s.stack.at(-1)
  while (frame !== undefined) {
    const heredoc = s.heredocs.shift()
    if (heredoc === undefined) {
      complete(s)
      return
    }
    const index = heredoc.stripTabs ? s.lines.untabbed : s.lines.whole
    const found = firstFrom(index.get(heredoc.delimiter) ?? [], s.at)
    const closed = found !== undefined && found < frame.limit
    const limit = closed ? found : frame.limit
    // A backslash before the line of the delimiter joins the two, and then it is none.
    if (!closed || (!heredoc.quoted && s.text[limit - 2] === '\\')) s.uncertain = true
    const lineEnd = s.text.indexOf('\n', limit)
    const resume = closed ? Math.min(lineEnd < 0 ? s.text.length : lineEnd + 1, frame.limit) : frame.limit
    if (!heredoc.quoted) {
      push(s, {kind: 'heredoc', limit, resume, quoting: 'double', arithmetic: false, list: listOf(frame)})
      return
    }
    s.at = resume
  }
}
