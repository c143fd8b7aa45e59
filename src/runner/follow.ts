import {existsSync, type FSWatcher, watch} from 'node:fs'
import {readClaim} from '#src/durable/claim.ts'
import {findLockAddress} from '#src/durable/lock-address.ts'
import {type Connected, connectToHolder} from '#src/durable/lock-socket.ts'
import {commandFiles} from './command-files.ts'
import {readExit} from './exit-record.ts'
import {createOutputCursor, type OutputNews} from './output.ts'

/** `ended`: exit.json is there. `gone`: the runner is, without it; `recoverCommand` says what that means. `left`: the signal came. */
export type FollowEnd = 'ended' | 'gone' | 'left'

export interface FollowOptions {
  /** New output, redacted, not made safe. It is gathered, twenty times a second. */
  readonly onOutput?: (news: OutputNews) => void
  readonly signal?: AbortSignal
  /** The runner's own end, known to whoever launched it: before its lock there is no other sign of its death. */
  readonly runnerExited?: Promise<void>
}

const gatherFor = 50

/** In a flood the reader takes turns with whatever else this process does. */
const piecesAtOnce = 4

/** Notifications can be missing (inotify at its limit, a network file system); so a slow look stands behind them. */
const lookAgainAfter = 1000

/** Wakes one sleeper, and remembers a call that came while nobody slept. */
const createBell = () => {
  let rung = false
  let wake: (() => void) | null = null
  return {
    ring: (): void => {
      rung = true
      wake?.()
    },
    heard: async (limit: number): Promise<void> => {
      if (!rung) {
        await new Promise<void>(resolve => {
          const timer = setTimeout(resolve, limit)
          wake = () => {
            clearTimeout(timer)
            resolve()
          }
        })
      }
      wake = null
      rung = false
    },
  }
}

const watchDirectory = (dir: string, onChange: () => void): FSWatcher | null => {
  try {
    return watch(dir, onChange).on('error', () => undefined)
  } catch {
    return null
  }
}

const connectRunner = async (dir: string): Promise<Connected> => {
  const address = findLockAddress(dir)
  return address === null ? {kind: 'free'} : connectToHolder(address)
}

/** Follows a command until it ends, its runner dies, or the signal says to leave it alone. The command never notices. */
export const followCommand = async (dir: string, options: FollowOptions = {}): Promise<FollowEnd> => {
  const {onOutput, signal, runnerExited} = options
  const bell = createBell()
  const cursor = createOutputCursor(dir)
  const watcher = watchDirectory(dir, bell.ring)
  let line: Extract<Connected, {kind: 'open'}>['line'] | null = null
  let runnerGone = false
  void runnerExited?.then(() => {
    runnerGone = true
    bell.ring()
  })
  signal?.addEventListener('abort', bell.ring, {once: true})

  const passOutput = async (pieces: number): Promise<void> => {
    if (onOutput === undefined) return
    for (let piece = 0; piece < pieces; piece++) {
      const news = await cursor.next()
      if (news === null || signal?.aborted) return
      onOutput(news)
      // In a flood one look at its present end is enough for now: more would only be garbage.
      if (news.gap > 0 && Number.isFinite(pieces)) return
    }
  }

  /** A runner that has claimed the command holds the lock; once the lock is free it has recorded the end or never will. */
  const runnerLives = async (): Promise<boolean> => {
    if (line !== null) return true
    const claimedBefore = readClaim(dir) !== null
    const connected = await connectRunner(dir)
    if (connected.kind === 'open') {
      line = connected.line
      void line.released.then(() => {
        line = null
        bell.ring()
      })
      return true
    }
    return connected.kind === 'busy' || (!claimedBefore && !runnerGone)
  }

  try {
    for (;;) {
      if (signal?.aborted) return 'left'
      const lives = await runnerLives()
      // Read after the lock was looked at: a record that was there before it was released cannot be missed.
      const ended = existsSync(commandFiles(dir).exit)
      await passOutput(lives && !ended ? piecesAtOnce : Number.POSITIVE_INFINITY)
      if (ended && readExit(dir) !== null) return 'ended'
      if (!lives) return 'gone'
      await bell.heard(lookAgainAfter)
      await new Promise(resolve => setTimeout(resolve, gatherFor))
    }
  } finally {
    watcher?.close()
    signal?.removeEventListener('abort', bell.ring)
    ;(line as Extract<Connected, {kind: 'open'}>['line'] | null)?.close()
  }
}
