import type {Nodes} from 'mdast'
import {fromMarkdown} from 'mdast-util-from-markdown'
import type {Block} from '#src/runbook/markdown/block.ts'

type Entry = readonly unknown[]

/** The structure of a Markdown text in a form that two parsers can be compared by: kinds, offsets and what code says. */
export type Outline = readonly Entry[]

const code = (language: string | null, text: string): Entry => [
  'code',
  language,
  text.replace(/\r\n?/g, '\n').trimEnd(),
]
const html = (text: string): Entry => ['html', text.replace(/\s/g, '')]

const entriesOf = (node: Nodes, source: string): Outline => {
  const start = node.position?.start.offset
  const inside = () =>
    'children' in node ? joined(node.children.flatMap(child => entriesOf(child, source))) : []
  switch (node.type) {
    case 'root':
    case 'list':
      return inside()
    case 'blockquote':
      return [['quote', start, inside()]]
    case 'listItem':
      return [['item', start, inside()]]
    case 'heading':
      return [['heading', node.depth, node.children[0]?.position?.start.offset ?? null]]
    case 'paragraph':
      return [['paragraph', start, source.slice(0, node.position?.end.offset).trimEnd().length]]
    case 'thematicBreak':
      return [['rule', start]]
    case 'html':
      return [html(node.value)]
    case 'code':
      return [code(node.lang?.split(' ')[0] ?? null, node.value)]
    default:
      return []
  }
}

const isIndented = (entry: Entry | undefined): entry is Entry => entry?.[0] === 'code' && entry[1] === null

/** micromark sometimes begins indented code anew at each line: adjacent code without a language is taken as one. */
const joined = (entries: Outline): Outline => {
  const result: Entry[] = []
  for (const entry of entries) {
    const last = result.at(-1)
    if (isIndented(last) && isIndented(entry)) result[result.length - 1] = words(`${last[2]} ${entry[2]}`)
    else result.push(isIndented(entry) ? words(String(entry[2])) : entry)
  }
  return result
}

const words = (text: string): Entry => ['code', null, text.split(/\s+/).join(' ').trim()]

/** What CommonMark's own parser makes of it. */
export const outlineByMdast = (source: string): Outline => joined(entriesOf(fromMarkdown(source), source))

const entryOf = (block: Block): Entry => {
  switch (block.type) {
    case 'quote':
    case 'item':
      return [block.type, block.start, outlineOfBlocks(block.children)]
    case 'heading':
      return ['heading', block.level, block.text.text === '' ? null : block.text.segments[0]?.start]
    case 'paragraph':
      return ['paragraph', block.start, block.text.segments.at(-1)?.end]
    case 'rule':
      return ['rule', block.start]
    case 'html':
      return html(block.text.text)
    case 'code':
      return code(block.language, block.lines.map(line => line.text).join('\n'))
  }
}

/** What our scan of lines makes of it. */
export const outlineOfBlocks = (blocks: readonly Block[]): Outline => joined(blocks.map(entryOf))
