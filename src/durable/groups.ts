import {readFileSync} from 'node:fs'

/** The groups that this process acts in; empty where the system has none. */
export const ourGroups = (): readonly number[] => {
  const effective = process.getegid?.()
  return effective === undefined ? [] : [effective, ...(process.getgroups?.() ?? [])]
}

export interface Group {
  readonly name: string
  readonly gid: number
}

const groupIn = (text: string, wanted: string): Group | null => {
  for (const line of text.split('\n')) {
    const [name = '', , gid = ''] = line.split(':')
    if (name !== '' && /^\d+$/.test(gid) && (name === wanted || gid === wanted))
      return {name, gid: Number(gid)}
  }
  return null
}

/**
 * The group of this name or number as the host knows it, also one that a directory service keeps; null where there is
 * none. `getent` is asked first; where it is missing, /etc/group is read.
 */
export const findGroup = async (wanted: string): Promise<Group | null> => {
  if (!/^[A-Za-z0-9_][A-Za-z0-9_.@\\-]*\$?$/.test(wanted)) return null
  const {execa} = await import('execa')
  const asked = await execa('getent', ['group', wanted], {reject: false, verbose: 'none', stdin: 'ignore'})
  if (asked.exitCode !== undefined) return groupIn(asked.stdout, wanted)
  try {
    return groupIn(readFileSync('/etc/group', 'utf8'), wanted)
  } catch {
    return null
  }
}
