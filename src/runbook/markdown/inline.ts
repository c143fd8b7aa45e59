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
const longestText = 2_000
const longestInAll = 100_000

const special = /[\\`*_[<&~]/

const plain = '[^\\\\`*_[<&~]'

/** The stretches whose meaning is certain without looking further. */
const certain = new RegExp(
  [
    `(?<plain>${plain}+)`,
    '(?<!`)`(?<code>[^`]+)`(?!`)',
    `(?<=^|\\s)(?<stars>\\*\\*?)(?=[^\\s*])(?<stressed>${plain}+)(?<=\\S)\\k<stars>(?=\\s|$)`,
    `(?<=^|[\\s(])(?<marks>\\*\\*?)(?=[\\p{L}\\p{N}])(?<word>${plain}+)(?<=[\\p{L}\\p{N}])\\k<marks>(?=[\\s.,;:!?)]|$)`,
    // Marks that stand alone, and underscores inside words.
    '(?<mark>(?<=[\\p{L}\\p{N}])_+(?=[\\p{L}\\p{N}])|(?<=\\s)\\*(?=\\s)|<(?=[\\s\\d=]|$)|&(?![#a-z]))',
    '(?<!!)\\[(?<link>[^\\\\`*_[\\]<&~!]+)\\]\\((?<url>[^\\s()<>\\\\&]+)\\)',
    '(?<brackets>\\[[^\\\\`*_[\\]<&~]*\\](?![[(:]))',
  ].join('|'),
  'iuy',
)

const codeText = (code: string): string =>
  /^ .*[^ ].* $/.test(code) || /^ [^ ] $/.test(code) ? code.slice(1, -1) : code

/** Where a link leads, unless its text says so. */
const hiddenUrl = (url: string, text: string): readonly string[] =>
  ['', 'http://', 'mailto:'].some(scheme => url === scheme + text) ? [] : [url]

const readCertain = (line: string, hasDefinitions: boolean): Inline | null => {
  let text = ''
  const urls: string[] = []
  const hasAddress = /:\/\/|www\.|@/i.test(line)
  certain.lastIndex = 0
  while (certain.lastIndex < line.length) {
    const start = certain.lastIndex
    const found = certain.exec(line)?.groups
    if (found === undefined || (found.brackets !== undefined && hasDefinitions)) return null
    // An address written out takes in whatever follows it without a space.
    if (
      hasAddress &&
      found.plain === undefined &&
      found.mark === undefined &&
      start > 0 &&
      /\S/.test(line[start - 1] ?? '')
    )
      return null
    if (found.link !== undefined) urls.push(...hiddenUrl(found.url ?? '', found.link))
    const read = found.plain ?? found.stressed ?? found.word ?? found.mark ?? found.link ?? found.brackets
    text += read ?? codeText(found.code ?? '')
  }
  return {text: tidy(text), urls}
}

const options = {extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()]}

interface Reading {
  readonly definitions: Definitions
  readonly urls: string[]
}

const collect = (nodes: readonly PhrasingContent[], reading: Reading): string =>
  nodes.map(node => textOf(node, reading)).join('')

const textOf = (node: PhrasingContent, reading: Reading): string => {
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
    case 'link':
    case 'linkReference': {
      const text = collect(node.children, reading)
      const url =
        node.type === 'link' ? node.url : reading.definitions.get(labelOf(node.label ?? node.identifier))
      if (url !== undefined) reading.urls.push(...hiddenUrl(url, text))
      return text
    }
    default:
      return collect(node.children, reading)
  }
}

/** The definitions that a text refers to, as Markdown to put after it. */
const definitionsFor = (line: string, definitions: Definitions): string => {
  if (definitions.size === 0) return ''
  const labels = new Set([...line.matchAll(/\[([^[\]]{1,999})\]/g)].map(match => labelOf(match[1] ?? '')))
  return [...labels]
    .flatMap(label => (definitions.has(label) ? [`\n\n[${label}]: <${definitions.get(label)}>`] : []))
    .join('')
}

// The letter keeps what looks like a heading or a list item from being one; to marks after it, a space is like a start.
const readAll = (line: string, definitions: Definitions): Inline => {
  const [paragraph] = fromMarkdown(`x ${line}${definitionsFor(line, definitions)}`, options).children
  if (paragraph?.type !== 'paragraph') return {text: line, urls: []}
  const urls: string[] = []
  const text = collect(paragraph.children, {definitions, urls})
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
    // Markdown has no NUL; it stands for a character that could not be read.
    const line = oneLine(text).replaceAll('\0', '\ufffd').trim()
    if (quick) {
      const known = special.test(line)
        ? readCertain(line, definitions.size > 0)
        : {text: tidy(line), urls: []}
      if (known !== null) return known
    }
    if (line.length > longestText || line.length > left) return {text: tidy(line), urls: []}
    left -= line.length
    const {text: read, urls} = readAll(line, definitions)
    return {text: tidy(read), urls}
  }
}
