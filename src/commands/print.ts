import {resolve} from 'node:path'
import type {Context} from '#src/app/context.ts'
import {defaultRunbook, loadRunbook} from '#src/app/load.ts'
import {type ExitCode, exitCodes} from '#src/errors.ts'
import {printRunbook} from '#src/runbook/print.ts'

/** `rollcall print [RUNBOOK]`: a clean checklist for paper, for the night on which nothing else works. */
export const print = async (context: Context, [path]: readonly (string | undefined)[]): Promise<ExitCode> => {
  const {texts, options} = context
  const file = resolve(path ?? defaultRunbook(texts.language))
  const {runbook} = loadRunbook(file, {probes: options.probes}, texts)
  context.stdout.write(printRunbook(runbook, {language: texts.language}))
  return exitCodes.ok
}
