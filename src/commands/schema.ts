import type {Context} from '#src/app/context.ts'
import {type ExitCode, exitCodes} from '#src/errors.ts'
import {runbookSchema} from '#src/runbook/schema.ts'

/** `rollcall schema`: JSON Schema for editors. */
export const schema = async (context: Context): Promise<ExitCode> => {
  context.stdout.write(`${JSON.stringify(runbookSchema(), null, 2)}\n`)
  return exitCodes.ok
}
