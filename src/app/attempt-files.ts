import {existsSync} from 'node:fs'
import {join} from 'node:path'
import {isShared} from '#src/durable/shared-modes.ts'
import {type Recovered, recoverCommand} from '#src/runner/recover.ts'
import type {AttemptNumber, MessageNumber} from '#src/session/events.ts'
import type {OpenSession} from './held-session.ts'
import {diskCause} from './problem.ts'

/** Where an attempt's files are: in the session's directory, or in the one that it was begun in before its disk failed. */
export const commandDirectory = (
  open: Pick<OpenSession, 'dir' | 'store'>,
  attempt: AttemptNumber,
): string => {
  // A shared session never went on from elsewhere: whatever its journal says, others can have written it.
  const before = isShared(open.dir)
    ? undefined
    : open.store.state().session.before.find(part => attempt <= part.upTo)
  return join(before?.dir ?? open.dir, 'commands', String(attempt).padStart(4, '0'))
}

/** Where a message's files are, by the same rule. */
export const messageDirectory = (
  open: Pick<OpenSession, 'dir' | 'store'>,
  message: MessageNumber,
): string => {
  const before = isShared(open.dir)
    ? undefined
    : open.store.state().session.before.find(part => message <= part.upToMessage)
  return join(before?.dir ?? open.dir, 'messages', String(message).padStart(4, '0'))
}

/**
 * What became of the side effect in this directory, or why that cannot be found out just now: to prove that it was not
 * started takes a file, for which a full disk has no room.
 */
export const recoverIn = async (
  open: OpenSession,
  dir: string,
): Promise<Recovered | {readonly kind: 'impossible'; readonly cause: string}> => {
  // Recovery creates what is missing, to claim it. Where a whole disk is missing that would prove what is not so.
  if (!dir.startsWith(open.dir) && !existsSync(dir)) {
    return {kind: 'unknown', sameBoot: true, processes: [], tail: ''}
  }
  try {
    return await recoverCommand(dir)
  } catch (error) {
    const cause = diskCause(error)
    if (cause === null) throw error
    return {kind: 'impossible', cause}
  }
}
