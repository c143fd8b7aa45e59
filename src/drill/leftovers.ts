import {lstatSync, readdirSync} from 'node:fs'
import {join} from 'node:path'
import {hostFacts, processFacts} from '#src/durable/host.ts'
import {layoutOf} from './layout.ts'
import {directoryPrefix, placesOfDrills} from './place.ts'
import {type DrillRecord, readRecord} from './record.ts'
import {askControl, type Status} from './stack/control.ts'

/** Whoever makes a drill holds it once its stack is there; until then it is theirs as long as they live. */
const makerLives = ({maker}: DrillRecord): boolean =>
  maker.bootId === hostFacts().bootId &&
  maker.startTime !== '' &&
  processFacts(maker.pid)?.startTime === maker.startTime

const isHeld = async (root: string): Promise<boolean> => {
  const status = askControl(layoutOf(root).control, '/status') as Promise<Status>
  const silence = new Promise<null>(resolve => setTimeout(() => resolve(null), 2_000).unref())
  return (await Promise.race([status, silence]).catch(() => null))?.held === true
}

/** Directories of our own drills at which nobody sits any more: of one that was killed, or suspended and not taken up again. */
export const findLeftovers = async (): Promise<readonly string[]> => {
  const found: string[] = []
  for (const root of placesOfDrills().flatMap(drillsIn)) {
    try {
      const stat = lstatSync(root)
      const isOurs = stat.uid === process.getuid?.() && stat.isDirectory()
      const record = isOurs ? readRecord(root) : null
      if (record !== null && !makerLives(record) && !(await isHeld(root))) found.push(root)
    } catch {
      // Gone meanwhile.
    }
  }
  return found
}

const drillsIn = (place: string): readonly string[] => {
  try {
    return readdirSync(place)
      .filter(name => name.startsWith(directoryPrefix))
      .map(name => join(place, name))
  } catch {
    return []
  }
}
