import {existsSync, mkdirSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {setTimeout as delay} from 'node:timers/promises'
import {fillDatabase, reachTonight, writeUploads} from '../data/fill.ts'
import {makeRows} from '../data/rows.ts'
import {drillEnvironment} from '../environment.ts'
import {forsakenMinutes} from '../forsaken.ts'
import {type Layout, layoutOf} from '../layout.ts'
import type {DrillRecord} from '../record.ts'
import {scenarios} from '../scenarios/all.ts'
import {workerCount} from '../site/settings.ts'
import {makeAuthority} from './certificate.ts'
import {createCompose} from './compose.ts'
import {type Control, openControl, type StackStep, stackSteps} from './control.ts'
import {writeHistory} from './history.ts'
import {runMail} from './mail.ts'
import {startMonitoring} from './monitoring.ts'
import {createPostgres} from './postgres.ts'
import {startRedis} from './redis.ts'
import {startOwn} from './service.ts'
import {createServices, type Services, serviceNames} from './services.ts'

/** A drill at which nobody sits any more, because of a lost line or a kill, waits so long for somebody to go on. */
const LOOK_AROUND = 5_000
const FORSAKEN_AFTER = forsakenMinutes * 60_000

/**
 * Brings the drill's system up, breaks it as its scenario says, and keeps its processes until it is told to end them, or
 * nobody has come back for long.
 */
export const runStack = async (root: string, record: DrillRecord, program: string): Promise<void> => {
  const began = performance.now()
  const layout = layoutOf(root)
  const scenario = scenarios[record.scenario]
  const env = drillEnvironment(root, record.timeZone)
  let failuresLeft = scenario.rollback.failures
  let hasBegun = false
  let services: Services | null = null
  let compose: ReturnType<typeof createCompose> | null = null

  const end = async (): Promise<void> => {
    await services?.stopAll()
    setImmediate(() => process.exit(0))
  }
  const whenForsaken = (): NodeJS.Timeout => setTimeout(() => void end(), FORSAKEN_AFTER)
  let forsaken: NodeJS.Timeout | undefined = whenForsaken()
  const control = await openControl(layout.control, {
    onHeld: held => {
      clearTimeout(forsaken)
      forsaken = held ? undefined : whenForsaken()
    },
    obey: async (path, body) => {
      switch (path) {
        case '/compose':
          return (
            compose?.(body as readonly string[]) ?? {stdout: '', stderr: 'the drill is not up yet\n', code: 1}
          )
        case '/restore':
          return {pace: scenario.rollback.pace, fails: failuresLeft-- > 0}
        case '/end':
          await end()
          return null
        default:
          return null
      }
    },
  })
  process.on('SIGTERM', () => void end())
  // Somebody has removed the directory: nobody could find these processes any more.
  setInterval(() => {
    if (!existsSync(layout.record)) void end()
  }, LOOK_AROUND).unref()

  try {
    prepare(layout, record)
    const own = (...args: readonly string[]) => startOwn(program, args, {cwd: layout.site, env})
    const started = async (...args: readonly string[]) => {
      const {child, ready} = own(...args)
      await ready
      return child
    }
    const postgres = createPostgres(layout, record, env)
    services = createServices({
      db: {count: 1, start: postgres.start, signal: 'SIGINT'},
      redis: {count: 1, start: () => startRedis(program, layout, record, env), signal: 'SIGTERM'},
      web: {count: 1, start: () => started('web', root), signal: 'SIGTERM'},
      worker: {
        count: workerCount,
        start: index => started('worker', root, `celery@finasis-worker-${index + 1}`),
        signal: 'SIGTERM',
        later: () => (hasBegun ? scenario.rollback.workersAfter : 0),
      },
      nginx: {count: 1, start: () => started('nginx', root), signal: 'SIGTERM'},
    })
    const running = services
    compose = createCompose(running, layout, scenario.rollback.pace)
    await bringUp({root, layout, record, services: running, postgres, control})
    hasBegun = true
    control.tell({kind: 'ready', milliseconds: Math.round(performance.now() - began)})
  } catch (error) {
    control.tell({kind: 'failed', cause: error instanceof Error ? error.message : String(error)})
  }
}

/** What needs no process: directories, certificates, uploads, what the logs tell of the evening. */
const prepare = (layout: Layout, record: DrillRecord): void => {
  const scenario = scenarios[record.scenario]
  const now = new Date()
  for (const directory of [layout.redis, layout.certificates, layout.mail])
    mkdirSync(directory, {recursive: true, mode: 0o700})
  const authority = makeAuthority(now)
  const keep = (name: string, text: string): void =>
    writeFileSync(join(layout.certificates, name), text, {mode: 0o600})
  keep('ca.pem', authority.ca)
  for (const [name, days] of [
    ['site', scenario.certificateDays],
    ['mail', 300],
  ] as const) {
    const {cert, key} = authority.issue(days)
    keep(`${name}.pem`, cert)
    keep(`${name}.key`, key)
  }
  writeHistory(layout, scenario, record.seed, now)
  writeUploads(layout, makeRows(record.seed))
}

interface Parts {
  readonly root: string
  readonly layout: Layout
  readonly record: DrillRecord
  readonly services: Services
  readonly postgres: ReturnType<typeof createPostgres>
  readonly control: Control
}

const bringUp = async ({root, layout, record, services, postgres, control}: Parts): Promise<void> => {
  const scenario = scenarios[record.scenario]
  const now = new Date()
  let done = 0
  const after = async <T>(step: StackStep, work: Promise<T>): Promise<T> => {
    const result = await work
    control.tell({kind: 'step', step, done: ++done, of: stackSteps.length})
    return result
  }
  const database = async (): Promise<void> => {
    await after(
      'database',
      postgres.initialise().then(() => services.start('db')),
    )
    await after('data', fillDatabase(record, now))
    await after('backups', reachTonight(layout, record, scenario, now))
  }
  const servers = async (): Promise<void> => {
    await services.start('redis')
    await Promise.all([services.start('worker'), services.start('web')])
  }
  const isUp = (): ReadonlyMap<string, boolean> =>
    new Map(serviceNames.map(name => [name, services.isUp(name)]))
  await Promise.all([
    database(),
    after('application', servers()),
    after(
      'servers',
      Promise.all([services.start('nginx'), runMail(root, record), startMonitoring(root, record, isUp)]),
    ),
  ])
  if (scenario.database === 'lost') await services.stop('db', 'SIGQUIT')
  // The pool of the application may still hold what came before; a moment later it tells what is so.
  await after('scenario', delay(0))
}
