import {closeSync, constants, openSync, statSync} from 'node:fs'
import {execa} from 'execa'
import {createFileExclusive} from '#src/durable/replace.ts'
import type {ExitFact} from '#src/session/events.ts'
import type {Secret} from '#src/text/secret-patterns.ts'
import {commandFiles} from './command-files.ts'
import {asDescriptor} from './descriptor.ts'
import type {Environment} from './environment.ts'
import {type ExitRecord, writeExit} from './exit-record.ts'
import {createPump, openReader, openWriter} from './fifo.ts'
import {textOfTail} from './output.ts'
import {createGroupEnder, signalGroup} from './process-group.ts'
import {createLateRecorder, createRecorder, type Recorder} from './recorder.ts'
import {type CommandSpec, shellCommand} from './spec.ts'
import {writeStarted} from './started-record.ts'

/** The longest a timer of node can wait; a longer one would fire at once. */
const longestTimer = 2 ** 31 - 1

/** The exit status that shells use for "found, but not run". */
const notRun = 126

/** How to reach a command that runs. */
export interface RunningCommand {
  /** False where no process of its group is left. */
  signal(signal: NodeJS.Signals): boolean
  /** SIGTERM, and SIGKILL when it does not end of it. */
  end(): void
}

/** The record of a command that was not run. */
export const refusal = (cause: NonNullable<ExitFact['cause']>): ExitRecord => {
  const now = new Date().toISOString()
  return {
    exitCode: notRun,
    signal: null,
    startedAt: now,
    endedAt: now,
    durationMs: 0,
    outputBytes: 0,
    outputSha256: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    cause,
    tail: '',
    droppedBytes: 0,
    leftBehind: false,
  }
}

const isDirectory = (path: string): boolean => statSync(path, {throwIfNoEntry: false})?.isDirectory() ?? false

/**
 * A file, not a pipe: it is there whole also where we die meanwhile, and node's pipes are sockets, behind which bash takes
 * itself for a remote shell and reads the startup files of the account.
 */
const openInput = (dir: string, text: string): number => {
  const {input} = commandFiles(dir)
  if (createFileExclusive(input, text) === 'exists') throw new Error(`not ours: ${input}`)
  return openSync(input, constants.O_RDONLY | constants.O_NOFOLLOW)
}

const spawnShell = (
  spec: CommandSpec,
  {env, input, output}: {readonly env: Environment; readonly input: number | null; readonly output: number},
) => {
  try {
    const {file, args} = shellCommand(spec)
    return execa(file, args, {
      cwd: spec.cwd,
      env,
      extendEnv: false,
      // A session of its own: it has no terminal to lose, and its group can be signalled as one.
      detached: true,
      cleanup: false,
      stdin: input === null ? 'ignore' : asDescriptor(input),
      stdout: asDescriptor(output),
      stderr: asDescriptor(output),
      buffer: false,
      reject: false,
      verbose: 'none',
    })
  } catch {
    // What no process can be given, such as a NUL byte in its text.
    return null
  }
}

/**
 * Runs the confirmed command and records its end in exit.json, on disk when `onRecorded` is called. What it left behind
 * may still write after that: the promise resolves when nobody does any more.
 */
export const runCommand = async (
  dir: string,
  spec: CommandSpec,
  options: {
    readonly env: Environment
    readonly secrets: readonly Secret[]
    readonly onRunning: (command: RunningCommand) => void
    readonly onRecorded: () => Promise<void>
  },
): Promise<void> => {
  const {env, secrets, onRunning, onRecorded} = options
  const files = commandFiles(dir)
  const cannotStart = async (): Promise<void> => {
    await writeExit(dir, refusal('cannot-start'))
    await onRecorded()
  }
  if (!isDirectory(spec.cwd)) return cannotStart()

  const input = spec.stdin === undefined ? null : openInput(dir, spec.stdin)
  const reader = openReader(files.fifo)
  const writer = openWriter(files.fifo)
  const recorder = createRecorder(dir, secrets)
  let late: (() => Recorder) | null = null
  const pump = createPump(reader, bytes => (late?.() ?? recorder).write(bytes))
  const startedAt = new Date()
  const began = performance.now()
  const child = spawnShell(spec, {env, input, output: writer})
  // Ours must be closed, or the end of the output would never be seen.
  closeSync(writer)
  if (input !== null) closeSync(input)
  const pid = child?.pid
  if (child === null || pid === undefined) return cannotStart()

  const ender = createGroupEnder(pid)
  onRunning({signal: signal => signalGroup(pid, signal), end: ender.end})
  writeStarted(dir, pid, startedAt.toISOString())

  let timedOut = false
  const timer =
    spec.timeout === null
      ? null
      : setTimeout(
          () => {
            timedOut = true
            ender.end()
          },
          Math.min(spec.timeout, longestTimer),
        )
  const result = await child
  const durationMs = Math.round(performance.now() - began)
  const endedAt = new Date().toISOString()
  if (timer !== null) clearTimeout(timer)
  ender.leaderEnded()

  const leftBehind = pump.takeRest()
  const output = recorder.close()
  const lateRecorder = createLateRecorder(files.late, secrets)
  late = lateRecorder.get
  await writeExit(dir, {
    exitCode: result.exitCode ?? null,
    signal: result.signal ?? null,
    startedAt: startedAt.toISOString(),
    endedAt,
    durationMs,
    outputBytes: output.bytes,
    outputSha256: output.sha256,
    cause: timedOut ? 'timeout' : null,
    tail: textOfTail(output.recent),
    droppedBytes: output.dropped,
    leftBehind,
  })
  await onRecorded()
  await pump.ended
  lateRecorder.close()
}
