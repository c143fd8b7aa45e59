import {existsSync} from 'node:fs'
import {join} from 'node:path'
import {setTimeout as delay} from 'node:timers/promises'
import type {Chance} from './soak-chance.ts'
import {type RunnerProcess, runnersOf} from './soak-processes.ts'
import {type Seat, Stuck} from './soak-seat.ts'
import {runDirectory} from './soak-site.ts'

/** What is struck: the program that the operator sees (`ui`), its runner, or the line between operator and program. */
export type Blow =
  | 'ui killed'
  | 'runner killed'
  | 'ui, then runner killed'
  | 'runner, then ui killed'
  | 'line closed'
  | 'ui stopped, then killed'
  | 'runner stopped, ui killed'
  | 'both stopped, then killed'

/** In which order they fall, again and again. */
export const blows: readonly [Blow, ...Blow[]] = [
  'ui killed',
  'runner killed',
  'ui, then runner killed',
  'line closed',
  'runner killed',
  'ui killed',
  'runner, then ui killed',
  'line closed',
  'ui stopped, then killed',
  'runner stopped, ui killed',
  'both stopped, then killed',
  'runner stopped, ui killed',
]

export const needsRunner = (blow: Blow): boolean => blow.includes('runner') || blow.startsWith('both')

/** A signal to a process that may have gone by itself. */
export const send = (pid: number, signal: NodeJS.Signals): void => {
  try {
    process.kill(pid, signal)
  } catch {
    // Then there is nothing to strike.
  }
}

export interface Strike {
  readonly blow: Blow
  readonly seat: Seat
  /** Resolves when a line was typed that is worth a blow. */
  readonly typed: Promise<void>
  /** Called right before the blow: from here on the program may be gone. */
  readonly onFalling: () => void
}

const patience = 30_000

export const createStriker = (home: string, chance: Chance) => {
  const killedRunners = new Set<string>()
  /** Stopped, and still to be let go on or killed. */
  let stopped: readonly RunnerProcess[] = []

  const killRunner = ({pid, run}: RunnerProcess): void => {
    killedRunners.add(run)
    send(pid, 'SIGKILL')
  }

  /** The next runner, just born or at its work: what it does between is over in no time. The operator works until one was struck, so there is always a next one. */
  const runnerAppears = async (atWork: boolean, seat: Seat): Promise<RunnerProcess | null> => {
    while (!seat.isGone()) {
      const runner = runnersOf(home).find(({pid}) => !stopped.some(each => each.pid === pid))
      if (runner !== undefined && (!atWork || existsSync(join(runDirectory(home, runner.run), 'claim'))))
        return runner
      await delay(3)
    }
    return null
  }

  const pause = (): Promise<void> => delay(chance.isHit(0.6) ? chance.below(150) : chance.below(800))

  const fall = async (blow: Blow, seat: Seat, runner: RunnerProcess | null): Promise<void> => {
    const ui = seat.pid
    switch (blow) {
      case 'ui killed':
        send(ui, 'SIGKILL')
        break
      case 'runner killed':
        if (runner !== null) killRunner(runner)
        break
      case 'ui, then runner killed':
        send(ui, 'SIGKILL')
        await delay(chance.below(30))
        if (runner !== null) killRunner(runner)
        break
      case 'runner, then ui killed':
        if (runner !== null) killRunner(runner)
        await delay(chance.below(80))
        send(ui, 'SIGKILL')
        break
      case 'line closed':
        seat.hangUp()
        break
      case 'ui stopped, then killed':
        send(ui, 'SIGSTOP')
        await pause()
        send(ui, 'SIGKILL')
        break
      case 'runner stopped, ui killed':
        if (runner !== null) {
          send(runner.pid, 'SIGSTOP')
          stopped = [...stopped, runner]
        }
        await delay(chance.below(100))
        send(ui, 'SIGKILL')
        break
      case 'both stopped, then killed':
        send(ui, 'SIGSTOP')
        if (runner !== null) send(runner.pid, 'SIGSTOP')
        await pause()
        if (runner !== null) killRunner(runner)
        send(ui, 'SIGKILL')
    }
  }

  return {
    /** Runs whose runner was killed. */
    killedRunners: killedRunners as ReadonlySet<string>,

    /** Waits for its moment and strikes; false where there was nothing left to strike. Throws where the program stays. */
    strike: async ({blow, seat, typed, onFalling}: Strike): Promise<boolean> => {
      // Some blows fall while the program starts or at any time, most while something is being recorded or run.
      if (needsRunner(blow) || chance.isHit(0.75)) await Promise.race([typed, seat.gone])
      // A runner that comes too late, when its run was told to be not started, has to be stopped before its first step.
      const early = blow === 'runner stopped, ui killed'
      const runner = needsRunner(blow) ? await runnerAppears(chance.isHit(early ? 0.2 : 0.5), seat) : null
      if (seat.isGone() || (needsRunner(blow) && runner === null)) return false
      await (chance.isHit(early ? 0.2 : 0.5) ? pause() : delay(chance.below(30)))
      onFalling()
      await fall(blow, seat, runner)
      if (blow === 'runner killed') return true
      const left = await Promise.race([seat.gone.then(() => true), delay(patience, false, {ref: false})])
      if (!left) throw new Stuck(`${blow}: the program did not leave:\n${seat.printed().slice(-1000)}`)
      return true
    },

    /** After a random while, what was stopped goes on, or is killed. */
    release: async (): Promise<void> => {
      const held = stopped
      stopped = []
      if (held.length === 0) return
      await delay(chance.below(1500))
      for (const runner of held) {
        if (chance.isHit(0.4)) killRunner(runner)
        else send(runner.pid, 'SIGCONT')
      }
    },

    /** At the end of all: nobody stays stopped. */
    releaseAll: (): void => {
      for (const {pid} of stopped) send(pid, 'SIGCONT')
    },
  }
}
