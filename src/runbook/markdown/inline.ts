import type {PhrasingContent} from 'mdast'
import {fromMarkdown} from 'mdast-util-from-markdown'
import {gfmFromMarkdown} from 'mdast-util-gfm'
import {gfm} from 'micromark-extension-gfm'
import {type Definitions, labelOf} from './definitions.ts'

/** What a paragraph says without its marks, and where its links lead that do not show it themselves. */
export interface Inline {
  readonly text: string
  readonly urls: readonly string[]
}

export type InlineReader = (text: string) => Inline

/**
 * mdast reads inline text at some 10 µs a character, worse where it is hostile. A longer text, and each after so many
 * characters of a file, stands as it was written: marks and all, never less.
 */
const longestText = 4_000
const longestInAll = 150_000

const special = /[\\`*_[<&~]/

/**
 * The stretches whose meaning is certain without looking further: plain text, one code span, strong words between spaces,
 * underscores inside words, and marks that stand alone.
 */
const certain =
  /([^\\`*_[<&~]+)|(?<!`)`([^`]+)`(?!`)|(?<=^|\s)\*\*(?=\S)([^\\`*_[<&~]+)(?<=\S)\*\*(?=\s|$)|((?<=[\p{L}\p{N}])_+(?=[\p{L}\p{N}])|(?<=\s)\*(?=\s)|<(?=[\s\d=]|$)|&(?![#a-z]))|(\[[^\\`*_[\]<&~]*\](?![[(:]))/iuy

const codeText = (code: string): string =>
  /^ .*[^ ].* $/.test(code) || /^ [^ ] $/.test(code) ? code.slice(1, -1) : code

const readCertain = (line: string, hasDefinitions: boolean): string | null => {
  let text = ''
  certain.lastIndex = 0
  while (certain.lastIndex < line.length) {
    const match = certain.exec(line)
    if (match === null) return null
    const [, plain, code, strong, mark, brackets] = match
    if (brackets !== undefined && hasDefinitions) return null
    text += plain ?? strong ?? mark ?? brackets ?? codeText(code ?? '')
  }
  return text
}

const options = {extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()]}

const collect = (nodes: readonly PhrasingContent[], urls: string[]): string =>
  nodes.map(node => textOf(node, urls)).join('')

const textOf = (node: PhrasingContent, urls: string[]): string => {
  switch (node.type) {
    case 'text':
    case 'inlineCode':
      return node.value
    case 'break':
      return ' '
    case 'image':
    case 'imageReference':
      return node.alt ?? ''
    case 'html':
      return ''
    case 'footnoteReference':
      return `[^${node.label ?? node.identifier}]`
    case 'link': {
      const text = collect(node.children, urls)
      if (!node.url.endsWith(text) || text === '') urls.push(node.url)
      return text
    }
    default:
      return collect(node.children, urls)
  }
}

/** The definitions that a text refers to, as Markdown to put after it. */
const definitionsFor = (line: string, definitions: Definitions): string => {
  if (definitions.size === 0) return ''
  const labels = new Set([...line.matchAll(/\[([^[\]]{1,999})\]/g)].map(match => labelOf(match[1] ?? '')))
  return [...labels]
    .flatMap(label => (definitions.has(label) ? [`\n\n[${label}]: ${definitions.get(label)}`] : []))
    .join('')
}

// The letter keeps what looks like a heading or a list item from being one; to marks after it, a space is like a start.
const readAll = (line: string, definitions: Definitions): Inline => {
  const [paragraph] = fromMarkdown(`x ${line}${definitionsFor(line, definitions)}`, options).children
  if (paragraph?.type !== 'paragraph') return {text: line, urls: []}
  const urls: string[] = []
  const text = collect(paragraph.children, urls)
  return {text: text.slice(1), urls}
}

/** One line of a text of several; a backslash at a line's end is a line break. */
const oneLine = (text: string): string =>
  text.includes('\n') ? text.replace(/(?<!\\)((?:\\\\)*)\\\n/g, '$1 ').replace(/[ \t]*\n[ \t]*/g, ' ') : text

const tidy = (text: string): string => text.replace(/[ \t\r\n]+/g, ' ').trim()

/** Reads inline Markdown as plain text. `quick: false` leaves everything to mdast; the result is the same. */
export const inlineReader = (definitions: Definitions, {quick = true} = {}): InlineReader => {
  let left = longestInAll
  return text => {
    const line = oneLine(text).trim()
    if (quick) {
      const known = special.test(line) ? readCertain(line, definitions.size > 0) : line
      if (known !== null) return {text: tidy(known), urls: []}
    }
    if (line.length > longestText || line.length > left) return {text: tidy(line), urls: []}
    left -= line.length
    const {text: read, urls} = readAll(line, definitions)
    return {text: tidy(read), urls}
  }
}
