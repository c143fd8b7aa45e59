import {accountOf, type ReportInput} from './account.ts'
import {compose} from './compose.ts'
import type {Block, Line, Point, Task} from './document.ts'
import {markdownHeader} from './header.ts'
import {cellText, fenced, headingText, lineText, markdownText} from './markdown-text.ts'

/** How far an export indents what is nested; a reader of Markdown gives up somewhere beyond. */
const deepest = 40

/** Ids that an annotation can hold as they are. */
const plainId = /^[a-z0-9][a-z0-9._-]*$/

/**
 * The session as a completed checklist in Markdown, for whoever comes afterwards. Read as a runbook it has the runbook's
 * items in the same order, each once, ticked where it is done and only there; nothing that was typed, printed or written in
 * a runbook adds an item, a heading or a fence to it. The same input gives the same bytes.
 */
export const exportMarkdown = (input: ReportInput): string => {
  const account = accountOf(input)
  return markdownOf(compose(account), [markdownHeader(account), ''])
}

/** Blocks as Markdown, below some first lines; nothing that was typed, printed or written in a runbook is markup in it. */
export const markdownOf = (blocks: readonly Block[], head: readonly string[] = []): string => {
  const lines: string[] = []
  let depth = -1
  let before: Block['type'] | null = null
  for (const block of blocks) {
    if (block.type !== 'task') depth = -1
    // Items stand directly below one another: a list with gaps is read as one of paragraphs.
    if (block.type !== 'task' || before !== 'task') lines.push('')
    if (block.type === 'task') depth = Math.min(block.depth, depth + 1, deepest)
    // One by one: a timeline of a long session is more lines than a call takes arguments.
    for (const line of blockLines(block, depth)) lines.push(line)
    before = block.type
  }
  // The first block needs no line above it.
  return `${[...head, ...lines.slice(1)].join('\n')}\n`
}

const blockLines = (block: Block, depth: number): readonly string[] => {
  switch (block.type) {
    case 'heading':
      return [`${'#'.repeat(Math.min(block.level, 6))} ${headingText(block.text)}${annotation(block.id)}`]
    case 'paragraph':
      return [lineText(block.line)]
    case 'quote':
      return [`> ${lineText(block.line)}`]
    case 'code':
      return fenced(block.code, '')
    case 'table':
      return tableLines(block.head ?? [], block.rows)
    case 'points':
      return block.points.flatMap(point => pointLines(point, ''))
    case 'task':
      return taskLines(block, '  '.repeat(depth))
  }
}

const annotation = (id: string | null): string =>
  id !== null && plainId.test(id) && !id.includes('--') ? ` <!-- {id: ${id}} -->` : ''

const taskLines = (task: Task, indent: string): readonly string[] => [
  `${indent}- [${task.state === 'done' ? 'x' : ' '}] ${markdownText(task.title)}${annotation(task.named ? task.id : null)}`,
  ...task.points.flatMap(point => pointLines(point, `${indent}  `)),
]

const pointLines = ({line, code}: Point, indent: string): readonly string[] => [
  `${indent}- ${lineText(line)}`,
  ...(code === null ? [] : fenced(code, `${indent}  `)),
]

const tableLines = (head: readonly string[], rows: readonly (readonly Line[])[]): readonly string[] => {
  const columns = rows.reduce((most, cells) => Math.max(most, cells.length), head.length)
  const titles = Array.from({length: columns}, (_, column) => head[column] ?? '')
  const row = (cells: readonly string[]): string => `| ${cells.map(cell => cell || ' ').join(' | ')} |`
  return [row(titles), row(titles.map(() => '---')), ...rows.map(cells => row(cells.map(cellText)))]
}
