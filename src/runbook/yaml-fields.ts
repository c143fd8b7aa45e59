import {LineCounter} from 'yaml'
import * as z from 'zod/mini'
import type {Problem} from '#src/checks/problem.ts'
import {namesSecret} from '#src/checks/secret-names.ts'
import type {Expected, Found} from '#src/i18n/en/faults.ts'
import {type Safe, safe} from '#src/text/safe.ts'
import type {Fault, FaultDetail, Parsed} from './faults.ts'
import {suggest} from './suggestion.ts'
import type {Position} from './types.ts'
import {readYamlTree, type YamlTree} from './yaml-tree.ts'

export interface YamlContext {
  readonly file: string
  /** Where the source begins in the file. */
  readonly line: number
  readonly column: number
  /** The source has to be one mapping in braces, as in an annotation. */
  readonly flow?: boolean
}

export type FieldPath = readonly PropertyKey[]

/** What was read, and where each part of it stands in the file. */
export interface Fields<T> extends Parsed<T> {
  /** Where the value at this path begins, or its key; of a path that is not there, its nearest parent. */
  readonly at: (path: FieldPath, part?: 'key' | 'value') => Position
}

interface Located {
  readonly tree: YamlTree
  readonly keyAt: number
  /** How much of the path is there. */
  readonly length: number
}

const LONGEST_QUOTE = 60

const locate = (root: YamlTree, path: FieldPath): Located => {
  let located: Located = {tree: root, keyAt: root.at, length: 0}
  for (const step of path) {
    const {tree, length} = located
    if (tree.kind === 'mapping') {
      const entry = tree.entries.get(String(step))
      if (entry === undefined) return located
      located = {tree: entry.value, keyAt: entry.at, length: length + 1}
    } else if (tree.kind === 'list') {
      const item = tree.items[Number(step)]
      if (item === undefined) return located
      located = {tree: item, keyAt: item.at, length: length + 1}
    } else return located
  }
  return located
}

const plain = (tree: YamlTree): unknown => {
  if (tree.kind === 'text') return tree.text
  if (tree.kind === 'list') return tree.items.map(plain)
  // Without a prototype, so that a key named `constructor` is a key like any other.
  const object: Record<string, unknown> = Object.create(null)
  for (const {key, value} of tree.entries.values()) {
    Object.defineProperty(object, key, {
      value: plain(value),
      enumerable: true,
      writable: true,
      configurable: true,
    })
  }
  return object
}

/** The last name on a path, with the place in a list after it: `needs[1]`. */
const nameOf = (path: FieldPath): Safe => {
  const from = path.findLastIndex(step => typeof step === 'string')
  const [name = '', ...places] = path.slice(Math.max(0, from))
  return safe(
    `${typeof name === 'number' ? `[${name}]` : String(name)}${places.map(place => `[${String(place)}]`).join('')}`,
  )
}

const foundIn = (tree: YamlTree, path: FieldPath): Found => {
  if (tree.kind !== 'text') return tree.kind
  if (tree.text === '') return 'nothing'
  if (path.some(step => namesSecret(String(step))) || tree.text.includes('://')) return 'hidden'
  const text = tree.text.length > LONGEST_QUOTE ? `${tree.text.slice(0, LONGEST_QUOTE)}…` : tree.text
  return {text: safe(text)}
}

const expectedKinds: Readonly<Record<string, Expected>> = {
  object: 'mapping',
  record: 'mapping',
  array: 'list',
  string: 'text',
}

/** Whether the form that raised this issue is of the kind that was written, so that the fault is inside of it. */
const kindMatches = (issue: z.core.$ZodIssue | undefined, kind: YamlTree['kind']): boolean => {
  if (issue === undefined || issue.path.length > 0) return issue !== undefined
  return issue.code !== 'invalid_type' && (issue.code !== 'invalid_value' || kind === 'text')
}

/** Of the forms that a value may have, the one it was written in; the last where it has none of them. */
const branchMeant = (
  branches: readonly (readonly z.core.$ZodIssue[])[],
  kind: YamlTree['kind'],
): readonly z.core.$ZodIssue[] => {
  const tried = branches.filter(branch => kindMatches(branch[0], kind))
  const least = (best: readonly z.core.$ZodIssue[], next: readonly z.core.$ZodIssue[]) =>
    next.length < best.length ? next : best
  return tried.length > 0 ? tried.reduce(least) : (branches.at(-1) ?? [])
}

const isProblem = (params: unknown): params is Problem =>
  typeof params === 'object' && params !== null && 'problem' in params

const choice = (root: YamlTree, path: FieldPath, known: readonly string[]): FaultDetail => {
  const {tree, length} = locate(root, path)
  const written = tree.kind === 'text' && length === path.length ? tree.text : ''
  return {
    code: 'wrong-choice',
    key: nameOf(path),
    found: safe(written.slice(0, LONGEST_QUOTE)),
    ...suggest(written, known),
  }
}

