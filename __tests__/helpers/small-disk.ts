import {execFileSync} from 'node:child_process'
import {closeSync, ftruncateSync, mkdirSync, openSync, writeSync} from 'node:fs'
import {join} from 'node:path'
import {onTestFinished} from 'vitest'
import {errorCode} from '#src/durable/disk.ts'

export type FileSystem = 'tmpfs' | 'ext4'

const run = (command: string, ...args: string[]): void => {
  execFileSync(command, args, {stdio: ['ignore', 'ignore', 'pipe']})
}

/**
 * Mounts a file system of a few hundred KiB (tmpfs) or a few MiB (ext4 in a file) below a directory until the test has
 * finished. Returns where, or why it cannot be done here: it takes root, and a host that lets it mount.
 */
export const mountSmallDisk = (
  base: string,
  fileSystem: FileSystem,
): {kind: 'mounted'; path: string} | {kind: 'impossible'; why: string} => {
  if (process.getuid?.() !== 0) return {kind: 'impossible', why: 'mounting takes root'}
  const path = join(base, fileSystem)
  mkdirSync(path)
  try {
    if (fileSystem === 'tmpfs') {
      run('mount', '-t', 'tmpfs', '-o', 'size=256k', 'none', path)
    } else {
      const image = join(base, 'image')
      const fd = openSync(image, 'w')
      ftruncateSync(fd, 8 * 1024 * 1024)
      closeSync(fd)
      run('mkfs.ext4', '-q', '-m', '0', image)
      run('mount', '-o', 'loop', image, path)
    }
  } catch (error) {
    return {kind: 'impossible', why: error instanceof Error ? error.message.trim() : String(error)}
  }
  onTestFinished(() => run('umount', path))
  return {kind: 'mounted', path}
}

/** Takes every byte that is free, by big pieces and then by single ones. */
export const fill = (path: string): void => {
  const fd = openSync(path, 'a')
  for (const size of [65536, 1024, 1]) {
    try {
      for (;;) writeSync(fd, Buffer.alloc(size, 1))
    } catch (error) {
      if (errorCode(error) !== 'ENOSPC') throw error
    }
  }
  closeSync(fd)
}
