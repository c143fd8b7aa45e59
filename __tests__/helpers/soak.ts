import {existsSync, readdirSync, rmSync} from 'node:fs'
import {join} from 'node:path'
import {setTimeout as delay} from 'node:timers/promises'
import {isSessionId} from '#src/durable/session-id.ts'
import {readExit} from '#src/runner/exit-record.ts'
import {createChance} from './soak-chance.ts'
import {type Acknowledged, type Judgement, judge} from './soak-judge.ts'
import {processesAt, type RunnerProcess, runnersOf} from './soak-processes.ts'
import {Gone, type Seat, Stuck, takeSeat} from './soak-seat.ts'
import {eventsIn, finish, prompt, type Shift, workUntil} from './soak-shift.ts'
import {setUpSoakSite} from './soak-site.ts'

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

const blows: readonly Blow[] = [
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

export interface SoakOptions {
  /** bin/rollcall.cjs of the built program. */
  readonly program: string
  /** A directory of the soak's own; it is emptied at the end. */
  readonly base: string
  readonly kills: number
  readonly seed: number
  /** After so many kills a session is brought to its end and the next one is begun. */
  readonly killsPerSession?: number
  readonly tell?: (line: string) => void
}

export interface SoakReport extends Judgement {
  readonly kills: ReadonlyMap<string, number>
  readonly runnersKilled: number
  readonly sessions: number
  readonly runs: number
  /** Other faults: the program left by itself, stood still, shortened its record, did not close. */
  readonly faults: readonly string[]
  readonly leftProcesses: readonly number[]
}

interface SessionFile {
  readonly id: string
  readonly dir: string
  readonly journal: string
  readonly acknowledged: Acknowledged[]
  seen: readonly string[]
}

const patience = 30_000

export const soak = async (options: SoakOptions): Promise<SoakReport> => {
  const {program, base, kills: wanted, seed, killsPerSession = 100, tell = () => undefined} = options
  const chance = createChance(seed)
  const site = setUpSoakSite(base)
  const env = {PATH: process.env.PATH ?? '', HOME: site.home, LC_ALL: 'C.UTF-8', TERM: 'xterm'}
  const kills = new Map<string, number>()
  const killedRunners = new Set<string>()
  const faults: string[] = []
  const sessions: SessionFile[] = []
  let delivered = 0
  let names = 0
  let finished = 0
  let seat: Seat | null = null
  /** Runners that were stopped and are still to be let go on, or killed. */
  let stopped: RunnerProcess[] = []

  const kill = (pid: number, signal: NodeJS.Signals): void => {
    try {
      process.kill(pid, signal)
    } catch {
      // It has gone by itself.
    }
  }
  const killRunner = ({pid, run}: RunnerProcess): void => {
    killedRunners.add(run)
    kill(pid, 'SIGKILL')
  }

  const findSession = (): SessionFile | null => {
    const known = new Set(sessions.map(({id}) => id))
    const root = join(site.home, 'sessions')
    for (const id of existsSync(root) ? readdirSync(root).filter(isSessionId) : []) {
      const dir = join(root, id)
      const journal = join(dir, 'journal.jsonl')
      if (known.has(id) || !existsSync(journal) || eventsIn(journal).length === 0) continue
      sessions.push({id, dir, journal, acknowledged: [], seen: []})
    }
    return sessions.length > finished ? (sessions.at(-1) ?? null) : null
  }

  const sit = (session: SessionFile | null): Seat => {
    const common = ['--plain', '--lang', 'en', '--operator', 'Soak', '--home', site.home]
    const args = session === null ? [...common, site.runbook] : ['resume', session.id, ...common]
    return takeSeat(chance.isHit(0.5) ? 'pipes' : 'terminal', {program, args, cwd: site.dir, env})
  }

  /** After a random while, what was stopped goes on, or is killed. */
  const releaseStopped = async (): Promise<void> => {
    const held = stopped
    stopped = []
    if (held.length === 0) return
    await delay(chance.below(1500))
    for (const runner of held) {
      if (chance.isHit(0.4)) killRunner(runner)
      else kill(runner.pid, 'SIGCONT')
    }
  }

  const commandDirectory = (session: string, attempt: number): string =>
    join(site.home, 'sessions', session, 'commands', String(attempt).padStart(4, '0'))

  /** The next runner, just born or at its work: what it does between is over in no time. */
  const runnerAppears = async (atWork: boolean): Promise<RunnerProcess | null> => {
    const giveUpAt = performance.now() + 2000
    while (performance.now() < giveUpAt) {
      const [runner] = runnersOf(site.home).filter(({pid}) => !stopped.some(each => each.pid === pid))
      const [session = '', attempt] = runner?.run.split('/') ?? []
      if (
        runner !== undefined &&
        (!atWork || existsSync(join(commandDirectory(session, Number(attempt)), 'claim')))
      )
        return runner
      await delay(3)
    }
    return null
  }

  const pause = (): Promise<void> => delay(chance.isHit(0.6) ? chance.below(150) : chance.below(800))

  const strike = async (blow: Blow, at: Seat, typed: Promise<void>): Promise<boolean> => {
    // Some blows fall while the program starts or at any time, most while something is being recorded or run.
    const wantsRunner = blow.includes('runner') || blow.startsWith('both')
    // A runner that comes too late, when another has told its outcome already, was stopped before its first step.
    const late = blow === 'runner stopped, ui killed'
    if (wantsRunner || chance.isHit(0.75)) await Promise.race([typed, at.gone])
    const runner = wantsRunner ? await runnerAppears(chance.isHit(late ? 0.2 : 0.5)) : null
    if (at.isGone() || (wantsRunner && runner === null)) return false
    await (chance.isHit(late ? 0.2 : 0.5) ? pause() : delay(chance.below(30)))
    struck = true
    switch (blow) {
      case 'ui killed':
        kill(at.pid, 'SIGKILL')
        break
      case 'runner killed':
        if (runner !== null) killRunner(runner)
        return true
      case 'ui, then runner killed':
        kill(at.pid, 'SIGKILL')
        await delay(chance.below(30))
        if (runner !== null) killRunner(runner)
        break
      case 'runner, then ui killed':
        if (runner !== null) killRunner(runner)
        await delay(chance.below(80))
        kill(at.pid, 'SIGKILL')
        break
      case 'line closed':
        at.hangUp()
        break
      case 'ui stopped, then killed':
        kill(at.pid, 'SIGSTOP')
        await pause()
        kill(at.pid, 'SIGKILL')
        break
      case 'runner stopped, ui killed':
        if (runner !== null) {
          kill(runner.pid, 'SIGSTOP')
          stopped.push(runner)
        }
        await delay(chance.below(100))
        kill(at.pid, 'SIGKILL')
        break
      case 'both stopped, then killed':
        kill(at.pid, 'SIGSTOP')
        if (runner !== null) kill(runner.pid, 'SIGSTOP')
        await pause()
        if (runner !== null) killRunner(runner)
        kill(at.pid, 'SIGKILL')
    }
    const left = await Promise.race([at.gone.then(() => true), delay(patience, false, {ref: false})])
    if (!left)
      faults.push(`${blow}: the program did not leave; it had printed:\n${at.printed().slice(-1000)}`)
    if (!left) kill(at.pid, 'SIGKILL')
    return true
  }

  /** A record only grows: what was read before stands there still. */
  const lookAtRecords = (): void => {
    for (const session of sessions) {
      const lines = eventsIn(session.journal).map(event => JSON.stringify(event))
      if (session.seen.some((line, index) => lines[index] !== line))
        faults.push(`${session.id}: its record was shortened or changed`)
      session.seen = lines
    }
  }

  const judgeAll = (): Judgement =>
    judge({
      records: sessions.map(({id, journal, acknowledged}) => ({id, events: eventsIn(journal), acknowledged})),
      truth: site.truth(),
      killedRunners,
      hasExitRecord: (session, attempt) => readExit(commandDirectory(session, attempt)) !== null,
    })

  const shiftAt = (at: Seat, session: SessionFile, onTyped: Shift['onTyped']): Shift => ({
    seat: at,
    site,
    journal: session.journal,
    chance,
    acknowledge: what => void session.acknowledged.push(what),
    onTyped,
    fresh: prefix => `${prefix}${++names}`,
  })

  let struck = false
  const turn = async (blow: Blow): Promise<void> => {
    struck = false
    const open = findSession()
    const arrives = seat === null
    const at = seat ?? sit(open)
    seat = at
    let onTyped = (): void => undefined
    const typed = new Promise<void>(resolve => {
      onTyped = resolve
    })
    const wanted =
      blow.includes('runner') || blow.startsWith('both') || chance.isHit(0.5) ? 'confirmation' : 'word'
    const striking = strike(blow, at, typed)
    const releasing = releaseStopped()
    try {
      if (arrives) await at.sees(prompt)
      const session = findSession()
      if (session === null) throw new Stuck('a prompt without a session')
      await workUntil(
        shiftAt(at, session, what => {
          if (what === wanted) onTyped()
        }),
        () => struck,
      )
    } catch (error) {
      if (!(error instanceof Gone)) throw error
    } finally {
      onTyped()
      await releasing
    }
    const hit = await striking
    if (at.isGone()) {
      seat = null
      if (!struck) faults.push(`the program left by itself (${at.exitCode()}):\n${at.printed().slice(-1000)}`)
    }
    if (hit) {
      delivered += 1
      const name = blow === 'line closed' ? `${at.medium === 'pipes' ? 'pipes' : 'terminal'} closed` : blow
      kills.set(name, (kills.get(name) ?? 0) + 1)
    }
    lookAtRecords()
  }

  const close = async (): Promise<void> => {
    const session = findSession()
    if (session === null) return
    const releasing = releaseStopped()
    const arrives = seat === null
    const at = seat ?? sit(session)
    seat = at
    if (arrives) await at.sees(prompt)
    await releasing
    const code = await finish(shiftAt(at, session, () => undefined))
    seat = null
    finished = sessions.length
    if (code !== 0) faults.push(`${session.id} did not close (${code}):\n${at.printed().slice(-2000)}`)
    lookAtRecords()
  }

  try {
    let inSession = 0
    let next = 0
    while (delivered < wanted && faults.length === 0) {
      const before = delivered
      const blow = blows[next % blows.length] ?? 'ui killed'
      next += 1
      await turn(blow)
      inSession += delivered - before
      const {wrong, duplicates, lost} = judgeAll()
      for (const line of [...wrong, ...duplicates, ...lost])
        tell(`after ${delivered} kills, ${blow}: ${line}`)
      if (wrong.length + duplicates.length + lost.length > 0) break
      if (delivered > before && delivered % 10 === 0) tell(`${delivered} kills`)
      if (inSession >= killsPerSession) {
        await close()
        inSession = 0
      }
    }
    if (faults.length === 0) await close()
  } catch (error) {
    if (!(error instanceof Stuck)) throw error
    faults.push(error.message)
  } finally {
    for (const runner of stopped) kill(runner.pid, 'SIGCONT')
    if (seat !== null) kill((seat as Seat).pid, 'SIGKILL')
  }
  // Nothing may start late: the last word is said when nobody is left who could.
  const giveUpAt = performance.now() + 10_000
  while (processesAt(base).length > 0 && performance.now() < giveUpAt) await delay(20)
  const leftProcesses = processesAt(base)
  const judgement = judgeAll()
  for (const pid of leftProcesses) kill(pid, 'SIGKILL')
  const report: SoakReport = {
    ...judgement,
    kills,
    runnersKilled: killedRunners.size,
    sessions: sessions.length,
    runs: site.truth().starts.length,
    faults,
    leftProcesses,
  }
  rmSync(base, {recursive: true, force: true})
  return report
}

export const isSound = ({wrong, duplicates, lost, faults, leftProcesses}: SoakReport): boolean =>
  [wrong, duplicates, lost, faults, leftProcesses].every(list => list.length === 0)

/** The report as a table, for people. */
export const tableOf = (report: SoakReport): string => {
  const {claims, kills} = report
  const row = (name: string, count: number): string => `  ${name.padEnd(44)}${String(count).padStart(6)}`
  const total = [...kills.values()].reduce((sum, count) => sum + count, 0)
  return [
    row('KILLS', total),
    ...[...kills].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, count]) => row(`  ${name}`, count)),
    row('  runs whose runner was struck dead', report.runnersKilled),
    row('SESSIONS', report.sessions),
    row('CONFIRMED RUNS', claims.confirmed),
    row('  "ended", seen live', claims.endedLive),
    row('  "ended", found on return', claims.endedAway),
    row('  "not started"', claims.notStarted),
    row('  OUTCOME UNKNOWN', claims.unknown),
    row('    in truth never began', claims.unknownNeverBegan),
    row('    in truth ran to its end', claims.unknownEnded),
    row('RUNS THAT BEGAN IN TRUTH', report.runs),
    row('  duplicates, or never confirmed', report.duplicates.length),
    row('SHOWN AS DONE', claims.acknowledged),
    row('  of these lost', report.lost.length),
    row('WRONG CLAIMS', report.wrong.length),
    row('OTHER FAULTS', report.faults.length),
    row('PROCESSES LEFT', report.leftProcesses.length),
    ...[...report.wrong, ...report.duplicates, ...report.lost, ...report.faults],
  ].join('\n')
}
