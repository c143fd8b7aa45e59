import {readFileSync} from 'node:fs'
import {hostFacts, processFacts} from '#src/durable/host.ts'
import {replaceFile} from '#src/durable/replace.ts'
import {commandFiles} from './command-files.ts'

/** Which process the command is: with start time and boot its pid names it for ever. */
export interface StartedRecord {
  readonly pid: number
  readonly startTime: string
  readonly bootId: string
  readonly at: string
}

/** Notes the command's process. A disk that does not take it is no reason to do anything to a command that already runs. */
export const writeStarted = (dir: string, pid: number, at: string): void => {
  const record: StartedRecord = {
    pid,
    startTime: processFacts(pid)?.startTime ?? '',
    bootId: hostFacts().bootId,
    at,
  }
  try {
    replaceFile(commandFiles(dir).started, `${JSON.stringify(record)}\n`)
  } catch {
    // Whoever resumes still finds the command by its FIFO.
  }
}

const isStarted = (value: unknown): value is StartedRecord => {
  if (typeof value !== 'object' || value === null) return false
  const record = value as Record<string, unknown>
  return (
    Number.isInteger(record.pid) &&
    ['startTime', 'bootId', 'at'].every(name => typeof record[name] === 'string')
  )
}

/** Null where the runner did not come to write it. */
export const readStarted = (dir: string): StartedRecord | null => {
  try {
    const value: unknown = JSON.parse(readFileSync(commandFiles(dir).started, 'utf8'))
    return isStarted(value) ? value : null
  } catch {
    return null
  }
}
