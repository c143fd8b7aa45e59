import {lstatSync, readdirSync, realpathSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {hostFacts, processFacts} from '#src/durable/host.ts'
import {directoryPrefix} from './begin.ts'
import {layoutOf} from './layout.ts'
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
  const above = realpathSync(tmpdir())
  const found: string[] = []
  for (const name of readdirSync(above)) {
    if (!name.startsWith(directoryPrefix)) continue
    const root = join(above, name)
    try {
      const {uid} = lstatSync(root)
      const record = uid === process.getuid?.() && lstatSync(root).isDirectory() ? readRecord(root) : null
      if (record !== null && !makerLives(record) && !(await isHeld(root))) found.push(root)
    } catch {
      // Gone meanwhile.
    }
  }
  return found
}
