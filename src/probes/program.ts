import {ChildProcess, spawn} from 'node:child_process'
import {setTimeout as delay} from 'node:timers/promises'
import type {Deadline} from '#src/net/deadline.ts'

/** What is kept of each of the two outputs; the rest is read and thrown away, so that the program is not held up. */
const MOST_OUTPUT = 1024 * 1024
/** For what is in the pipes already when the program has ended. */
const DRAIN = 200

export interface ProgramRequest {
  readonly file: string
  readonly args: readonly string[]
  readonly cwd: string
  readonly env: Readonly<Record<string, string>>
  readonly deadline: Deadline
  readonly mostOutput?: number
}

export interface Output {
  readonly text: string
  /** Whether there was more than is kept. */
  readonly isCut: boolean
}

export type ProgramEnd =
  | {
      readonly kind: 'ended'
      /** Null where a signal ended it. */
      readonly code: number | null
      readonly signal: string | null
      readonly output: Output
      readonly errors: Output
    }
  | {readonly kind: 'time-over'; readonly output: Output; readonly errors: Output}
  /** Not started: `code` is what the operating system said, such as ENOENT or EACCES. */
  | {readonly kind: 'not-started'; readonly code: string}

/**
 * Runs a program with nothing on its standard input until it ends or its time is over. Whatever it leaves behind in its
 * process group is killed then; a stopped one is too. Never rejects.
 */
export const runProgram = async (request: ProgramRequest): Promise<ProgramEnd> => {
  const {deadline} = request
  const none = {text: '', isCut: false}
  if (deadline.isOver()) return {kind: 'time-over', output: none, errors: none}
  const child = start(request)
  if (!(child instanceof ChildProcess)) return {kind: 'not-started', code: child.code}
  const output = keep(child.stdout, request.mostOutput ?? MOST_OUTPUT)
  const errors = keep(child.stderr, request.mostOutput ?? MOST_OUTPUT)
  const kill = (): void => killGroup(child)
  deadline.signal.addEventListener('abort', kill, {once: true})
  const closed = new Promise<void>(resolve => child.once('close', () => resolve()))
  try {
    const end = await new Promise<{code: number | null; signal: string | null} | {failure: string}>(
      resolve => {
        child.once('exit', (code, signal) => resolve({code, signal}))
        child.once('error', error => resolve({failure: codeOf(error)}))
      },
    )
    if ('failure' in end) return {kind: 'not-started', code: end.failure}
    killGroup(child)
    // Who has left the group may keep the pipe open for ever.
    const timer = new AbortController()
    await Promise.race([closed, delay(DRAIN, undefined, {signal: timer.signal}).catch(() => undefined)])
    timer.abort()
    const said = {output: output(), errors: errors()}
    if (deadline.isOver() && end.signal === 'SIGKILL') return {kind: 'time-over', ...said}
    return {kind: 'ended', ...end, ...said}
  } finally {
    deadline.signal.removeEventListener('abort', kill)
    child.stdout?.destroy()
    child.stderr?.destroy()
  }
}

const start = ({file, args, cwd, env}: ProgramRequest): ChildProcess | {readonly code: string} => {
  try {
    return spawn(file, [...args], {cwd, env: {...env}, stdio: ['ignore', 'pipe', 'pipe'], detached: true})
  } catch (error) {
    // A NUL in an argument, and the like.
    return {code: codeOf(error)}
  }
}

const keep = (stream: NodeJS.ReadableStream | null, most: number): (() => Output) => {
  const chunks: Buffer[] = []
  let size = 0
  let isCut = false
  stream?.on('data', (chunk: Buffer) => {
    const room = most - size
    if (chunk.length > room) isCut = true
    if (room <= 0) return
    chunks.push(chunk.length > room ? chunk.subarray(0, room) : chunk)
    size += Math.min(room, chunk.length)
  })
  stream?.on('error', () => undefined)
  return () => ({text: Buffer.concat(chunks).toString('utf8'), isCut})
}

const killGroup = ({pid}: ChildProcess): void => {
  if (pid === undefined) return
  try {
    process.kill(-pid, 'SIGKILL')
  } catch {
    // Nobody is left in it.
  }
}

const codeOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error)
  return 'code' in error && typeof error.code === 'string' ? error.code : error.message
}
