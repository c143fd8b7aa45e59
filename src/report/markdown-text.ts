import type {Safe} from '#src/text/safe.ts'
import type {Line, Piece} from './document.ts'

/** A URL that can stand between angle brackets, where nothing is markup any more. Not every reader leaves `*` alone there. */
const url = /\bhttps?:\/\/[^\s<>|\\`"*]*[^\s<>|\\`"*.,;:!?)'\]]/giu

/** Readers of Markdown disagree on whether one counts within angle brackets. */
const entity = /&#?[a-z0-9]+;/i

/** Without any of these a text is what Markdown shows. */
const marks = /[\\`*[\]~|&<_]|:\/\/|www\./i

const letter = /[\p{L}\p{N}]/u

/**
 * The text so that Markdown shows exactly it: no emphasis, link, code, HTML, entity or strike-through begins in it, and no
 * table cell ends in it. Only what would be read as a mark is escaped, so that the source stays legible.
 */
const escaped = (text: string): string =>
  text
    .replace(/[\\`*[\]~|]/g, '\\$&')
    .replace(/&(?=#?[a-z0-9]+;)/gi, '\\&')
    // An entity rather than a backslash: no reader of Markdown, however careless, sees a tag or a comment begin there.
    .replace(/<(?=[a-z/!?])/gi, '&lt;')
    .replace(/_+/g, (marks, at: number, whole: string) =>
      isLetter(whole, at - 1) && isLetter(whole, at + marks.length) ? marks : '\\_'.repeat(marks.length),
    )
    // Without a scheme to see, nothing turns into a link by itself and swallows the escapes in it.
    .replace(/:(?=\/\/)/g, '\\:')
    .replace(/(?<![\p{L}\p{N}])www(?=\.)/giu, '$&\\')

const isLetter = (text: string, at: number): boolean => letter.test(text.charAt(at))

/** What would begin a block where a text begins its line: a heading, a quote, a list, a rule, an underline. */
const escapedStart = (text: string): string =>
  text.replace(/^[#>+=-]/, '\\$&').replace(/^(\d{1,9})(?=[.)])/, '$1\\')

/** A text of one line, within a line, as Markdown that shows it letter by letter. */
export const markdownText = (text: Safe): string => {
  const whole = text.trim()
  if (!marks.test(whole)) return whole
  let shown = ''
  let from = 0
  for (const match of whole.matchAll(url)) {
    if (entity.test(match[0])) continue
    shown += `${escaped(whole.slice(from, match.index))}<${match[0]}>`
    from = match.index + match[0].length
  }
  return shown + escaped(whole.slice(from))
}

/** A heading's text; a "#" at its end would be taken for the heading's own closing mark. */
export const headingText = (text: Safe): string => markdownText(text).replace(/#+$/, '\\$&')

/** A code span; where the text itself holds what ends one, or a table's cell, the text as it is. */
const codeSpan = (text: Safe): string => {
  const whole = text.trim()
  return whole === '' || /[`|<]/.test(whole) ? markdownText(text) : `\`${whole}\``
}

const strongText = (text: Safe): string => `**${markdownText(text)}**`

const pieceText = (piece: Piece): string => {
  switch (piece.type) {
    case 'text': {
      // Spaces at its ends separate it from its neighbours.
      const start = /^ */.exec(piece.text)?.[0] ?? ''
      const end = piece.text.trim() === '' ? '' : (/ *$/.exec(piece.text)?.[0] ?? '')
      return start + markdownText(piece.text) + end
    }
    case 'strong':
      return piece.text.trim() === '' ? '' : strongText(piece.text)
    case 'state':
      return strongText(piece.word)
    case 'code':
      return codeSpan(piece.text)
    case 'link':
      return markdownText(piece.text)
  }
}

/** A line that stands within another: a table's cell. */
export const cellText = (line: Line): string => line.map(pieceText).join('').trim()

/** A line that begins a block of its own. */
export const lineText = (line: Line): string => escapedStart(cellText(line))

/** A fence that its content cannot leave: longer than any run of backticks in it. */
export const fenced = (code: Safe, indent: string): readonly string[] => {
  const longest = code.match(/`{3,}/g)?.reduce((most, run) => Math.max(most, run.length), 2) ?? 2
  const fence = '`'.repeat(longest + 1)
  const lines = code.replace(/\n+$/, '').split('\n')
  return [`${fence}text`, ...lines, fence].map(line => (line === '' ? '' : indent + line))
}
