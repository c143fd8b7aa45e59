import {mkdirSync, symlinkSync, writeFileSync} from 'node:fs'
import {join, resolve} from 'node:path'
import {setTimeout as delay} from 'node:timers/promises'
import {build} from 'esbuild'
import {type ExitRecord, readExit} from '#src/runner/exit-record.ts'
import {followCommand} from '#src/runner/follow.ts'
import {launchCommand} from '#src/runner/launch.ts'
import type {CommandSpec} from '#src/runner/spec.ts'
import type {Secret} from '#src/text/secret-patterns.ts'
import {scratch} from './scratch.ts'

/** A spec that runs this text in `cwd`, with nothing else asked for. */
export const specOf = (cwd: string, text: string, changes: Partial<CommandSpec> = {}): CommandSpec => ({
  text,
  interpreter: 'bash',
  cwd,
  script: null,
  timeout: null,
  targetLock: null,
  attempt: 1,
  watch: false,
  operator: 'ayse',
  account: 'ayse',
  session: '20260101-0300-test',
  ...changes,
})

export const plainEnv = (extra: Readonly<Record<string, string>> = {}): Record<string, string> => ({
  PATH: process.env.PATH ?? '',
  ...extra,
})

/** Waits for something to become true, by looking; fails loudly when it never does. */
export const eventually = async (what: string, isTrue: () => boolean | Promise<boolean>): Promise<void> => {
  const giveUpAt = performance.now() + 20_000
  while (!(await isTrue())) {
    if (performance.now() > giveUpAt) throw new Error(`never: ${what}`)
    await delay(10)
  }
}

/** Runs a text to its recorded end. */
export const runToEnd = async (
  text: string,
  options: {
    readonly changes?: Partial<CommandSpec>
    readonly env?: Readonly<Record<string, string>>
    readonly secrets?: readonly Secret[]
  } = {},
): Promise<{readonly dir: string; readonly cwd: string; readonly exit: ExitRecord}> => {
  const cwd = scratch()
  const dir = join(cwd, 'commands', '0001')
  const launched = await launchCommand(dir, specOf(cwd, text, options.changes), {
    env: plainEnv(options.env),
    secrets: options.secrets ?? [],
  })
  const end = await followCommand(dir, {runnerExited: launched.exited})
  const exit = readExit(dir)
  if (end !== 'ended' || exit === null) throw new Error(`followed to ${end}`)
  return {dir, cwd, exit}
}

/**
 * Bundles a program that uses our modules, runner included, into a directory of its own, to be run (and killed) as a
 * process of its own.
 */
export const programOf = async (source: string, into: string): Promise<string> => {
  const root = resolve(import.meta.dirname, '..', '..')
  mkdirSync(join(into, 'program'))
  for (const name of ['bin', 'dist', 'node_modules'])
    symlinkSync(join(root, name), join(into, 'program', name))
  const facts = {type: 'module', imports: {'#runner': './bin/runner.cjs'}}
  writeFileSync(join(into, 'program', 'package.json'), JSON.stringify(facts))
  const outfile = join(into, 'program', 'program.js')
  await build({
    stdin: {contents: source, resolveDir: root, sourcefile: 'program.ts', loader: 'ts'},
    outfile,
    bundle: true,
    packages: 'external',
    format: 'esm',
    platform: 'node',
    logLevel: 'warning',
  })
  return outfile
}
