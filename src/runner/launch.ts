import {createHash, randomBytes} from 'node:crypto'
import {closeSync, constants, fchmodSync, openSync} from 'node:fs'
import {createRequire} from 'node:module'
import {Socket} from 'node:net'
import {dirname} from 'node:path'
import {errorCode, realDisk, syncDirectoryOf} from '#src/durable/disk.ts'
import {createFileExclusive} from '#src/durable/replace.ts'
import {ensureDirectory, makeDirectoryIn, modesIn} from '#src/durable/shared-modes.ts'
import type {Secret} from '#src/text/secret-patterns.ts'
import {commandFiles} from './command-files.ts'
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

// Loaded with the first command: a start that only shows or looks does without.
const processes = () => import('execa')

const runnerPath = (): string => createRequire(import.meta.url).resolve('#runner')

const makeDirectory = (dir: string): void => {
  ensureDirectory(dirname(dir))
  // Not recursive: a directory that is there already belongs to another attempt, which must not be started again.
  makeDirectoryIn(dir)
  syncDirectoryOf(realDisk, dir)
}

/** In a shared session somebody else could have been faster: what is there already is not what was confirmed. */
const create = (path: string, content: Uint8Array | string): void => {
  if (createFileExclusive(path, content) === 'exists') throw new Error(`not ours: ${path}`)
}

/** Returns the digest of the spec: the runner takes no other. */
const writeFiles = async (dir: string, spec: CommandSpec): Promise<string> => {
  const {execa} = await processes()
  const files = commandFiles(dir)
  const text = `${JSON.stringify(spec)}\n`
  create(files.text, spec.text)
  create(files.reserve, randomBytes(reserveSize))
  await execa('mkfifo', ['-m', modesIn(dir).kept.toString(8), files.fifo], {verbose: 'none'})
  create(files.spec, text)
  return createHash('sha256').update(text).digest('hex')
}

const openLog = (dir: string): number => {
  const {O_APPEND, O_CREAT, O_EXCL, O_NOFOLLOW, O_WRONLY} = constants
  const path = commandFiles(dir).runnerLog
  try {
    const fd = openSync(path, O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_NOFOLLOW, 0o600)
    fchmodSync(fd, modesIn(dir).changing)
    return fd
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error
    // A drainer's. With O_CREAT, Linux would refuse it where it is another account's (fs.protected_regular).
    return openSync(path, O_WRONLY | O_APPEND | O_NOFOLLOW)
  }
}

const spawnRunner = async (
  args: readonly string[],
  options: {
    readonly dir: string
    readonly env: Environment
    readonly secrets: readonly Secret[]
    readonly watch: boolean
    readonly runner: string
  },
): Promise<Launched> => {
  const {execa} = await processes()
  const log = openLog(options.dir)
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
  await processes()
  makeDirectory(dir)
  const digest = await writeFiles(dir, spec)
  return spawnRunner(['run', dir, digest], {dir, env, secrets, watch: spec.watch, runner})
}

/**
 * Starts a process that reads, and masks, the output of a command whose runner has died, so that the command can go on.
 * Harmless where there is nothing to drain.
 */
export const drainOrphan = (dir: string, secrets: readonly Secret[] = []): Promise<Launched> =>
  spawnRunner(['drain', dir], {dir, env: {}, secrets, watch: false, runner: runnerPath()})
