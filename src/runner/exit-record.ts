import {readFileSync, unlinkSync} from 'node:fs'
import {setTimeout as delay} from 'node:timers/promises'
import {errorCode} from '#src/durable/disk.ts'
import {replaceFile} from '#src/durable/replace.ts'
import type {ExitFact, TargetHolder} from '#src/session/events.ts'
import {type CommandFiles, commandFiles} from './command-files.ts'

/** What exit.json holds. */
export interface ExitRecord extends ExitFact {
  /** The end of the output, redacted, not made safe. */
  readonly tail: string
  /** Bytes of output that could not be kept because the disk was full or failed. */
  readonly droppedBytes: number
  /** Something that the command left behind still writes to its output. */
  readonly leftBehind: boolean
  /** Of a command that did not run because its target was held: by whom, where somebody said so. */
  readonly heldBy?: TargetHolder | null
}

const isExit = (value: unknown): value is ExitRecord => {
  if (typeof value !== 'object' || value === null) return false
  const exit = value as Record<string, unknown>
  return (
    (exit.exitCode === null || Number.isInteger(exit.exitCode)) &&
    (exit.signal === null || typeof exit.signal === 'string') &&
    ['startedAt', 'endedAt', 'outputSha256', 'tail'].every(name => typeof exit[name] === 'string') &&
    ['durationMs', 'outputBytes', 'droppedBytes'].every(name => typeof exit[name] === 'number') &&
    (exit.cause === null || typeof exit.cause === 'string')
  )
}

/** How the command ended; null where no whole record says so. */
export const readExit = (dir: string): ExitRecord | null => {
  try {
    const value: unknown = JSON.parse(readFileSync(commandFiles(dir).exit, 'utf8'))
    return isExit(value) ? value : null
  } catch {
    return null
  }
}

/** The journaled part of the record. */
export const exitFact = (record: ExitRecord): ExitFact => ({
  exitCode: record.exitCode,
  signal: record.signal,
  startedAt: record.startedAt,
  endedAt: record.endedAt,
  durationMs: record.durationMs,
  outputBytes: record.outputBytes,
  outputSha256: record.outputSha256,
  cause: record.cause,
})

const giveUpReserve = (files: CommandFiles): void => {
  try {
    unlinkSync(files.reserve)
  } catch {
    // Given up already.
  }
}

/** Between two attempts to write the record on a disk that takes none, in milliseconds. */
const retryAfter = 2000

const mostAttempts = 300

/**
 * Writes exit.json, whole and durable. On a full or failing disk it gives up the reserve and then tries again, a new
 * file each time, until it is there: this process is the only one that knows, and while it lives the command counts as
 * running, never as unknown. Gives up where the directory itself is gone, and after ten minutes:
 * then a person has to decide.
 */
export const writeExit = async (dir: string, record: ExitRecord): Promise<void> => {
  const files = commandFiles(dir)
  for (let attempt = 0; attempt < mostAttempts; attempt++) {
    try {
      replaceFile(files.exit, `${JSON.stringify(record)}\n`)
      giveUpReserve(files)
      return
    } catch (error) {
      if (errorCode(error) === 'ENOENT') throw error
      giveUpReserve(files)
    }
    if (attempt > 0) await delay(retryAfter)
  }
}
