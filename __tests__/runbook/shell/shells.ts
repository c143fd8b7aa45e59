import {spawnSync} from 'node:child_process'
import {mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import type {FenceCommand, FenceLanguage, FenceLink, FencePart} from '#src/runbook/shell/fence-part.ts'
import {splitFence} from '#src/runbook/shell/split-fence.ts'
import type {InputSpec, ShellText} from '#src/runbook/types.ts'

export const split = (
  code: string,
  options: {
    readonly language?: FenceLanguage
    readonly inputs?: Readonly<Record<string, string>>
    readonly declared?: readonly string[]
  } = {},
): readonly FencePart[] =>
  splitFence(code, {
    language: options.language ?? 'bash',
    inputs: options.inputs ?? {},
    declared: Object.fromEntries((options.declared ?? []).map(name => [name, input(name)])),
  })

const input = (name: string): InputSpec => ({
  name,
  ask: null,
  pattern: null,
  optional: false,
  secret: false,
  choices: null,
})

export const commandsIn = (parts: readonly FencePart[]): readonly FenceCommand[] =>
  parts.filter(part => part.kind === 'command')

export const linksIn = (parts: readonly FencePart[]): readonly FenceLink[] =>
  parts.filter(part => part.kind === 'link')

export const sources = (code: string, language: FenceLanguage = 'bash'): readonly string[] =>
  commandsIn(split(code, {language})).map(command => command.source)

/** Runs a text as the runner does, with its values in the environment. */
export const run = (
  shell: ShellText,
  where: {readonly cwd: string; readonly values?: Readonly<Record<string, string>>},
): {readonly status: number | null; readonly stdout: Buffer; readonly stderr: string} => {
  const options = shell.interpreter === 'bash' ? ['-e', '-o', 'pipefail'] : ['-e']
  const result = spawnSync(shell.interpreter, [...options, '-c', '--', shell.text], {
    cwd: where.cwd,
    env: {PATH: process.env.PATH, LC_ALL: 'C.UTF-8', ...where.values},
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  return {status: result.status, stdout: result.stdout, stderr: result.stderr.toString()}
}

export const inTemporaryDirectory = <T>(use: (directory: string) => T): T => {
  const directory = mkdtempSync(join(tmpdir(), 'rollcall-shell-'))
  try {
    return use(directory)
  } finally {
    rmSync(directory, {recursive: true, force: true})
  }
}

export const languages: readonly FenceLanguage[] = ['bash', 'sh', 'shell', 'console']
