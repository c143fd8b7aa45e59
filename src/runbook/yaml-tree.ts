import {
  Composer,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type ParsedNode,
  Parser,
  type YAMLParseError,
} from 'yaml'
import {safe} from '#src/text/safe.ts'
import {formatBytes} from '#src/text/sizes.ts'
import type {FaultDetail} from './faults.ts'

/** YAML as text, lists and mappings, each with the offset where it begins. */
export type YamlTree =
  | {readonly kind: 'text'; readonly at: number; readonly text: string}
  | {readonly kind: 'list'; readonly at: number; readonly items: readonly YamlTree[]}
  | {
      readonly kind: 'mapping'
      readonly at: number
      readonly flow: boolean
      readonly entries: ReadonlyMap<string, YamlEntry>
    }

export interface YamlEntry {
  readonly key: string
  readonly at: number
  readonly value: YamlTree
}

export interface YamlProblem {
  readonly at: number
  readonly detail: FaultDetail
}

const LARGEST = 1024 * 1024
const DEEPEST = 32
/** After a syntax error the rest of a file is mostly noise. */
const MOST_SYNTAX_ERRORS = 5

const syntaxDetail = (error: YAMLParseError): FaultDetail => {
  switch (error.code) {
    case 'BAD_INDENT':
      // The same code says that a bracket was never closed; only the message tells.
      return {code: error.message.includes('end with') ? 'yaml-unclosed' : 'yaml-indentation'}
    case 'TAB_AS_INDENT':
      return {code: 'yaml-tab'}
    case 'MISSING_CHAR':
      return {code: 'yaml-unclosed'}
    case 'BAD_DQ_ESCAPE':
      return {code: 'yaml-escape'}
    case 'BLOCK_AS_IMPLICIT_KEY':
    case 'MULTILINE_IMPLICIT_KEY':
      return {code: 'yaml-colon'}
    case 'BAD_SCALAR_START':
      return {code: 'yaml-start'}
    default:
      return {code: 'yaml-syntax'}
  }
}

type LineOf = (offset: number) => number

interface Composed {
  readonly node: ParsedNode | null
  readonly problems: readonly YamlProblem[]
}

const compose = (source: string, lineOf: LineOf): Composed => {
  const composer = new Composer<ParsedNode>({
    schema: 'failsafe',
    uniqueKeys: false,
    version: '1.2',
    stringKeys: false,
  })
  const problems: YamlProblem[] = []
  const documents: Document.Parsed<ParsedNode>[] = []
  for (const token of new Parser().parse(source)) {
    if (token.type === 'directive') {
      problems.push({at: token.offset, detail: {code: 'yaml-not-supported', what: 'directive'}})
    }
    for (const document of composer.next(token)) documents.push(document)
  }
  for (const document of composer.end(false, source.length)) documents.push(document)
  const [first, second] = documents
  if (second !== undefined) {
    problems.push({at: second.range[0], detail: {code: 'yaml-not-supported', what: 'documents'}})
  }
  const lines = new Set<number>()
  for (const error of documents.flatMap(document => document.errors)) {
    const line = lineOf(error.pos[0])
    if (lines.has(line)) continue
    if (lines.size === MOST_SYNTAX_ERRORS) break
    lines.add(line)
    problems.push({at: error.pos[0], detail: syntaxDetail(error)})
  }
  return {node: first?.contents ?? null, problems}
}

interface Reading {
  readonly problems: YamlProblem[]
  readonly lineOf: LineOf
}

type NotSupported = Extract<FaultDetail, {code: 'yaml-not-supported'}>['what']

const refuse = (reading: Reading, at: number, what: NotSupported): void => {
  reading.problems.push({at, detail: {code: 'yaml-not-supported', what}})
}

const readNode = (
  reading: Reading,
  node: ParsedNode | null,
  place: {at: number; depth: number},
): YamlTree => {
  if (node === null) return {kind: 'text', at: place.at, text: ''}
  const at = node.range[0]
  if (isAlias(node)) {
    refuse(reading, at, 'alias')
    return {kind: 'text', at, text: ''}
  }
  if (node.anchor !== undefined) refuse(reading, at, 'anchor')
  if (node.tag !== undefined) refuse(reading, at, 'tag')
  if (place.depth > DEEPEST) {
    reading.problems.push({at, detail: {code: 'yaml-too-deep'}})
    return {kind: 'text', at, text: ''}
  }
  const depth = place.depth + 1
  if (isSeq(node))
    return {kind: 'list', at, items: node.items.map(item => readNode(reading, item, {at, depth}))}
  if (isMap(node))
    return {kind: 'mapping', at, flow: node.flow === true, entries: readEntries(reading, node.items, depth)}
  return {kind: 'text', at, text: String(node.value ?? '')}
}

const readEntries = (
  reading: Reading,
  pairs: readonly {readonly key: ParsedNode; readonly value: ParsedNode | null}[],
  depth: number,
): ReadonlyMap<string, YamlEntry> => {
  const entries = new Map<string, YamlEntry>()
  for (const {key, value} of pairs) {
    const at = key.range[0]
    if (!isScalar(key) || key.tag !== undefined || key.anchor !== undefined) {
      refuse(reading, at, 'key')
      continue
    }
    const name = String(key.value ?? '')
    if (name === '<<') refuse(reading, at, 'merge')
    // Readers of the result would take it for the object's prototype, or leave it out without a word.
    if (name === '__proto__') refuse(reading, at, 'key')
    const before = entries.get(name)
    if (before === undefined) {
      entries.set(name, {key: name, at, value: readNode(reading, value, {at: key.range[1], depth})})
      continue
    }
    const line = reading.lineOf(before.at)
    reading.problems.push({at, detail: {code: 'duplicate-key', key: safe(name), line}})
  }
  return entries
}

/**
 * Reads one YAML document with the failsafe schema, so that `1.10` stays text. Tags, anchors, aliases, merge keys,
 * directives and duplicate keys are problems; `lineOf` says which line an offset is in. Never throws; the tree is null where there is a problem or nothing at all.
 */
export const readYamlTree = (
  source: string,
  lineOf: LineOf,
): {readonly tree: YamlTree | null; readonly problems: readonly YamlProblem[]} => {
  if (source.length > LARGEST) {
    return {tree: null, problems: [{at: 0, detail: {code: 'too-large', limit: formatBytes(LARGEST)}}]}
  }
  const {node, problems} = compose(source, lineOf)
  const nothing =
    node === null || (isScalar(node) && node.type === 'PLAIN' && node.value === '' && node.tag === undefined)
  if (problems.length > 0 || nothing) return {tree: null, problems}
  const reading: Reading = {problems: [], lineOf}
  const tree = readNode(reading, node, {at: 0, depth: 0})
  return {tree: reading.problems.length > 0 ? null : tree, problems: reading.problems}
}
