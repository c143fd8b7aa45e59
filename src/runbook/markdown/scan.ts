import type {Block} from './block.ts'
import {Cursor} from './cursor.ts'
import type {Definitions} from './definitions.ts'
import {frontMatterLines} from './front-matter.ts'
import {htmlKind} from './html.ts'
import {blockOf, codeLine, feedLeaf, type Leaf, paragraphText, textOf} from './leaf.ts'
import type {Lines} from './lines.ts'
import {fenceStart, headingStart, isRule, passItemStart, underlineLevel} from './starts.ts'

export interface Scan {
  readonly blocks: readonly Block[]
  readonly definitions: Definitions
  /** Where something is nested deeper than anyone reads; from there on it was taken as text. */
  readonly tooDeep: number | null
}

interface Container {
  readonly kind: 'root' | 'quote' | 'item'
  /** For an item: columns of indentation that belong to it. */
  readonly columns: number
  readonly children: Block[]
  /** An item that is still empty does not reach over a blank line. */
  begun: boolean
}

/** How deep quotes and lists may be nested. Each line looks at each of them, so this also keeps the scan linear. */
const deepest = 50

const footnote = /^\[\^[^\]\s]{1,999}\]:[ \t]*/

/**
 * Finds the blocks of GitHub-flavoured Markdown in one walk over the lines, in linear time whatever the text: the block
 * structure of CommonMark 0.31, with tables left as paragraphs. What is inside a paragraph is `inline.ts`'s to read.
 */
export const scanBlocks = (source: string, lines: Lines): Scan => {
  const scanner = new Scanner(source)
  const skipped = frontMatterLines(index => {
    const start = lines.starts[index]
    return start === undefined ? undefined : source.slice(start, lines.ends[index])
  })
  for (let index = skipped; index < lines.starts.length; index++)
    scanner.line(new Cursor(source, lines.starts[index] ?? 0, lines.ends[index] ?? 0))
  return scanner.end()
}

class Scanner {
  private readonly source: string
  private readonly root: Container = {kind: 'root', columns: 0, children: [], begun: true}
  private readonly stack: Container[] = [this.root]
  private readonly definitions = new Map<string, string>()
  private leaf: Leaf | null = null
  /** How many of the open containers the line at hand belongs to. */
  private depth = 1
  private tooDeep: number | null = null

  constructor(source: string) {
    this.source = source
  }

  line(cursor: Cursor): void {
    this.depth = 1
    while (this.continues(this.stack[this.depth], cursor)) this.depth++
    const matched = this.depth === this.stack.length
    if (matched && this.leaf !== null) {
      const fed = feedLeaf(this.leaf, cursor)
      if (fed === 'last') this.closeLeaf(true)
      if (fed !== 'no') return
    }
    // A paragraph may go on lazily, without its containers' marks; nothing else may.
    if (this.leaf !== null && this.leaf.kind !== 'paragraph') this.close()
    if (this.open(cursor) === 'used') return
    if (!cursor.blank) this.addText(cursor)
    else if (this.leaf !== null || this.depth < this.stack.length) this.close()
  }

  end(): Scan {
    this.closeLeaf(false)
    return {blocks: this.root.children, definitions: this.definitions, tooDeep: this.tooDeep}
  }

  private get top(): Container {
    return this.stack.at(-1) ?? this.root
  }

  private continues(container: Container | undefined, cursor: Cursor): boolean {
    if (container === undefined) return false
    if (container.kind === 'quote') {
      if (cursor.blank || cursor.indent >= 4 || this.source[cursor.solid] !== '>') return false
      this.passQuoteMark(cursor)
      return true
    }
    if (cursor.blank) {
      if (container.begun) cursor.passColumns(container.columns)
      return container.begun
    }
    if (cursor.indent < container.columns) return false
    cursor.passColumns(container.columns)
    return true
  }

  private passQuoteMark(cursor: Cursor): void {
    cursor.toSolid()
    cursor.pass(1)
    cursor.passColumns(1)
  }

  private closeLeaf(closed: boolean): void {
    if (this.leaf === null) return
    const block = blockOf(this.leaf, {source: this.source, closed, definitions: this.definitions})
    this.leaf = null
    if (block !== null) this.top.children.push(block)
  }

