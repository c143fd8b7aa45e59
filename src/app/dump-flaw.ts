import {closeSync, constants, fstatSync, openSync, readSync} from 'node:fs'
import {gunzipSync} from 'node:zlib'
import type {FileFlaw} from '#src/view/form.ts'

/** How dumps begin that say at their end that they are whole, and what they say. */
const kinds: readonly (readonly [RegExp, RegExp])[] = [
  [/^-- PostgreSQL database (?:cluster )?dump$/m, /^-- PostgreSQL database (?:cluster )?dump complete$/m],
  [/^-- (?:MySQL|MariaDB) dump /m, /^-- Dump completed/m],
]

const looked = 4096

/** What a look at a whole list of files may cost: a card waits for it. */
export interface LookBudget {
  /** On the clock of `performance.now()`. */
  readonly until: number
  /** Packed files up to this size are unpacked, in bytes. */
  readonly mostPacked: number
  readonly mostUnpacked: number
}

export const lookBudget = (): LookBudget => ({
  until: performance.now() + 300,
  mostPacked: 1024 * 1024,
  mostUnpacked: 16 * 1024 * 1024,
})

interface Looked {
  readonly fd: number
  readonly size: number
  readonly head: Buffer
  readonly tail: Buffer
}

/** Looks at both ends of a file, and into a small packed one; null where nothing is wrong, or it is no kind that says so. Never throws. */
export const dumpFlaw = (path: string, budget: LookBudget = lookBudget()): FileFlaw | null => {
  try {
    const fd = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK)
    try {
      const {size} = fstatSync(fd)
      const [head, tail] = [bytesAt(fd, 0, looked), bytesAt(fd, Math.max(0, size - looked), looked)]
      return flawOf({fd, size, head, tail}, budget)
    } finally {
      closeSync(fd)
    }
  } catch {
    return 'unreadable'
  }
}

const flawOf = (file: Looked, budget: LookBudget): FileFlaw | null => {
  const {head, tail} = file
  if (startsWith(head, 'PGDMP')) return endsInZeros(tail, 1 + (head[8] ?? 0)) ? null : 'truncated'
  // A tar file ends with two empty blocks.
  if (head.toString('latin1', 257, 262) === 'ustar') return endsInZeros(tail, 1024) ? null : 'truncated'
  if (head[0] === 0x1f && head[1] === 0x8b) return packedFlaw(file, budget)
  if (packers.some(magic => startsWith(head, magic))) return 'unchecked'
  return textFlaw(head, tail)
}

// zstd, xz, bzip2: only unpacking all of it can tell.
const packers = ['\x28\xb5\x2f\xfd', '\xfd7zXZ\0', 'BZh']

const startsWith = (bytes: Buffer, magic: string): boolean =>
  bytes.toString('latin1', 0, magic.length) === magic

/**
 * A custom-format dump of PostgreSQL ends with a number 0 (a sign and as many bytes as its header says), be it behind
 * its last data or in its table of contents. What was cut off ends in zeros too by chance only.
 */
const endsInZeros = (tail: Buffer, count: number): boolean =>
  tail.length >= count && tail.subarray(tail.length - count).every(byte => byte === 0)

const textFlaw = (head: Buffer, tail: Buffer): FileFlaw | null => {
  const kind = kinds.find(([begins]) => begins.test(head.toString('latin1')))
  if (kind === undefined) return null
  return kind[1].test(tail.toString('latin1')) ? null : 'truncated'
}

/** gzip tells at the very end whether all of it was right, so all of it has to be unpacked. */
const packedFlaw = ({fd, size}: Looked, {until, mostPacked, mostUnpacked}: LookBudget): FileFlaw | null => {
  if (size > mostPacked || performance.now() > until) return 'unchecked'
  try {
    const inside = gunzipSync(bytesAt(fd, 0, size), {maxOutputLength: mostUnpacked})
    return textFlaw(inside.subarray(0, looked), inside.subarray(-looked))
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null
    if (code === 'ERR_BUFFER_TOO_LARGE') return 'unchecked'
    return code === 'Z_BUF_ERROR' ? 'truncated' : 'damaged'
  }
}

const bytesAt = (fd: number, from: number, most: number): Buffer => {
  const bytes = Buffer.alloc(most)
  return bytes.subarray(0, readSync(fd, bytes, 0, most, from))
}
