import {readdirSync, readFileSync, readlinkSync} from 'node:fs'
import {basename, dirname} from 'node:path'
import {processFacts} from '#src/durable/host.ts'

export interface RunnerProcess {
  readonly pid: number
  /** Which run it is at: its session's id and the attempt's number. */
  readonly run: string
}

export const runKey = (session: string, attempt: number): string => `${session}/${attempt}`

const orEmpty = (read: () => string): string => {
  try {
    return read()
  } catch {
    // It has gone meanwhile.
    return ''
  }
}

const allProcesses = (): readonly number[] =>
  readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .map(Number)
    .filter(pid => pid !== process.pid)

const argumentsOf = (pid: number): readonly string[] =>
  orEmpty(() => readFileSync(`/proc/${pid}/cmdline`, 'utf8'))
    .split('\0')
    .slice(0, -1)

/** Whether it lives; one that is dead and only not yet reaped does not. */
export const lives = (pid: number): boolean => {
  const facts = processFacts(pid)
  return facts !== null && facts.state !== 'Z'
}

const atWork = (home: string, meant: 'run' | 'drain'): readonly RunnerProcess[] =>
  allProcesses().flatMap(pid => {
    const [, program = '', task, dir = ''] = argumentsOf(pid)
    if (basename(program) !== 'runner.cjs' || !dir.startsWith(`${home}/`) || task !== meant) return []
    const session = basename(dirname(dirname(dir)))
    return lives(pid) ? [{pid, run: runKey(session, Number(basename(dir)))}] : []
  })

/** The runners of this home that live just now. */
export const runnersOf = (home: string): readonly RunnerProcess[] => atWork(home, 'run')

/** Who reads the output of a command whose runner is dead. */
export const drainersOf = (home: string): readonly RunnerProcess[] => atWork(home, 'drain')

/** Every living process that works in this directory or below, or was given a path there. */
export const processesAt = (directory: string): readonly number[] =>
  allProcesses().filter(
    pid =>
      lives(pid) &&
      (argumentsOf(pid).some(each => each.includes(directory)) ||
        `${orEmpty(() => readlinkSync(`/proc/${pid}/cwd`))}/`.startsWith(`${directory}/`)),
  )
