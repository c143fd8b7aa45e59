import {readClaim} from '#src/durable/claim.ts'
import {acquireLock, probeLock} from '#src/durable/lock.ts'
import {ensureDirectory} from '#src/durable/shared-modes.ts'
import type {Secret} from '#src/text/secret-patterns.ts'
import {commandFiles} from './command-files.ts'
import {createPump, openReader} from './fifo.ts'
import {createRecorder} from './recorder.ts'

/**
 * Takes the place of a dead runner at the FIFO, so that a command which outlived it does not wait for a reader for ever;
 * what comes is redacted and kept behind what there was. Returns when nobody writes any more. Does nothing while the
 * runner lives or another drainer is at it: two readers would tear the output apart.
 */
export const drain = async (dir: string, secrets: readonly Secret[]): Promise<void> => {
  const files = commandFiles(dir)
  if (readClaim(dir)?.by !== 'runner' || (await probeLock(dir)).kind !== 'free') return
  ensureDirectory(files.drain)
  const lock = await acquireLock(files.drain)
  if (lock.kind !== 'lock') return
  const recorder = createRecorder(dir, secrets)
  const pump = createPump(openReader(files.fifo), recorder.write)
  // Where no writer is left the end is not announced, only found by reading.
  if (pump.takeRest()) await pump.ended
  recorder.close()
  await lock.release()
  pump.close()
}
