import {dirname} from 'node:path'
import {layoutOf} from './layout.ts'

/** The variable by which a drill's processes are known: its value is the drill's directory. */
export const markName = 'ROLLCALL_DRILL'

const systemPath = ['/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin', '/sbin', '/bin']

/**
 * The whole environment of a drill's processes and commands. Nothing of it is the caller's: its variables may lead to a
 * real database, and a rehearsal must not find one.
 */
export const drillEnvironment = (root: string, timeZone: string): Readonly<Record<string, string>> => ({
  PATH: [layoutOf(root).bin, ...systemPath, dirname(process.execPath)].join(':'),
  HOME: layoutOf(root).site,
  SHELL: '/bin/bash',
  LANG: 'C.UTF-8',
  // Logs tell no zone: who writes them and who reads them have to mean the same one.
  TZ: timeZone,
  // An editor that the operator calls for wants one; any terminal does what this one can.
  TERM: 'xterm',
  [markName]: root,
})
