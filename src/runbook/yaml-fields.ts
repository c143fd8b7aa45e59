import {LineCounter} from 'yaml'
import * as z from 'zod/mini'
import type {Fault, FaultDetail, Parsed} from './faults.ts'
import type {Position} from './types.ts'
import {placedFaults} from './yaml-issues.ts'
import {type FieldPath, locate, plain} from './yaml-path.ts'
import {readYamlTree, type YamlTree} from './yaml-tree.ts'

export interface YamlContext {
  readonly file: string
  /** Where the source begins in the file. */
  readonly line: number
  readonly column: number
  /** The source has to be one mapping in braces, as in an annotation. */
  readonly flow?: boolean
}

/** What was read, and where each part of it stands in the file. */
export interface Fields<T> extends Parsed<T> {
  /** Where the value at this path begins, or its key; of a path that is not there, its nearest parent. */
  readonly at: (path: FieldPath, part?: 'key' | 'value') => Position
}

/**
 * Reads YAML with the failsafe schema and then with a typed one. Each thing that is wrong, of the YAML or of a value,
 * becomes a fault at the line and column of its key or value in the file; nothing at all reads as an empty mapping. The
 * value is null where there is a fault, but for an annotation, of which the keys that are right are still read.
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
    .flatMap(issue => placedFaults(root, issue, []))
    .map(found => fault(at(found.path, found.part), found.detail))
  return {value: context.flow === true ? withoutFaulty(result.error.issues, schema, root) : null, faults, at}
}

/**
 * What is left without the keys that are wrong: an annotation that says one thing wrongly still gives its block its id,
 * and what refers to that must not be reported too.
 */
const withoutFaulty = <T>(
  issues: readonly z.core.$ZodIssue[],
  schema: z.ZodMiniType<T>,
  root: YamlTree,
): T | null => {
  const whole = plain(root)
  if (typeof whole !== 'object' || whole === null) return null
  const wrong = new Set(
    issues.flatMap(issue => (issue.code === 'unrecognized_keys' ? issue.keys : issue.path.slice(0, 1))),
  )
  const rest = Object.fromEntries(Object.entries(whole).filter(([key]) => !wrong.has(key)))
  const result = z.safeParse(schema, rest)
  return result.success ? result.data : null
}
