import {claim} from '#src/durable/claim.ts'
import {readHolder} from '#src/durable/holder.ts'
import {hostFacts} from '#src/durable/host.ts'
import {probeLock} from '#src/durable/lock.ts'
import {ensureDirectory} from '#src/durable/shared-modes.ts'
import type {ExitFact} from '#src/session/events.ts'
import {type ExitRecord, exitFact, readExit} from './exit-record.ts'
import {readTail} from './output.ts'
import {processesOf} from './processes.ts'
import {readStarted} from './started-record.ts'

/** What is known of a command after we were away. */
export type Recovered =
  /** Proved: nobody started it, and nobody will, as our claim now stands where a runner's would have to. */
  | {readonly kind: 'not-started'; readonly proof: 'revoked'}
  | {readonly kind: 'running'}
  | ({readonly kind: 'ended'; readonly exit: ExitFact} & Pick<ExitRecord, 'tail' | 'heldBy'>)
  /** Its runner had claimed it and is gone without a record: it may have run, in whole, in part or not at all. */
  | {
      readonly kind: 'unknown'
      readonly sameBoot: boolean
      readonly processes: readonly number[]
      readonly tail: string
    }

const tailLimit = 8192

/**
 * Finds out what became of a command whose intent is in the journal. The order is the proof: first the claim, then the
 * lock, only then the record. (A record that is not there yet while the lock is held, or a lock that is free because the
 * runner had not come so far, would both mislead whoever looked in another order.) Creates the directory where the
 * interruption came before it: only a claim makes "not started" certain.
 */
export const recoverCommand = async (dir: string): Promise<Recovered> => {
  ensureDirectory(dir)
  const claimed = claim(dir, 'resumer')
  if (claimed === 'ours' || claimed.by === 'resumer') return {kind: 'not-started', proof: 'revoked'}
  const lock = await probeLock(dir)
  if (lock.kind === 'held') return {kind: 'running'}
  const record = readExit(dir)
  if (record !== null) return {...record, kind: 'ended', exit: exitFact(record)}
  const tail = await readTail(dir, tailLimit)
  const started = readStarted(dir)
  const sameBoot = (started ?? readHolder(dir))?.bootId === hostFacts().bootId
  return {kind: 'unknown', sameBoot, processes: sameBoot ? processesOf(dir, started) : [], tail}
}
