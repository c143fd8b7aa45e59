import {readdirSync, readFileSync, readlinkSync} from 'node:fs'
import type {LockAddress} from './lock-address.ts'

/**
 * Is this process the one that listens at the lock's address? The kernel says so in /proc, where the word of a file that
 * others can write would not do. False where that cannot be seen.
 */
export const listensAt = (pid: number, address: LockAddress): boolean => {
  try {
    const name = address.path.replace(/^\0/, '@')
    // proc(5), /proc/net/unix: the seventh field is the inode, the eighth the path.
    const sockets = readFileSync('/proc/net/unix', 'latin1')
      .split('\n')
      .map(line => line.trim().split(/\s+/))
      .filter(fields => fields[7] === name)
      .map(fields => `socket:[${fields[6]}]`)
    return readdirSync(`/proc/${pid}/fd`).some(fd => sockets.includes(linkOf(`/proc/${pid}/fd/${fd}`)))
  } catch {
    return false
  }
}

const linkOf = (path: string): string => {
  try {
    return readlinkSync(path)
  } catch {
    return ''
  }
}
