import type {Command} from 'commander'
import type {Context} from '#src/app/context.ts'
import {type ExitCode, exitCodes} from '#src/errors.ts'
import {bashCompletion} from './bash.ts'
import {fishCompletion} from './fish.ts'
import {type CompletionVerb, completionTree} from './tree.ts'
import {zshCompletion} from './zsh.ts'

const writers: Readonly<Record<string, (root: CompletionVerb) => string>> = {
  bash: bashCompletion,
  zsh: zshCompletion,
  fish: fishCompletion,
}

/** `rollcall completion SHELL`: what the shell completes our command line with, written from the command line itself. */
export const completionOf =
  (program: Command) =>
  async (context: Context, [shell]: readonly (string | undefined)[]): Promise<ExitCode> => {
    const write = writers[shell ?? '']
    if (write !== undefined) context.stdout.write(write(completionTree(program)))
    return exitCodes.ok
  }
