import {realpathSync, statSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {dirname} from 'node:path'

/** Directories of drills begin with this. */
export const directoryPrefix = 'rollcall-drill-'

// A drill's socket lies below it, and the name of a socket is short on every system.
const LONGEST = 60

const isOpenToAll = (path: string): boolean => {
  const above = dirname(path)
  return (statSync(path).mode & 0o001) !== 0 && (above === path || isOpenToAll(above))
}

/**
 * Where drills lie: in the system's directory for temporary files. As root the database's server is another account's,
 * which cannot get into a directory of root's own.
 */
export const placesOfDrills = (): readonly string[] => {
  const isRoot = process.getuid?.() === 0
  const places = [tmpdir(), '/tmp', '/var/tmp'].flatMap(path => {
    try {
      return [realpathSync(path)]
    } catch {
      return []
    }
  })
  return [...new Set(places)].filter(path => path.length <= LONGEST && (!isRoot || isOpenToAll(path)))
}

export const placeOfDrill = (): string => {
  const [place] = placesOfDrills()
  if (place === undefined) throw new Error('no directory for temporary files')
  return place
}
