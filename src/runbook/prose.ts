import {type Safe, safeBlock} from '#src/text/safe.ts'
import {boxOf, itemBody, itemText} from './list-item.ts'
import type {Block, Text} from './markdown/block.ts'
import {commentsIn, commentsInHtml} from './markdown/comments.ts'
import type {InlineReader} from './markdown/inline.ts'

const tag = /<\/?[a-z][^<>]*>/gi
const tableRule = /^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$/

// A table loses what its columns say when it is put on one line.
const isTable = ({text}: Text): boolean =>
  text.includes('|') &&
  text
    .split('\n')
    .slice(1, 4)
    .some(line => line.includes('|') && tableRule.test(line))

const textOf = (text: Text, inline: InlineReader): string => {
  const {rest} = commentsIn(text.text)
  if (isTable(text)) return rest
  const read = inline(rest)
  return [read.text, ...read.urls.map(url => `<${url}>`)].join(' ').trim()
}

const linesOf = (block: Block, inline: InlineReader): readonly string[] => {
  switch (block.type) {
    case 'paragraph':
    case 'heading':
      return textOf(block.text, inline).split('\n')
    case 'code':
      return block.lines.map(line => line.text)
    case 'html':
      return commentsInHtml(block.text.text)
        .rest.replace(tag, '')
        .split('\n')
        .filter(line => line.trim() !== '')
    case 'quote':
      return block.children.flatMap(child => linesOf(child, inline)).map(line => `> ${line}`)
    case 'item': {
      const {text, urls} = inline(itemText(block))
      const head = [
        '-',
        ...(boxOf(block) === null ? [] : ['[ ]']),
        text,
        ...urls.map(url => `<${url}>`),
      ].join(' ')
      return [
        head,
        ...itemBody(block)
          .flatMap(child => linesOf(child, inline))
          .map(line => `  ${line}`),
      ]
    }
    case 'rule':
      return []
  }
}

/** What a block says, in plain text of one or more lines; null where it says nothing. */
export const proseOf = (block: Block, inline: InlineReader): Safe | null => {
  const text = linesOf(block, inline).join('\n')
  return text.trim() === '' ? null : safeBlock(text)
}
