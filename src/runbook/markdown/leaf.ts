import type {Block, CodeLine, Segment, Text} from './block.ts'
import type {Cursor} from './cursor.ts'
import {passDefinitions} from './definitions.ts'
import {endsFence, type FenceStart} from './starts.ts'

/** The block that lines are being added to. */
export type Leaf =
  | {readonly kind: 'paragraph'; readonly segments: Segment[]; readonly start: number}
  | {readonly kind: 'fence'; readonly fence: FenceStart; readonly lines: CodeLine[]; readonly start: number}
  | {readonly kind: 'indented'; readonly lines: CodeLine[]; readonly start: number}
  | {readonly kind: 'html'; readonly end: RegExp | null; readonly segments: Segment[]; readonly start: number}

export const codeLine = (cursor: Cursor): CodeLine => ({text: cursor.rest(), start: cursor.offset})

export const textOf = (source: string, segments: readonly Segment[]): Text => ({
  text: segments.map(({start, end}) => source.slice(start, end)).join('\n'),
  segments,
})

/**
 * Gives a line to a leaf that takes lines as they are. `last`: it was taken and ends the leaf; `no`: the leaf ended
 * before it, or is a paragraph, which anything may interrupt.
 */
export const feedLeaf = (leaf: Leaf, cursor: Cursor): 'taken' | 'last' | 'no' => {
  switch (leaf.kind) {
    case 'paragraph':
      return 'no'
    case 'fence':
      if (endsFence(cursor, leaf.fence)) return 'last'
      cursor.passColumns(leaf.fence.indent)
      leaf.lines.push(codeLine(cursor))
      return 'taken'
    case 'indented':
      if (!cursor.blank && cursor.indent < 4) return 'no'
      cursor.passColumns(4)
      leaf.lines.push(codeLine(cursor))
      return 'taken'
    case 'html':
      if (leaf.end === null && cursor.blank) return 'no'
      leaf.segments.push({start: cursor.offset, end: cursor.end})
      return leaf.end?.test(cursor.source.slice(cursor.offset, cursor.end)) ? 'last' : 'taken'
  }
}

/** A paragraph's text after the definitions of links that it begins with, which go into `definitions`. */
export const paragraphText = (
  source: string,
  segments: readonly Segment[],
  definitions: Map<string, string>,
): Text => {
  const whole = textOf(source, segments)
  if (!whole.text.startsWith('[')) return whole
  const own = passDefinitions(whole.text, definitions)
  if (own === 0) return whole
  const passed = own >= whole.text.length ? segments.length : whole.text.slice(0, own).split('\n').length - 1
  return textOf(source, segments.slice(passed))
}

const withoutBlankEnd = (lines: readonly CodeLine[]): readonly CodeLine[] => {
  let end = lines.length
  while (end > 0 && lines[end - 1]?.text.trim() === '') end--
  return lines.slice(0, end)
}

/** The finished block; null for a paragraph that held nothing but definitions. `closed`: it had an end mark of its own. */
export const blockOf = (
  leaf: Leaf,
  {source, closed, definitions}: {source: string; closed: boolean; definitions: Map<string, string>},
): Block | null => {
  const {start} = leaf
  switch (leaf.kind) {
    case 'paragraph': {
      const text = paragraphText(source, leaf.segments, definitions)
      return text.text === '' ? null : {type: 'paragraph', text, start: text.segments[0]?.start ?? start}
    }
    case 'fence':
      return {type: 'code', language: leaf.fence.language, lines: leaf.lines, closed, start}
    case 'indented':
      return {type: 'code', language: null, lines: withoutBlankEnd(leaf.lines), closed: true, start}
    case 'html':
      return {type: 'html', text: textOf(source, leaf.segments), closed: closed || leaf.end === null, start}
  }
}
