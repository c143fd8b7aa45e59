import type * as z from 'zod/mini'
import type {Problem} from '#src/checks/problem.ts'
import {namesSecret} from '#src/checks/secret-names.ts'
import type {Expected, Found} from '#src/i18n/en/faults.ts'
import {type Safe, safe} from '#src/text/safe.ts'
import type {FaultDetail} from './faults.ts'
import {suggest} from './suggestion.ts'
import {type FieldPath, locate} from './yaml-path.ts'
import type {YamlTree} from './yaml-tree.ts'

const LONGEST_QUOTE = 60

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

/** A fault, and the part of the tree it belongs to. */
export interface Placed {
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

/** What an issue means to whoever wrote the file. `base` is the path of the value that the issue's own path begins at. */
export const placedFaults = (root: YamlTree, issue: z.core.$ZodIssue, base: FieldPath): readonly Placed[] => {
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
          placedFaults(root, inner, path),
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
