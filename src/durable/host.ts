import {readFileSync, readlinkSync} from 'node:fs'
import {hostname} from 'node:os'

/** Where we run. A lock or a process id of another host, boot or namespace says nothing here. */
export interface HostFacts {
  readonly hostname: string
  /** Empty where the system tells none (not Linux, no /proc); so are the namespaces, e.g. `net:[4026531840]`. */
  readonly bootId: string
  readonly networkNamespace: string
  readonly pidNamespace: string
  /** -1 where the system has none. */
  readonly uid: number
}

const orEmpty = (read: () => string): string => {
  try {
    return read()
  } catch {
    return ''
  }
}

/** What identifies this host, its boot and our namespaces; never throws. */
export const hostFacts = (): HostFacts => ({
  hostname: hostname(),
  bootId: orEmpty(() => readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim()),
  networkNamespace: orEmpty(() => readlinkSync('/proc/self/ns/net')),
  pidNamespace: orEmpty(() => readlinkSync('/proc/self/ns/pid')),
  uid: process.getuid?.() ?? -1,
})

export interface ProcessFacts {
  /** Clock ticks since boot, as text. With boot id and pid it names one process for ever: pids are used again. */
  readonly startTime: string
  /** One letter of proc(5): `R`, `S`, `T` (stopped), `Z` (dead, not yet reaped)… */
  readonly state: string
  readonly parent: number
  readonly group: number
  readonly session: number
}

/** What /proc/PID/stat says; null where its text is not of that form. A command's name may hold spaces, parentheses and newlines. */
export const parseProcessStat = (stat: string): ProcessFacts | null => {
  const fields = stat
    .slice(stat.lastIndexOf(')') + 1)
    .trim()
    .split(/\s+/)
  // Field 3 of proc(5), the state, is the first after the name.
  const [state, parent, group, session] = fields
  const startTime = fields[19]
  if (state === undefined || startTime === undefined || !/^\d+$/.test(startTime)) return null
  return {startTime, state, parent: Number(parent), group: Number(group), session: Number(session)}
}

/** The process with this id, or null where there is none (or no /proc to ask). */
export const processFacts = (pid: number): ProcessFacts | null => {
  const stat = orEmpty(() => readFileSync(`/proc/${pid}/stat`, 'latin1'))
  return stat === '' ? null : parseProcessStat(stat)
}
