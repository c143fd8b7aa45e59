import {randomBytes} from 'node:crypto'
import {readFileSync} from 'node:fs'
import {layoutOf} from './layout.ts'
import {type ScenarioName, scenarioNames} from './scenario.ts'

export const portNames = [
  'database',
  'redis',
  'web',
  'tls',
  'mail',
  'prometheus',
  'grafana',
  'webhook',
] as const
export type Ports = Readonly<Record<(typeof portNames)[number], number>>

/** What a drill was begun with; everything in its directory follows from it. */
export interface DrillRecord {
  readonly format: 1
  readonly scenario: ScenarioName
  readonly seed: number
  readonly ports: Ports
  /** Made up for this drill: nothing outside it has them. */
  readonly passwords: {
    readonly database: string
    readonly superuser: string
    readonly admin: string
    readonly mail: string
  }
  readonly timeZone: string
  /** Servers that write over their environment; their processes are known by these and by where they run. */
  readonly programs: readonly string[]
  /** Who made it, while it is being made: pid, start time, boot. */
  readonly maker: {readonly pid: number; readonly startTime: string; readonly bootId: string}
}

const password = (): string => randomBytes(12).toString('hex')

export const newPasswords = (): DrillRecord['passwords'] => ({
  database: password(),
  superuser: password(),
  admin: password(),
  mail: password(),
})

/** The record of the drill in this directory; null where there is none that is whole. */
export const readRecord = (root: string): DrillRecord | null => {
  try {
    const value = JSON.parse(readFileSync(layoutOf(root).record, 'utf8')) as DrillRecord
    return value.format === 1 && scenarioNames.includes(value.scenario) ? value : null
  } catch {
    return null
  }
}
