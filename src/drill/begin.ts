import {spawn} from 'node:child_process'
import {randomInt} from 'node:crypto'
import {chmodSync, closeSync, mkdirSync, mkdtempSync, openSync, realpathSync, writeFileSync} from 'node:fs'
import {createRequire} from 'node:module'
import {join} from 'node:path'
import {hostFacts, processFacts} from '#src/durable/host.ts'
import {drillEnvironment} from './environment.ts'
import {type Layout, layoutOf} from './layout.ts'
import {directoryPrefix, placeOfDrill} from './place.ts'
import {choosePorts} from './ports.ts'
import {type DrillRecord, newPasswords} from './record.ts'
import type {ScenarioName} from './scenario.ts'
import {writeSite} from './site/write.ts'
import {findRedis} from './stack/redis.ts'

export interface Begun {
  readonly layout: Layout
  readonly record: DrillRecord
  readonly env: Readonly<Record<string, string>>
}

/** The program of a drill's processes. */
export const drillProgram = (): string => createRequire(import.meta.url).resolve('#drill')

/** Makes a drill's directory with everything that the session reads at its start. No process is started yet. */
export const makeDrill = async (
  scenario: ScenarioName,
  seed: number = randomInt(1, 100_000),
): Promise<Begun> => {
  const root = mkdtempSync(join(placeOfDrill(), directoryPrefix))
  // As root, the database's server is another account's: it has to get through to its data.
  if (process.getuid?.() === 0) chmodSync(root, 0o711)
  const layout = layoutOf(root)
  const {timeZone} = Intl.DateTimeFormat().resolvedOptions()
  const env = drillEnvironment(root, timeZone)
  const redis = findRedis(env)
  const record: DrillRecord = {
    format: 1,
    scenario,
    seed,
    ports: await choosePorts(),
    passwords: newPasswords(),
    timeZone,
    programs: redis === null ? [] : [realpathSync(redis)],
    maker: {
      pid: process.pid,
      startTime: processFacts(process.pid)?.startTime ?? '',
      bootId: hostFacts().bootId,
    },
  }
  writeFileSync(layout.record, `${JSON.stringify(record)}\n`, {mode: 0o600})
  writeSite(root, record, drillProgram())
  return {layout, record, env}
}

/** Starts the drill's stack, in a process that outlives this one. */
export const startStack = ({layout, env}: Begun): void => {
  mkdirSync(layout.logs, {recursive: true, mode: 0o700})
  const log = openSync(join(layout.logs, 'drill.log'), 'a', 0o600)
  const child = spawn(process.execPath, ['--', drillProgram(), 'stack', layout.root], {
    cwd: layout.root,
    env,
    detached: true,
    stdio: ['ignore', log, log],
  })
  closeSync(log)
  child.unref()
}
