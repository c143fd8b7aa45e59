import {readdirSync, readFileSync, readlinkSync, realpathSync} from 'node:fs'
import {hostFacts, processFacts} from '#src/durable/host.ts'
import {commandFiles} from './command-files.ts'
import type {StartedRecord} from './started-record.ts'

const orElse = <T>(fallback: T, read: () => T): T => {
  try {
    return read()
  } catch {
    return fallback
  }
}

const allProcesses = (): readonly number[] =>
  orElse<string[]>([], () => readdirSync('/proc'))
    .filter(name => /^\d+$/.test(name))
    .map(Number)

/** Open for writing: the command's side. Runners and drainers only read. */
const canWrite = (pid: number, fd: string): boolean => {
  const info = orElse('', () => readFileSync(`/proc/${pid}/fdinfo/${fd}`, 'latin1'))
  const flags = /^flags:\s*([0-7]+)/m.exec(info)?.[1]
  return flags !== undefined && (Number.parseInt(flags, 8) & 3) !== 0
}

const writesTo = (pid: number, fifo: string): boolean =>
  orElse<string[]>([], () => readdirSync(`/proc/${pid}/fd`)).some(
    fd => orElse('', () => readlinkSync(`/proc/${pid}/fd/${fd}`)) === fifo && canWrite(pid, fd),
  )

const isInSession = (pid: number, started: StartedRecord): boolean => {
  const facts = processFacts(pid)
  return facts !== null && facts.state !== 'Z' && facts.session === started.pid
}

/**
 * The processes of a command that are still alive on this host: those of its session, and whoever else, having left the
 * session, still holds its output. The first are found by its pid, the second even when that was never written down.
 */
export const processesOf = (dir: string, started: StartedRecord | null): readonly number[] => {
  const bootId = hostFacts().bootId
  if (started !== null && started.bootId !== bootId) return []
  // A leader with another start time is a stranger that was given the number, and so is its session.
  const leader = started === null ? null : processFacts(started.pid)
  const session =
    started !== null && (leader === null || leader.startTime === started.startTime) ? started : null
  const fifo = orElse('', () => realpathSync(commandFiles(dir).fifo))
  return allProcesses().filter(
    pid =>
      pid !== process.pid &&
      ((session !== null && isInSession(pid, session)) || (fifo !== '' && writesTo(pid, fifo))),
  )
}
