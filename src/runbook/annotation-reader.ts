import type * as z from 'zod/mini'
import type {Annotations} from './annotations.ts'
import type {WantedId} from './draft.ts'
import type {FaultList} from './fault-list.ts'
import type {Block} from './markdown/block.ts'
import type {Position} from './types.ts'
import {readFields} from './yaml-fields.ts'
import type {FieldPath} from './yaml-path.ts'

/** An annotation as read; `fields` is null where the block has none, or one that could not be read (which was reported). */
export interface ReadAnnotation<T> {
  readonly fields: T | null
  readonly at: (path: FieldPath, part?: 'key' | 'value') => Position
}

export type AnnotationReader = <T>(block: Block, schema: z.ZodMiniType<T>) => ReadAnnotation<T>

export const annotationReader =
  (annotations: Annotations, faults: FaultList): AnnotationReader =>
  (block, schema) => {
    const annotation = annotations.get(block)
    if (annotation === undefined) return {fields: null, at: () => faults.positionOf(block.start)}
    const begin = faults.positionOf(annotation.start)
    const read = readFields(annotation.source, schema, {file: faults.file, ...begin, flow: true})
    faults.add(read.faults)
    return {fields: read.value, at: read.at}
  }

/** The `id` of an annotation, and where it stands. */
export const wantedId = ({
  fields,
  at,
}: ReadAnnotation<{readonly id?: string | undefined}>): WantedId | null =>
  fields?.id === undefined ? null : {id: fields.id, at: at(['id'])}
