import {errorCode} from '#src/durable/disk.ts'

/** Milliseconds between asking a command to end and ending it. */
const grace = 10_000

/** Sends a signal to every process of the group; false where none is left. */
export const signalGroup = (group: number, signal: NodeJS.Signals | 0): boolean => {
  try {
    process.kill(-group, signal)
    return true
  } catch (error) {
    return errorCode(error) === 'EPERM'
  }
}

export interface GroupEnder {
  /** SIGTERM now, SIGKILL when the grace is over; asking twice changes nothing. */
  end(): void
  /** To be called when the group's leader has ended: from then on a group that is empty must not be signalled, its number may be used again. */
  leaderEnded(): void
}

export const createGroupEnder = (group: number): GroupEnder => {
  let timer: NodeJS.Timeout | null = null
  return {
    end: () => {
      if (timer !== null || !signalGroup(group, 'SIGTERM')) return
      timer = setTimeout(() => signalGroup(group, 'SIGKILL'), grace)
    },
    leaderEnded: () => {
      if (timer !== null && !signalGroup(group, 0)) clearTimeout(timer)
    },
  }
}
