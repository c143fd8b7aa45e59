import {closeSync, constants, fstatSync, openSync, readSync} from 'node:fs'

/** Why a file that one may want to go back to is not what it seems. */
export type DumpFlaw = 'unreadable' | 'truncated'

/** How dumps begin that say at their end that they are whole, and what they say. */
const kinds: readonly (readonly [RegExp, RegExp])[] = [
  [/^-- PostgreSQL database (?:cluster )?dump$/m, /^-- PostgreSQL database (?:cluster )?dump complete$/m],
  [/^-- (?:MySQL|MariaDB) dump /m, /^-- Dump completed/m],
]

const looked = 4096

/** Looks at both ends of a file; null where nothing is wrong, or nothing can be told. Never throws. */
export const dumpFlaw = (path: string): DumpFlaw | null => {
  try {
    const fd = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK)
    try {
      const {size} = fstatSync(fd)
      const head = textAt(fd, 0)
      const kind = kinds.find(([begins]) => begins.test(head))
      if (kind === undefined) return null
      return kind[1].test(textAt(fd, Math.max(0, size - looked))) ? null : 'truncated'
    } finally {
      closeSync(fd)
    }
  } catch {
    return 'unreadable'
  }
}

const textAt = (fd: number, from: number): string => {
  const bytes = Buffer.alloc(looked)
  return bytes.toString('latin1', 0, readSync(fd, bytes, 0, looked, from))
}
