import type * as z from 'zod/mini'
import type {Annotations} from './annotations.ts'
import type {WantedId} from './draft.ts'
import type {FaultList} from './fault-list.ts'
import type {Block} from './markdown/block.ts'
import type {Position} from './types.ts'
import {type Fields, readFields} from './yaml-fields.ts'
import type {FieldPath} from './yaml-path.ts'

/** An annotation as read; `fields` is null where the block has none, or one that could not be read (which was reported). */
export interface ReadAnnotation<T> {
  readonly fields: T | null
  readonly at: (path: FieldPath, part?: 'key' | 'value') => Position
}

export type AnnotationReader = <T>(block: Block, schema: z.ZodMiniType<T>) => ReadAnnotation<T>

/** Reads annotations, each once, so that its faults are reported once. */
export const annotationReader = (annotations: Annotations, faults: FaultList): AnnotationReader => {
  const known = new Map<Block, Fields<unknown>>()
  return <T>(block: Block, schema: z.ZodMiniType<T>): ReadAnnotation<T> => {
    const annotation = annotations.get(block)
    if (annotation === undefined) return {fields: null, at: () => faults.positionOf(block.start)}
    // A block is only ever read by the schema of its kind.
    const before = known.get(block) as Fields<T> | undefined
    const read =
      before ??
      readFields(annotation.source, schema, {
        file: faults.file,
        ...faults.positionOf(annotation.start),
        flow: true,
      })
    if (before === undefined) faults.add(read.faults)
    known.set(block, read)
    return {fields: read.value, at: read.at}
  }
}

/** The `id` of an annotation, and where it stands. */
export const wantedId = ({
  fields,
  at,
}: ReadAnnotation<{readonly id?: string | undefined}>): WantedId | null =>
  fields?.id === undefined ? null : {id: fields.id, at: at(['id'])}

/** Where the entry of a list stands, which may be written without brackets where it is the only one. */
export const entryAt = (at: ReadAnnotation<unknown>['at'], path: FieldPath, index: number): Position => {
  const entry = at([...path, index])
  const key = at(path, 'key')
  return entry.line === key.line && entry.column === key.column ? at(path) : entry
}
