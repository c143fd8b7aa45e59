import {readdirSync, readFileSync, readlinkSync} from 'node:fs'
import {sep} from 'node:path'
import {setTimeout as delay} from 'node:timers/promises'
import {processFacts} from '#src/durable/host.ts'
import {markName} from './environment.ts'
import {layoutOf} from './layout.ts'
import {readRecord} from './record.ts'

const orElse = <T>(fallback: T, read: () => T): T => {
  try {
    return read()
  } catch {
    return fallback
  }
}

const isBelow = (path: string, directory: string): boolean =>
  path === directory || path.startsWith(directory + sep)

/**
 * The living processes of the drill in this directory, each proved to be one: its environment names the drill, or it is
 * one of the drill's servers (they write over theirs) and runs in the drill's data. Nothing is told by a number alone.
 */
export const processesOfDrill = (root: string): readonly number[] => {
  const {data} = layoutOf(root)
  const programs = readRecord(root)?.programs ?? []
  const isMarked = (pid: number): boolean =>
    orElse('', () => readFileSync(`/proc/${pid}/environ`, 'latin1'))
      .split('\0')
      .includes(`${markName}=${root}`)
  const isServer = (pid: number): boolean => {
    if (
      !isBelow(
        orElse('', () => readlinkSync(`/proc/${pid}/cwd`)),
        data,
      )
    )
      return false
    const program = orElse('', () => readlinkSync(`/proc/${pid}/exe`))
    return program.endsWith('/bin/postgres') || programs.includes(program)
  }
  return orElse<string[]>([], () => readdirSync('/proc'))
    .filter(name => /^\d+$/.test(name))
    .map(Number)
    .filter(pid => pid !== process.pid && (isMarked(pid) || isServer(pid)))
    .filter(pid => processFacts(pid)?.state !== 'Z')
}

const PATIENCE = 5_000

/** Ends every process of the drill, whatever it does; false where one would not go. */
export const endProcessesOf = async (root: string): Promise<boolean> => {
  const giveUpAt = performance.now() + PATIENCE
  for (;;) {
    const left = processesOfDrill(root)
    if (left.length === 0) return true
    if (performance.now() > giveUpAt) return false
    for (const pid of left) orElse(false, () => process.kill(pid, 'SIGKILL'))
    await delay(20)
  }
}