const optionsOf = (issue: z.core.$ZodIssueInvalidUnion): readonly unknown[] =>
  'options' in issue && Array.isArray(issue.options) ? issue.options : []

interface Placed {
  readonly path: FieldPath
  readonly part: 'key' | 'value'
  readonly detail: FaultDetail
}

const wrongValue = (root: YamlTree, path: FieldPath, expected: Expected): Placed => {
  if (path.length === 0) return {path, part: 'value', detail: {code: 'not-a-mapping'}}
  const {tree, length} = locate(root, path)
  if (length < path.length) return {path, part: 'key', detail: {code: 'missing-key', key: nameOf(path)}}
  const detail: FaultDetail = {code: 'wrong-value', key: nameOf(path), found: foundIn(tree, path), expected}
  return {path, part: 'value', detail}
}

const wrongKey = (path: FieldPath, issue: z.core.$ZodIssue): Placed => {
  const expected =
    issue.code === 'custom' && isProblem(issue.params) && issue.params.problem === 'expected'
      ? issue.params.expected
      : 'else'
  const key = String(path.at(-1) ?? '')
  const found: Found = key === '' ? 'nothing' : {text: safe(key.slice(0, LONGEST_QUOTE))}
  return {path, part: 'key', detail: {code: 'wrong-value', key: nameOf(path.slice(0, -1)), found, expected}}
}

const placed = (root: YamlTree, issue: z.core.$ZodIssue, base: FieldPath): readonly Placed[] => {
  const path = [...base, ...issue.path]
  switch (issue.code) {
    case 'invalid_type':
      return [wrongValue(root, path, expectedKinds[issue.expected] ?? 'else')]
    case 'unrecognized_keys': {
      // The message is the list of known keys: checks/scalars.ts, `fields`.
      const known = issue.message.split(', ')
      return issue.keys.map(key => {
        const detail: FaultDetail = {
          code: 'unknown-key',
          key: safe(key.slice(0, LONGEST_QUOTE)),
          ...suggest(key, known),
        }
        return {path: [...path, key], part: 'key', detail}
      })
    }
    case 'invalid_value':
      if (locate(root, path).length < path.length) return [wrongValue(root, path, 'text')]
      return [{path, part: 'value', detail: choice(root, path, issue.values.map(String))}]
    case 'invalid_union': {
      if (issue.errors.length > 0)
        return branchMeant(issue.errors, locate(root, path).tree.kind).flatMap(inner =>
          placed(root, inner, path),
        )
      if (locate(root, path).length < path.length) return [wrongValue(root, path, 'text')]
      return [{path, part: 'value', detail: choice(root, path, optionsOf(issue).map(String))}]
    }
    case 'invalid_key':
      return issue.issues.map(inner => wrongKey(path, inner))
    case 'custom':
      if (!isProblem(issue.params)) return [wrongValue(root, path, 'else')]
      if (issue.params.problem === 'expected') return [wrongValue(root, path, issue.params.expected)]
      return [{path, part: 'value', detail: issue.params.detail}]
    default:
      return [wrongValue(root, path, 'else')]
  }
}

/**
 * Reads YAML with the failsafe schema and then with a typed one. Each thing that is wrong, of the YAML or of a value,
 * becomes a fault at the line and column of its key or value in the file; nothing at all reads as an empty mapping.
 */
export const readFields = <T>(source: string, schema: z.ZodMiniType<T>, context: YamlContext): Fields<T> => {
  const counter = new LineCounter()
  counter.addNewLine(0)
  for (let at = source.indexOf('\n'); at !== -1; at = source.indexOf('\n', at + 1)) counter.addNewLine(at + 1)
  const positionOf = (offset: number): Position => {
    const {line, col} = counter.linePos(Math.min(offset, source.length))
    return {line: context.line + line - 1, column: line === 1 ? context.column + col - 1 : col}
  }
  const fault = (at: Position, detail: FaultDetail): Fault => ({
    severity: 'error',
    file: context.file,
    at,
    detail,
  })

  const {tree, problems} = readYamlTree(source, offset => positionOf(offset).line)
  const root: YamlTree = tree ?? {kind: 'mapping', at: 0, flow: false, entries: new Map()}
  const at = (path: FieldPath, part: 'key' | 'value' = 'value'): Position => {
    const located = locate(root, path)
    return positionOf(part === 'key' || located.length < path.length ? located.keyAt : located.tree.at)
  }
  if (problems.length > 0) {
    return {value: null, faults: problems.map(problem => fault(positionOf(problem.at), problem.detail)), at}
  }
  if (context.flow === true && !(root.kind === 'mapping' && root.flow)) {
    return {value: null, faults: [fault(positionOf(root.at), {code: 'not-a-flow-mapping'})], at}
  }
  const result = z.safeParse(schema, plain(root))
  if (result.success) return {value: result.data, faults: [], at}
  const faults = result.error.issues
    .flatMap(issue => placed(root, issue, []))
    .map(found => fault(at(found.path, found.part), found.detail))
  return {value: null, faults, at}
}
