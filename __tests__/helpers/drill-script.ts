import {readdirSync} from 'node:fs'
import {join} from 'node:path'
import type {DecisionChoice} from '#src/session/events.ts'
import {criteriaAnswered, type DrillSeat, inTime, sitAtDrill} from './drill-seat.ts'

const prompt = 'rollcall> '

export const systemIsUp = ({operator}: DrillSeat): Promise<string> =>
  operator.sees("The drill's system is up")

/** Sits down at a scenario, and waits until its system is up and every criterion has its answer. */
export const sitDownAt = async (
  scenario: string,
  criteria: Parameters<typeof criteriaAnswered>[1],
): Promise<DrillSeat> => {
  const seat = sitAtDrill(['--scenario', scenario])
  await systemIsUp(seat)
  await criteriaAnswered(seat, criteria)
  return seat
}

/** Closes the session over a name; answers with the end of what was printed. */
export const signOff = async ({operator}: DrillSeat): Promise<string> => {
  operator.types('finish Ayşe')
  const left = await operator.leaves
  const end = operator.printed().slice(-3000)
  if (left !== 0) throw new Error(`left with ${left}:\n${end}`)
  return end
}

export const decide = async (
  {operator}: DrillSeat,
  choice: DecisionChoice,
  sentence: string,
): Promise<void> => {
  await operator.says(`decide ${choice} ${sentence}`)
}

/** Runs an item's command with all that its card asks for, and waits for its end; answers with the exit code. */
export const run = async (
  seat: DrillSeat,
  item: string,
  {word = null, reason = null}: {readonly word?: string | null; readonly reason?: string | null} = {},
): Promise<number | null> => {
  const {operator} = seat
  const before = seat.happened('command-ended', item).length
  await operator.says(`goto ${item}`)
  operator.types('run')
  if (reason !== null) {
    await operator.sees('why go on all the same')
    operator.types(reason)
  }
  if (word !== null) {
    await operator.sees(word)
    operator.types(word)
  }
  await inTime(
    () => `${item} ended:\n${operator.printed().slice(-3000)}`,
    () => seat.happened('command-ended', item).length > before,
  )
  await operator.sees(prompt)
  return seat.happened('command-ended', item).at(-1)?.exit.exitCode ?? null
}

/** The backups that lie in the drill, the newest first. */
export const backupsOf = (seat: DrillSeat): readonly string[] =>
  readdirSync(join(seat.root(), 'site', 'backups'))
    .flatMap(name => /^backup_(\d{8}_\d{6})\.sql$/.exec(name)?.[1] ?? [])
    .sort()
    .reverse()

/** Lets a probe look that changes something, and waits for what it saw. */
export const letLook = async (seat: DrillSeat, item: string): Promise<void> => {
  const before = seat.happened('sensed', item).length
  await seat.operator.says(`goto ${item}`)
  await seat.operator.says('run')
  await inTime(
    () => `${item} looked at:\n${seat.operator.printed().slice(-2000)}`,
    () => seat.happened('sensed', item).length > before,
  )
}

/** Everything from monitoring to the last step, as one would on any night. */
export const communicate = async (
  seat: DrillSeat,
  {monitored}: {readonly monitored: boolean},
): Promise<void> => {
  const {operator} = seat
  if (monitored) {
    await run(seat, 'prometheus')
    for (const item of ['grafana', 'django-log', 'nginx-log']) {
      await operator.says(`goto ${item}`)
      await operator.says('done nothing unusual')
    }
  }
  await operator.says('note lesson: rehearse the restore')
  await operator.says('note suggestion: shorten the release')
  for (const item of [
    'tell-devops',
    'tell-management',
    'tell-developers',
    'tell-users',
    'status-page',
    'tell-support',
  ]) {
    await operator.says(`goto ${item}`)
    operator.types('done')
    for (const [question, answer] of [
      ['who:', 'Ayşe'],
      ['channel:', 'phone'],
      ['when:', '03:20'],
    ] as const) {
      await operator.sees(question)
      operator.types(answer)
    }
    await operator.sees(prompt)
  }
  for (const item of ['root-cause', 'prevention', 'monitoring', 'coverage', 'deployment']) {
    await operator.says(`goto ${item}`)
    operator.types('done')
    await operator.sees(':')
    operator.types('Deniz')
    await operator.sees(':')
    await operator.says('2026-12-01')
  }
}

/** The way back: with `backup` as its script finds it, to this backup. */
export const rollBack = async (
  seat: DrillSeat,
  backup: string,
  {reason = null}: {readonly reason?: string | null} = {},
): Promise<number | null> => {
  await seat.operator.says('goto rollback')
  await seat.operator.says(`set backup ${backup}`)
  return run(seat, 'rollback', {word: 'finasis-prod', reason})
}

export const prepare = async (seat: DrillSeat): Promise<number | null> => {
  const backup = await run(seat, 'backup', {word: 'run'})
  await run(seat, 'state-before')
  await run(seat, 'logs-before')
  return backup
}

/** Looks at everything that stands behind the rollback, once with each probe that waits for the operator. */
export const lookAround = async (seat: DrillSeat): Promise<void> => {
  const {operator} = seat
  await run(seat, 'state-after')
  for (const item of ['consistency', 'user-data']) {
    await operator.says(`goto ${item}`)
    await operator.says('recheck')
  }
  for (const item of ['einvoice', 'email']) await letLook(seat, item)
}

/** What every check after a rollback reads on a system that is healthy again. */
export const healthy = {
  services: 'pass',
  database: 'pass',
  redis: 'pass',
  celery: 'pass',
  api: 'pass',
  login: 'pass',
  einvoice: 'pass',
  pdf: 'pass',
  email: 'pass',
  consistency: 'pass',
  'user-data': 'pass',
  uploads: 'pass',
  cache: 'pass',
} as const
