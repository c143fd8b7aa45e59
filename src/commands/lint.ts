import {realpathSync, statSync} from 'node:fs'
import {resolve} from 'node:path'
import type {Context} from '#src/app/context.ts'
import {defaultRunbook, faultLine, inspectRunbook} from '#src/app/load.ts'
import {templateFaults} from '#src/app/telling/draft.ts'
import {type ExitCode, exitCodes} from '#src/errors.ts'
import {joinSafe, safe} from '#src/text/safe.ts'
import {writeFile} from './write-file.ts'

/** `rollcall lint [RUNBOOK]`: every fault of a runbook, its probes file and its message templates; warnings alone are 0, with --strict 2. */
export const lint = async (
  context: Context,
  [path]: readonly (string | undefined)[],
  options: Readonly<Record<string, unknown>>,
): Promise<ExitCode> => {
  const {texts} = context
  const file = resolve(path ?? defaultRunbook(texts.language))
  const {runbook, faults: own, repaired} = inspectRunbook(file, {probes: context.options.probes}, texts)
  const faults = runbook === null ? own : [...own, ...templateFaults(file, runbook)]
  const say = (line: string): void => void context.stdout.write(`${line}\n`)
  if (options.fix === true) {
    if (repaired === null) say(texts.cli['nothing-to-fix']())
    else {
      // Behind a link is the file that everybody else reads, too.
      const real = realpathSync(file)
      writeFile(context, real, {text: repaired.text, mode: statSync(real).mode & 0o777})
      const how = repaired.repairs.map(repair => texts.repairs[repair])
      say(texts.cli.fixed({path: safe(file), how: joinSafe(how, ', ')}))
    }
  }
  for (const fault of faults) {
    const line = faultLine(fault, texts)
    say(fault.severity === 'error' ? texts.cli['lint-error']({line}) : texts.cli['lint-warning']({line}))
  }
  const errors = faults.filter(fault => fault.severity === 'error').length
  const warnings = faults.length - errors
  say(
    errors + warnings === 0
      ? texts.cli['lint-clean']({path: safe(file)})
      : texts.cli['lint-count']({errors, warnings}),
  )
  return errors > 0 || (options.strict === true && warnings > 0) ? exitCodes.usage : exitCodes.ok
}
