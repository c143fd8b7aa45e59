import {closeSync, fstatSync, mkdirSync, openSync, readdirSync, statSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {type Disk, readAll, realDisk} from '#src/durable/disk.ts'
import {createFaultyDisk} from './faulty-disk.ts'

/** Thrown by every operation after the power is gone. */
export class PowerCut extends Error {}

/**
 * What a disk may hold after a power cut. `least`: only what was fsynced, names too. `most`: all that was ever done.
 * `names-first`: the directory as it was last, but only fsynced content. `zeros`: the same, and where a file had grown
 * since its last fsync, NULs stand for what was not written.
 */
export const survivals = ['least', 'most', 'names-first', 'zeros'] as const
export type Survival = (typeof survivals)[number]

/** A disk over one flat directory whose power is cut after so many calls. */
export const createMortalDisk = (
  directory: string,
  callsUntilCut: number,
): {
  disk: Disk
  callsMade: () => number
  survive: (how: Survival, into: string) => void
  release: () => void
} => {
  const synced = new Map<number, Buffer>()
  // Held open, so that the number of a deleted file is not used again while the power is on.
  const held = new Map<number, number>()
  const hold = (path: string): number => {
    const {ino} = statSync(path)
    if (!held.has(ino)) held.set(ino, openSync(path, 'r'))
    return ino
  }
  const present = (): Map<string, number> =>
    new Map(readdirSync(directory).map(name => [name, hold(join(directory, name))]))
  const contentOf = (ino: number): Buffer => {
    const fd = held.get(ino)
    return fd === undefined ? Buffer.alloc(0) : readAll(realDisk, fd)
  }

  let names = present()
  for (const ino of names.values()) synced.set(ino, contentOf(ino))
  let made = 0
  const {disk: inner} = createFaultyDisk({
    before: () => {
      if (made >= callsUntilCut) throw new PowerCut('the power is gone')
      made += 1
    },
  })
  const synchronize = (fd: number, flush: (fd: number) => void): void => {
    flush(fd)
    const stats = fstatSync(fd)
    if (stats.isDirectory()) names = present()
    else synced.set(stats.ino, contentOf(stats.ino))
  }
  const disk: Disk = {
    ...inner,
    open: (path, flags, mode) => {
      const fd = inner.open(path, flags, mode)
      hold(path)
      return fd
    },
    fsync: fd => synchronize(fd, inner.fsync),
    fdatasync: fd => synchronize(fd, inner.fdatasync),
  }

  const survive = (how: Survival, into: string): void => {
    mkdirSync(into)
    for (const [name, ino] of how === 'least' ? names : present()) {
      const now = contentOf(ino)
      const kept = synced.get(ino) ?? Buffer.alloc(0)
      const grown = Buffer.alloc(Math.max(0, now.length - kept.length))
      const content = how === 'most' ? now : how === 'zeros' ? Buffer.concat([kept, grown]) : kept
      writeFileSync(join(into, name), content)
    }
  }
  const release = (): void => {
    for (const fd of held.values()) closeSync(fd)
    held.clear()
  }
  return {disk, callsMade: () => made, survive, release}
}
