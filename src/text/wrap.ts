import type {Safe} from './safe.ts'

/** From this indentation on a line is shown as it is: it holds a command's exact text or a file's name. */
const verbatimIndent = 10

/**
 * Breaks a line at spaces so that no part is wider than `columns` where that is possible; what follows stands under the
 * beginning. Widths are counted in code points. A word longer than a line is left whole, for whoever copies it.
 */
export const wrapLine = (line: Safe, columns: number): readonly Safe[] => {
  const indent = line.length - line.trimStart().length
  if (columns <= indent + 10 || indent >= verbatimIndent || [...line].length <= columns) return [line]
  const parts: string[] = []
  let part = ' '.repeat(indent)
  let width = indent
  let empty = true
  for (const word of line.trimStart().split(' ')) {
    const length = [...word].length
    if (!empty && width + 1 + length > columns) {
      parts.push(part)
      part = ' '.repeat(indent) + word
      width = indent + length
    } else {
      part += empty ? word : ` ${word}`
      width += empty ? length : length + 1
    }
    empty = false
  }
  return [...parts, part] as Safe[]
}

/** For a reader that says each space: the line from its first word on, but where it is shown exactly as it is. */
export const withoutIndent = (line: Safe): Safe => {
  const bare = line.trimStart()
  return line.length - bare.length >= verbatimIndent ? line : (bare as Safe)
}
