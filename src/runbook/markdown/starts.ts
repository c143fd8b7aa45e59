import type {Cursor} from './cursor.ts'

/** What a line's first characters begin, by CommonMark 0.31; each looks from the cursor's first solid character on. */

export interface HeadingStart {
  readonly level: number
  readonly start: number
  readonly end: number
}

const isSpace = (character: string | undefined): boolean => character === ' ' || character === '\t'

const endWithoutSpace = (source: string, start: number, end: number): number => {
  let at = end
  while (at > start && isSpace(source[at - 1])) at--
  return at
}

export const headingStart = ({source, solid, end}: Cursor): HeadingStart | null => {
  let at = solid
  while (at < end && source[at] === '#') at++
  const level = at - solid
  if (level < 1 || level > 6 || (at < end && !isSpace(source[at]))) return null
  while (at < end && isSpace(source[at])) at++
  const textEnd = endWithoutSpace(source, at, end)
  let closing = textEnd
  while (closing > at && source[closing - 1] === '#') closing--
  const closed = closing < textEnd && (closing === at || isSpace(source[closing - 1]))
  return {level, start: at, end: closed ? endWithoutSpace(source, at, closing) : textEnd}
}

export interface FenceStart {
  readonly mark: string
  readonly length: number
  readonly indent: number
  readonly language: string | null
}

export const fenceStart = (cursor: Cursor): FenceStart | null => {
  const {source, solid, end} = cursor
  const mark = source[solid]
  if (mark !== '`' && mark !== '~') return null
  let at = solid
  while (at < end && source[at] === mark) at++
  const info = source.slice(at, end)
  if (at - solid < 3 || (mark === '`' && info.includes('`'))) return null
  const language = info.trim().split(/\s/, 1)[0]
  return {mark, length: at - solid, indent: cursor.indent, language: language ? language : null}
}

export const endsFence = (cursor: Cursor, {mark, length}: FenceStart): boolean => {
  if (cursor.indent >= 4) return false
  let at = cursor.solid
  while (at < cursor.end && cursor.source[at] === mark) at++
  return at - cursor.solid >= length && endWithoutSpace(cursor.source, at, cursor.end) === at
}

/** The level that a line below a paragraph makes it a heading of. */
export const underlineLevel = ({source, solid, end}: Cursor): 1 | 2 | null => {
  const mark = source[solid]
  if (mark !== '=' && mark !== '-') return null
  let at = solid
  while (at < end && source[at] === mark) at++
  if (endWithoutSpace(source, at, end) !== at) return null
  return mark === '=' ? 1 : 2
}

export const isRule = ({source, solid, end}: Cursor): boolean => {
  const mark = source[solid]
  if (mark !== '*' && mark !== '-' && mark !== '_') return false
  let count = 0
  for (let at = solid; at < end; at++) {
    if (source[at] === mark) count++
    else if (!isSpace(source[at])) return false
  }
  return count >= 3
}

export interface ItemStart {
  readonly ordered: boolean
  /** Columns that a line has to be indented by, from the container's, to belong to the item. */
  readonly columns: number
}

const marker = /[*+-]|(\d{1,9})[.)]/y

/** Passes a list item's marker and the space after it; null, and nothing passed, where there is none. */
export const passItemStart = (cursor: Cursor, inParagraph: boolean): ItemStart | null => {
  marker.lastIndex = cursor.solid
  const match = marker.exec(cursor.source)
  if (match === null || marker.lastIndex > cursor.end) return null
  const after = cursor.source[marker.lastIndex]
  const blank = endWithoutSpace(cursor.source, marker.lastIndex, cursor.end) === marker.lastIndex
  if (marker.lastIndex < cursor.end && !isSpace(after)) return null
  const number = match[1]
  if (inParagraph && (blank || (number !== undefined && Number(number) !== 1))) return null
  const {indent} = cursor
  const length = match[0].length
  cursor.toSolid()
  cursor.pass(length)
  const spaces = cursor.indent
  const wide = blank || spaces >= 5
  cursor.passColumns(wide ? 1 : spaces)
  return {ordered: number !== undefined, columns: indent + length + (wide ? 1 : spaces)}
}