  /** Ends the open leaf and the containers that the line does not belong to. */
  private close(): void {
    this.closeLeaf(false)
    this.stack.length = this.depth
    this.top.begun = true
  }

  private add(block: Block): void {
    this.close()
    this.top.children.push(block)
  }

  private enter(kind: 'quote' | 'item', columns: number, children: Block[]): void {
    this.stack.push({kind, columns, children, begun: false})
    this.depth++
  }

  /** Opens all that the line begins with. `text`: what is left of the line is a paragraph's, or nothing. */
  private open(cursor: Cursor): 'used' | 'text' {
    for (;;) {
      if (cursor.blank) return 'text'
      if (cursor.indent >= 4) return this.openIndented(cursor)
      const container = this.openContainer(cursor)
      if (container === 'no') return this.openLeaf(cursor)
      if (container !== 'yes') return container
    }
  }

  private openIndented(cursor: Cursor): 'used' | 'text' {
    if (this.leaf?.kind === 'paragraph') return 'text'
    this.close()
    cursor.passColumns(4)
    this.leaf = {kind: 'indented', lines: [codeLine(cursor)], start: cursor.offset}
    return 'used'
  }

  private openContainer(cursor: Cursor): 'yes' | 'no' | 'text' {
    const start = cursor.solid
    const children: Block[] = []
    const full = this.depth > deepest
    if (this.source[start] === '>') {
      if (full) return this.giveUp(start)
      this.add({type: 'quote', children, start})
      this.passQuoteMark(cursor)
      this.enter('quote', 0, children)
      return 'yes'
    }
    const inParagraph = this.inParagraph()
    if ((inParagraph && underlineLevel(cursor) !== null) || isRule(cursor)) return 'no'
    const item = passItemStart(cursor, inParagraph)
    if (item === null) return 'no'
    if (full) return this.giveUp(start)
    this.add({type: 'item', ordered: item.ordered, children, start})
    this.enter('item', item.columns, children)
    return 'yes'
  }

  private giveUp(at: number): 'text' {
    this.tooDeep ??= at
    return 'text'
  }

  /** Whether the line would go on with a paragraph as its own, not lazily. */
  private inParagraph(): boolean {
    return this.leaf?.kind === 'paragraph' && this.depth === this.stack.length
  }

  private openLeaf(cursor: Cursor): 'used' | 'text' {
    const start = cursor.solid
    const heading = headingStart(cursor)
    if (heading !== null) {
      this.add({type: 'heading', level: heading.level, text: textOf(this.source, [heading]), start})
      return 'used'
    }
    const fence = fenceStart(cursor)
    if (fence !== null) {
      this.close()
      this.leaf = {kind: 'fence', fence, lines: [], start}
      return 'used'
    }
    const html = htmlKind(this.source.slice(start, cursor.end), this.inParagraph())
    if (html !== null) {
      this.close()
      cursor.toSolid()
      this.leaf = {kind: 'html', end: html.end, segments: [], start}
      if (feedLeaf(this.leaf, cursor) === 'last') this.closeLeaf(true)
      return 'used'
    }
    if (this.underline(cursor)) return 'used'
    if (!isRule(cursor)) return 'text'
    this.add({type: 'rule', start})
    return 'used'
  }

  /** Makes the open paragraph a heading where the line underlines it. */
  private underline(cursor: Cursor): boolean {
    if (this.leaf?.kind !== 'paragraph' || !this.inParagraph()) return false
    const level = underlineLevel(cursor)
    if (level === null) return false
    const text = paragraphText(this.source, this.leaf.segments, this.definitions)
    if (text.text === '') return false
    const start = text.segments[0]?.start ?? this.leaf.start
    this.leaf = null
    this.top.children.push({type: 'heading', level, text, start})
    return true
  }

  private addText(cursor: Cursor): void {
    const start = cursor.solid
    const line = this.source.slice(start, cursor.end).trimEnd()
    const label = line.startsWith('[^') ? (footnote.exec(line)?.[0].length ?? 0) : 0
    const segment = {start: start + label, end: start + line.length}
    if (label > 0 || this.leaf === null) this.close()
    if (this.leaf?.kind === 'paragraph') this.leaf.segments.push(segment)
    else this.leaf = {kind: 'paragraph', segments: [segment], start}
  }
}
