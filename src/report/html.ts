import type {Language} from '#src/session/events.ts'
import {accountOf, type ReportInput} from './account.ts'
import {compose} from './compose.ts'
import type {Block, Line, Piece, Point, Task} from './document.ts'
import {htmlHeader, htmlStart} from './header.ts'
import {style} from './html-style.ts'
import {escapeHtml} from './html-text.ts'
import {stateSymbol} from './state-symbol.ts'

/** Nothing is loaded and nothing runs, whatever the text says: the browser is told so as well. */
const policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"

/**
 * The session as one HTML file that needs nothing else: no script, no picture, no font. It says what the Markdown export
 * says. The same input gives the same bytes.
 */
export const exportHtml = (input: ReportInput): string => {
  const account = accountOf(input)
  return htmlOf(compose(account), {
    language: account.words.language,
    title: account.runbook.title,
    head: [htmlHeader(account)],
  })
}

/** Blocks as one HTML file; nothing that was typed, printed or written in a runbook is markup in it. */
export const htmlOf = (
  blocks: readonly Block[],
  page: {readonly language: Language; readonly title: string; readonly head: readonly string[]},
): string => {
  const title = escapeHtml(page.title)
  return [
    `${htmlStart}${page.language}">`,
    '<head>',
    '<meta charset="utf-8">',
    ...page.head,
    `<meta http-equiv="Content-Security-Policy" content="${escapeHtml(policy)}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="referrer" content="no-referrer">',
    `<title>${title}</title>`,
    `<style>\n${style}</style>`,
    '</head>',
    '<body>',
    '<main>',
    ...bodyLines(blocks),
    '</main>',
    '</body>',
    '</html>',
    '',
  ].join('\n')
}

const bodyLines = (blocks: readonly Block[]): readonly string[] => {
  const lines: string[] = []
  let inTasks = false
  for (const block of blocks) {
    if ((block.type === 'task') !== inTasks) lines.push(inTasks ? '</ul>' : '<ul class="tasks">')
    inTasks = block.type === 'task'
    lines.push(blockHtml(block))
  }
  if (inTasks) lines.push('</ul>')
  return lines
}

const blockHtml = (block: Block): string => {
  switch (block.type) {
    case 'heading': {
      const level = Math.min(block.level, 6)
      return `<h${level}>${escapeHtml(block.text)}</h${level}>`
    }
    case 'paragraph':
      return `<p>${lineHtml(block.line)}</p>`
    case 'quote':
      return `<blockquote>${lineHtml(block.line)}</blockquote>`
    case 'code':
      return codeHtml(block.code)
    case 'table':
      return tableHtml(block.head, block.rows)
    case 'points':
      return pointsHtml(block.points)
    case 'task':
      return taskHtml(block)
  }
}

const lineHtml = (line: Line): string => line.map(pieceHtml).join('')

const pieceHtml = (piece: Piece): string => {
  switch (piece.type) {
    case 'text':
      return escapeHtml(piece.text)
    case 'strong':
      return `<strong>${escapeHtml(piece.text)}</strong>`
    case 'code':
      return `<code>${escapeHtml(piece.text)}</code>`
    case 'link':
      return linkHtml(piece.text)
    case 'state':
      return `<span class="state ${piece.state}">${stateSymbol[piece.state]} ${escapeHtml(piece.word)}</span>`
  }
}

/** Only what a browser asks a server for is made a link: no script, no file. */
const linkHtml = (url: string): string =>
  /^https?:\/\//i.test(url)
    ? `<a href="${escapeHtml(url)}" rel="noopener noreferrer">${escapeHtml(url)}</a>`
    : escapeHtml(url)

// The newline after <pre> is not shown; without it a text that begins with one would lose it.
const codeHtml = (code: string): string => `<pre>\n${escapeHtml(code.replace(/\n+$/, ''))}</pre>`

const pointHtml = ({line, code}: Point): string =>
  `<li>${lineHtml(line)}${code === null ? '' : codeHtml(code)}</li>`

const pointsHtml = (points: readonly Point[]): string => `<ul>\n${points.map(pointHtml).join('\n')}\n</ul>`

const taskHtml = (task: Task): string => {
  const done = task.state === 'done'
  const indent = task.depth === 0 ? '' : ` style="margin-inline-start: ${Math.min(task.depth, 12) * 1.5}rem"`
  const box = `<span class="box" aria-hidden="true">${done ? '☑' : '☐'}</span>`
  return `<li class="task"${indent}>${box} <span class="title">${escapeHtml(task.title)}</span>\n${pointsHtml(task.points)}\n</li>`
}

const tableHtml = (head: readonly string[] | null, rows: readonly (readonly Line[])[]): string => {
  const titles = head?.map(cell => `<th scope="col">${escapeHtml(cell)}</th>`).join('')
  const body = rows.map(cells => {
    const [first, ...rest] = cells.map(lineHtml)
    // Without titles above, the first cell is the title of its row.
    const lead = head === null ? `<th scope="row">${first ?? ''}</th>` : `<td>${first ?? ''}</td>`
    return `<tr>${lead}${rest.map(cell => `<td>${cell}</td>`).join('')}</tr>`
  })
  return [
    `<table${head === null ? ' class="facts"' : ''}>`,
    ...(titles === undefined ? [] : [`<thead><tr>${titles}</tr></thead>`]),
    '<tbody>',
    ...body,
    '</tbody>',
    '</table>',
  ].join('\n')
}
