import {existsSync, readdirSync, readFileSync} from 'node:fs'
import {join} from 'node:path'

export interface Login {
  readonly user: string
  readonly uid: number
  /** The text of /proc/self/cgroup: whether we sit in a login session at all. */
  readonly cgroup: string
}

const read = (path: string): string => {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

const dropIns = (directory: string): readonly string[] => {
  try {
    return readdirSync(directory)
      .filter(name => name.endsWith('.conf'))
      .sort()
      .map(name => join(directory, name))
  } catch {
    return []
  }
}

/** The last word of logind.conf(5) on a setting: the main file first, then the drop-ins. */
const setting = (root: string, name: string): string | null => {
  const places = ['usr/lib/systemd', 'run/systemd', 'etc/systemd'].map(place => join(root, place))
  const main = places.map(place => join(place, 'logind.conf')).findLast(existsSync)
  const files = [
    ...(main === undefined ? [] : [main]),
    ...places.flatMap(place => dropIns(join(place, 'logind.conf.d'))),
  ]
  let found: string | null = null
  for (const line of files.flatMap(path => read(path).split('\n'))) {
    const pair = /^\s*(\w+)\s*=\s*(.*?)\s*$/.exec(line)
    if (pair?.[1] === name) found = pair[2] ?? ''
  }
  return found
}

/**
 * Whether this host ends all of an account's processes when its last login ends (`KillUserProcesses` of systemd-logind),
 * so that a command would not outlive a lost line. Lingering does not spare what runs in a session's own scope.
 */
export const endsAllAtLogout = ({user, uid, cgroup}: Login, root = '/'): boolean => {
  if (!/session-[^/]*\.scope/.test(cgroup)) return false
  if (!/^(?:1|yes|true|on|y|t)$/i.test(setting(root, 'KillUserProcesses') ?? '')) return false
  const names = (list: string | null): readonly string[] =>
    (list ?? '').split(/\s+/).filter(name => name !== '')
  const isNamed = (list: readonly string[]): boolean => list.includes(user) || list.includes(String(uid))
  const only = names(setting(root, 'KillOnlyUsers'))
  const excluded = setting(root, 'KillExcludeUsers')
  if (isNamed(excluded === null ? ['root'] : names(excluded))) return false
  return only.length === 0 || isNamed(only)
}
