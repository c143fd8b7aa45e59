/** A comment in a text, as indexes of its `<!--` and of what follows its `-->`. */
export interface Comment {
  readonly from: number
  readonly to: number
}

export interface Commented {
  /** The text without its comments. */
  readonly rest: string
  readonly comments: readonly Comment[]
  /** Where a comment begins that never ends. */
  readonly unclosed: number | null
}

const opening = '<!--'
const closing = '-->'

// `<!-->` and `<!--->` are whole comments.
const endOfComment = (text: string, from: number): number => {
  const end = text.indexOf(closing, from + 2)
  return end === -1 ? -1 : end + closing.length
}

/** Where the code span that begins here ends; -1 where the backticks are only backticks. */
const endOfCode = (text: string, from: number, unmatched: Set<number>): {length: number; end: number} => {
  let length = 1
  while (text[from + length] === '`') length++
  // Once no run of this length follows, none ever will.
  if (unmatched.has(length)) return {length, end: -1}
  for (let at = text.indexOf('`', from + length); at !== -1; ) {
    let run = 1
    while (text[at + run] === '`') run++
    if (run === length) return {length, end: at + run}
    at = text.indexOf('`', at + run)
  }
  unmatched.add(length)
  return {length, end: -1}
}

/** Finds the comments of a paragraph or heading; what looks like one in a code span or after a backslash is none. */
export const commentsIn = (text: string): Commented => {
  if (!text.includes(opening)) return {rest: text, comments: [], unclosed: null}
  const comments: Comment[] = []
  const unmatched = new Set<number>()
  let unclosed: number | null = null
  for (let at = 0; at < text.length; ) {
    const character = text[at]
    if (character === '\\') at += 2
    else if (character === '`') {
      const {length, end} = endOfCode(text, at, unmatched)
      at = end === -1 ? at + length : end
    } else if (character === '<' && text.startsWith(opening, at)) {
      const to = endOfComment(text, at)
      if (to === -1) {
        unclosed = at
        break
      }
      comments.push({from: at, to})
      at = to
    } else at++
  }
  return {rest: without(text, comments), comments, unclosed}
}

/** Finds the comments of a block of HTML, where nothing escapes one. */
export const commentsInHtml = (text: string): Commented => {
  const comments: Comment[] = []
  let at = text.indexOf(opening)
  for (; at !== -1; at = text.indexOf(opening, at)) {
    const to = endOfComment(text, at)
    if (to === -1) break
    comments.push({from: at, to})
    at = to
  }
  return {rest: without(text, comments), comments, unclosed: at === -1 ? null : at}
}

const without = (text: string, comments: readonly Comment[]): string => {
  let rest = ''
  let from = 0
  for (const comment of comments) {
    rest += text.slice(from, comment.from)
    from = comment.to
  }
  return rest + text.slice(from)
}
