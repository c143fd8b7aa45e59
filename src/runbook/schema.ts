import * as z from 'zod/mini'
import {contactSchema, fenceSchema, headingSchema, itemSchema} from './annotation-schemas.ts'
import {probesFileSchema} from './probes-file-schema.ts'

type Json = Readonly<Record<string, unknown>>

const schemaOf = (schema: z.ZodMiniType): Json => {
  // `input`: an editor looks at what is written, not at what it becomes.
  const {$schema, ...rest} = z.toJSONSchema(schema, {
    io: 'input',
    unrepresentable: 'any',
    target: 'draft-2020-12',
  })
  return rest
}

/** JSON Schema (2020-12) of the probes file; under `$defs` also of the annotations in a runbook. */
export const runbookSchema = (): Json => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'rollcall probes file',
  ...schemaOf(probesFileSchema),
  $defs: {
    heading: schemaOf(headingSchema),
    item: schemaOf(itemSchema),
    contact: schemaOf(contactSchema),
    fence: schemaOf(fenceSchema),
  },
})
