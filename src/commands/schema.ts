import type {Context} from '#src/app/context.ts'
import {type ExitCode, exitCodes} from '#src/errors.ts'
import {exportSchema} from '#src/report/json-schema.ts'
import {runbookSchema} from '#src/runbook/schema.ts'

/** `rollcall schema`: JSON Schema of the probes file, for editors; with `--export` of what `export --format json` prints. */
export const schema = async (
  context: Context,
  _: readonly (string | undefined)[],
  options: Readonly<Record<string, unknown>>,
): Promise<ExitCode> => {
  const published = options.export === true ? exportSchema() : runbookSchema()
  context.stdout.write(`${JSON.stringify(published, null, 2)}\n`)
  return exitCodes.ok
}
