import {createHash} from 'node:crypto'
import {closeSync, constants, fstatSync, openSync, readFileSync} from 'node:fs'
import {errorCode} from '#src/durable/disk.ts'

/** A file as it was read, byte for byte. */
export interface SourceFile {
  readonly path: string
  readonly bytes: Buffer
  readonly sha256: string
}

export type SourceProblem =
  | {readonly code: 'missing'}
  | {readonly code: 'too-big'}
  | {readonly code: 'unreadable'; readonly cause: string}

export const largestSource = 1024 * 1024

export const sha256Of = (bytes: Uint8Array | string): string =>
  createHash('sha256').update(bytes).digest('hex')

/** Reads a file of at most `limit` bytes (1 MiB, which no runbook exceeds); what is no plain file (a FIFO would hold us up for ever) is unreadable. */
export const readSource = (path: string, limit = largestSource): SourceFile | SourceProblem => {
  try {
    const fd = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK)
    try {
      const stats = fstatSync(fd)
      if (!stats.isFile()) return {code: 'unreadable', cause: 'not a plain file'}
      if (stats.size > limit) return {code: 'too-big'}
      const bytes = readFileSync(fd)
      return {path, bytes, sha256: sha256Of(bytes)}
    } finally {
      closeSync(fd)
    }
  } catch (error) {
    const code = errorCode(error) ?? String(error)
    return code === 'ENOENT' ? {code: 'missing'} : {code: 'unreadable', cause: code}
  }
}
