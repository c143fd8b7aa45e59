import {type ChildProcess, spawn} from 'node:child_process'
import {once} from 'node:events'

export type Environment = Readonly<Record<string, string>>

/** A process of the drill's own program in one of its roles. */
export interface OwnProcess {
  readonly child: ChildProcess
  /** Resolves when it said that it is ready; rejects when it ends before. */
  readonly ready: Promise<void>
}

/** Starts one of the drill's own programs; it ends when whoever started it is gone. */
export const startOwn = (
  program: string,
  args: readonly string[],
  options: {readonly cwd: string; readonly env: Environment},
): OwnProcess => {
  const child = spawn(process.execPath, ['--', program, ...args], {
    ...options,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const ready = new Promise<void>((resolve, reject) => {
    child.once('message', () => resolve())
    child.once('exit', code => reject(new Error(`${args[0]} ended (${code})`)))
    child.once('error', reject)
  })
  return {child, ready}
}

/** Tells whoever started this process that it does its work, and ends it when they are gone. */
export const tellReady = (): void => {
  process.on('disconnect', () => process.exit(0))
  process.send?.('ready')
}

/** Ends a process and waits until it is gone. */
export const endProcess = async (child: ChildProcess, signal: NodeJS.Signals): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill(signal)
  const timer = setTimeout(() => child.kill('SIGKILL'), 3_000)
  await gone
  clearTimeout(timer)
}
