import {randomBytes} from 'node:crypto'
import {closeSync, constants, fchmodSync, mkdirSync, openSync} from 'node:fs'
import {createRequire} from 'node:module'
import {Socket} from 'node:net'
import {dirname} from 'node:path'
import {execa} from 'execa'
import {realDisk, syncDirectoryOf} from '#src/durable/disk.ts'
import {createFileExclusive} from '#src/durable/replace.ts'
import type {Secret} from '#src/text/secret-patterns.ts'
import {type CommandFiles, commandFiles} from './command-files.ts'
import {asDescriptor} from './descriptor.ts'
import {type Environment, forRunner} from './environment.ts'
import type {CommandSpec} from './spec.ts'

/** A runner that was started. It lives on without us. */
export interface Launched {
  readonly pid: number
  /** Resolves when the runner process ends; by then exit.json says what happened, if anything did. */
  readonly exited: Promise<void>
  /** Ends a watch command, as the death of this process would. Nothing for any other. */
  endWatch(): void
}

/** Room for the exit record, of bytes that no file system can compress away. */
const reserveSize = 16 * 1024

const runnerPath = (): string => createRequire(import.meta.url).resolve('#runner')

const makeDirectory = (dir: string): void => {
  const parent = dirname(dir)
  if (mkdirSync(parent, {recursive: true, mode: 0o700}) !== undefined) syncDirectoryOf(realDisk, parent)
  // Not recursive: a directory that is there already belongs to another attempt, which must not be started again.
  mkdirSync(dir, {mode: 0o700})
  syncDirectoryOf(realDisk, dir)
}

const writeFiles = async (files: CommandFiles, spec: CommandSpec): Promise<void> => {
  createFileExclusive(files.text, spec.text)
  createFileExclusive(files.reserve, randomBytes(reserveSize))
  await execa('mkfifo', ['-m', '600', files.fifo], {verbose: 'none'})
  createFileExclusive(files.spec, `${JSON.stringify(spec)}\n`)
}

const openLog = (files: CommandFiles): number => {
  const {O_APPEND, O_CREAT, O_NOFOLLOW, O_WRONLY} = constants
  const fd = openSync(files.runnerLog, O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW, 0o600)
  fchmodSync(fd, 0o600)
  return fd
}

const spawnRunner = (
  args: readonly string[],
  options: {
    readonly dir: string
    readonly env: Environment
    readonly secrets: readonly Secret[]
    readonly watch: boolean
    readonly runner: string
  },
): Launched => {
  const log = openLog(commandFiles(options.dir))
  const child = execa(process.execPath, [options.runner, ...args], {
    cwd: options.dir,
    env: forRunner(options.env, options.secrets),
    extendEnv: false,
    detached: true,
    cleanup: false,
    stdin: options.watch ? 'pipe' : 'ignore',
    stdout: asDescriptor(log),
    stderr: asDescriptor(log),
    buffer: false,
    reject: false,
    verbose: 'none',
  })
  closeSync(log)
  const {pid, stdin} = child
  if (pid === undefined) throw new Error('the runner could not be started')
  child.unref()
  stdin?.on('error', () => undefined)
  if (stdin instanceof Socket) stdin.unref()
  return {pid, exited: child.then(() => undefined), endWatch: () => stdin?.destroy()}
}

/**
 * Starts a command: puts what it is to be into a new directory, durably, and a runner beside us that does it. `env` is
 * the command's whole environment, `secrets` what is masked in its output. Throws where that is not possible, or the directory exists: then no runner was
 * started, and `recoverCommand` proves it.
 */
export const launchCommand = async (
  dir: string,
  spec: CommandSpec,
  {env, secrets = []}: {readonly env: Environment; readonly secrets?: readonly Secret[]},
): Promise<Launched> => {
  // First of all: an installation that is just being replaced must cost nothing but a new try.
  const runner = runnerPath()
  makeDirectory(dir)
  await writeFiles(commandFiles(dir), spec)
  return spawnRunner([dir], {dir, env, secrets, watch: spec.watch, runner})
}

/**
 * Starts a process that reads, and masks, the output of a command whose runner has died, so that the command can go on.
 * Harmless where there is nothing to drain.
 */
export const drainOrphan = (dir: string, secrets: readonly Secret[] = []): Launched =>
  spawnRunner(['drain', dir], {dir, env: {}, secrets, watch: false, runner: runnerPath()})
