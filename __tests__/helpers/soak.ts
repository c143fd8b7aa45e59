import {rmSync} from 'node:fs'
import {setTimeout as delay} from 'node:timers/promises'
import {readExit} from '#src/runner/exit-record.ts'
import {type Blow, blows, createStriker, needsRunner, send} from './soak-blows.ts'
import {createChance} from './soak-chance.ts'
import {type Judgement, judge} from './soak-judge.ts'
import {processesAt, runKey} from './soak-processes.ts'
import {createRecords, eventsIn, type SoakSession} from './soak-records.ts'
import {type SoakReport, totalOf} from './soak-report.ts'
import {Gone, type Medium, type Seat, Stuck, takeSeat} from './soak-seat.ts'
import {exportFaults, finish, prompt, type Shift, workUntil} from './soak-shift.ts'
import {runDirectory, setUpSoakSite} from './soak-site.ts'

export interface SoakOptions {
  /** bin/rollcall.cjs of the built program. */
  readonly program: string
  /** An empty directory of the soak's own; it is removed at the end. */
  readonly base: string
  readonly kills: number
  readonly seed: number
  /** After so many kills a session is brought to its end and the next one is begun. */
  readonly killsPerSession?: number
  /** Which blows fall, one after the other; all of them unless told otherwise. */
  readonly blows?: readonly [Blow, ...Blow[]]
  /** What the operator sits at; now the one, now the other unless told otherwise. */
  readonly media?: readonly [Medium, ...Medium[]]
  /** Aborted: the kill that is under way is the last. */
  readonly signal?: AbortSignal
  readonly tell?: (line: string) => void
}

/**
 * Works at the program as an operator does, strikes at random moments, goes on with what is left, and compares what is
 * claimed with what was so; ends at the first thing that is wrong. Nothing is left behind, no process and no file.
 */
export const soak = async (options: SoakOptions): Promise<SoakReport> => {
  const {program, base, kills: wanted, killsPerSession = 100, signal, tell = () => undefined} = options
  const falling = options.blows ?? blows
  const media = options.media ?? ['pipes', 'terminal']
  const chance = createChance(options.seed)
  const site = setUpSoakSite(base)
  const striker = createStriker(site.home, chance)
  const records = createRecords(site.home)
  const kills = new Map<string, number>()
  const faults: string[] = []
  let names = 0
  /** The program that is being worked at; null where it has to be started, or the session resumed. */
  let seat: Seat | null = null

  const start = (args: readonly string[], medium: Seat['medium']): Seat => {
    const env = {
      PATH: process.env.PATH ?? '',
      HOME: site.home,
      LC_ALL: 'C.UTF-8',
      TERM: 'xterm',
      ROLLCALL_TARGET_SCOPE: site.home,
    }
    const common = ['--lang', 'en', '--home', site.home]
    return takeSeat(medium, {program, args: [...args, ...common], cwd: site.dir, env})
  }

  const sit = (session: SoakSession | null): Seat =>
    start(
      session === null ? [site.runbook, '--trust', '--plain'] : ['resume', session.id, '--plain'],
      chance.oneOf(media),
    )

  const shiftAt = (at: Seat, session: SoakSession, onTyped: Shift['onTyped']): Shift => ({
    seat: at,
    site,
    journal: session.journal,
    chance,
    acknowledge: what => void session.acknowledged.push(what),
    onTyped,
    fresh: prefix => `${prefix}${++names}`,
  })

  const judgeAll = (): Judgement =>
    judge({
      records: records
        .all()
        .map(({id, journal, acknowledged}) => ({id, events: eventsIn(journal), acknowledged})),
      truth: site.truth(),
      killedRunners: striker.killedRunners,
      hasExitRecord: (session, attempt) =>
        readExit(runDirectory(site.home, runKey(session, attempt))) !== null,
    })

  const turn = async (blow: Blow): Promise<void> => {
    const arrives = seat === null
    const at = seat ?? sit(records.open())
    seat = at
    let isStruck = false
    let onMoment = (): void => undefined
    const typed = new Promise<void>(resolve => {
      onMoment = resolve
    })
    const moment = needsRunner(blow) || chance.isHit(0.5) ? 'confirmation' : 'word'
    const onFalling = (): void => {
      isStruck = true
    }
    const striking = striker.strike({blow, seat: at, typed, onFalling})
    const releasing = striker.release()
    const working = async (): Promise<void> => {
      if (arrives) await at.sees(prompt)
      const session = records.open()
      if (session === null) throw new Stuck('a prompt without a session')
      const onTyped: Shift['onTyped'] = what => void (what === moment && onMoment())
      await workUntil(shiftAt(at, session, onTyped), () => isStruck)
    }
    const ended = await Promise.allSettled([striking, releasing, working()])
    for (const each of ended) {
      if (each.status === 'rejected' && !(each.reason instanceof Gone)) throw each.reason
    }
    if (at.isGone()) {
      seat = null
      if (!isStruck) throw new Stuck(`the program left by itself:\n${at.printed().slice(-1000)}`)
    }
    if (!(await striking)) return
    const name = blow === 'line closed' ? `${at.medium === 'pipes' ? 'pipes' : 'terminal'} closed` : blow
    kills.set(name, (kills.get(name) ?? 0) + 1)
  }

  const close = async (): Promise<void> => {
    const session = records.open()
    if (session === null) return
    const arrives = seat === null
    const at = seat ?? sit(session)
    seat = at
    const releasing = striker.release()
    if (arrives) await at.sees(prompt)
    await releasing
    const code = await finish(shiftAt(at, session, () => undefined))
    seat = null
    records.close()
    if (code !== 0) throw new Stuck(`${session.id} did not close (${code}):\n${at.printed().slice(-2000)}`)
    const exported = start(['export', session.id, '--format', 'json'], 'pipes')
    await exported.gone
    faults.push(...exportFaults(exported.printed(), site.truth()))
    const verified = start(['verify', session.id], 'pipes')
    await verified.gone
    if (verified.exitCode() !== 0) faults.push(`${session.id}: ${verified.printed()}`)
  }

  const isWrong = (): boolean => {
    const {wrong, duplicates, lost} = judgeAll()
    faults.push(...records.faults())
    return wrong.length + duplicates.length + lost.length + faults.length > 0
  }

  try {
    let inSession = 0
    for (let turns = 0; totalOf(kills) < wanted && signal?.aborted !== true && !isWrong(); turns += 1) {
      const before = totalOf(kills)
      await turn(falling[turns % falling.length] ?? falling[0])
      const now = totalOf(kills)
      inSession += now - before
      if (now > before && now % 10 === 0) tell(`${now} kills`)
      if (inSession < killsPerSession) continue
      await close()
      inSession = 0
    }
    if (!isWrong()) await close()
  } catch (error) {
    if (!(error instanceof Stuck) && !(error instanceof Gone)) throw error
    faults.push(error.message)
  } finally {
    striker.releaseAll()
    if (seat !== null) send((seat as Seat).pid, 'SIGKILL')
  }
  // Nothing may start late: the last word is said when nobody is left who could.
  const giveUpAt = performance.now() + 10_000
  while (processesAt(base).length > 0 && performance.now() < giveUpAt) await delay(20)
  const leftProcesses = processesAt(base)
  const judgement = judgeAll()
  for (const pid of leftProcesses) send(pid, 'SIGKILL')
  const report: SoakReport = {
    ...judgement,
    kills,
    runnersKilled: striker.killedRunners.size,
    sessions: records.all().length,
    runs: site.truth().starts.length,
    faults,
    leftProcesses,
  }
  rmSync(base, {recursive: true, force: true})
  return report
}
