import type {Judgement} from './soak-judge.ts'

export interface SoakReport extends Judgement {
  readonly kills: ReadonlyMap<string, number>
  readonly runnersKilled: number
  readonly sessions: number
  readonly runs: number
  /** Other faults: the program left by itself, stood still, shortened its record, did not close. */
  readonly faults: readonly string[]
  readonly leftProcesses: readonly number[]
}

export const isSound = ({wrong, duplicates, lost, faults, leftProcesses}: SoakReport): boolean =>
  [wrong, duplicates, lost, faults, leftProcesses].every(list => list.length === 0)

export const totalOf = (kills: ReadonlyMap<string, number>): number =>
  [...kills.values()].reduce((sum, count) => sum + count, 0)

/** The report as a table, for people. */
export const tableOf = (report: SoakReport): string => {
  const {claims, kills} = report
  const row = (name: string, count: number): string => `  ${name.padEnd(44)}${String(count).padStart(6)}`
  return [
    row('KILLS', totalOf(kills)),
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
