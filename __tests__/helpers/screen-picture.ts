import {utimesSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import type {Language} from '#src/session/events.ts'
import {type NightStep, rollbackNight, setUpNight} from './night-script.ts'
import {arrive, choose, confirmable, goTo, run, say} from './night-script-screen.ts'
import {sitAtScreen} from './screen-operator.ts'
import {svgOf} from './screen-svg.ts'

const size = {columns: 100, rows: 32}
const began = Date.UTC(2026, 10, 24, 0, 12, 40)
const host = 'app-1'

// Only what the program reads of the machine is fixed, so that each run draws the same: what time it is, and where.
const fixed = `
import {statSync} from 'node:fs'
import os from 'node:os'
import {syncBuiltinESMExports} from 'node:module'
const RealDate = Date
const now = () => statSync(process.env.PICTURE_CLOCK).mtimeMs
globalThis.Date = class extends RealDate {
  constructor(...given) { super(...(given.length === 0 ? [now()] : given)) }
  static now() { return now() }
}
os.hostname = () => ${JSON.stringify(host)}
syncBuiltinESMExports()
`

export {drawDrill} from './drill-picture.ts'

export interface Pictures {
  /** The checks after the rollback, some of them confirmed. */
  readonly screen: string
  /** The card of the rollback itself, which waits for the target's name. */
  readonly card: string
}

/** Walks the night up to its two telling moments and draws them. */
export const drawPictures = async (language: Language): Promise<Pictures> => {
  const night = await setUpNight(language)
  const {site, texts} = night
  const clock = join(site.home, '..', 'clock')
  let time = began
  const passes = (seconds: number): void => {
    time += seconds * 1000
    utimesSync(clock, time / 1000, time / 1000)
  }
  writeFileSync(clock, '')
  passes(0)
  const preload = join(site.home, '..', 'fixed.mjs')
  writeFileSync(preload, fixed)
  // The backups are as old as they say.
  const backup = Date.UTC(2026, 10, 1, 0, 0, 0) / 1000
  utimesSync(join(site.dir, 'backups', 'backup_20261101_030000.sql'), backup, backup)
  const operator = sitAtScreen(['--lang', language, '--operator', night.operator, night.file], {
    cwd: site.dir,
    home: site.home,
    env: {
      ...site.env,
      TZ: 'Europe/Istanbul',
      NODE_OPTIONS: `--import=${preload}`,
      PICTURE_CLOCK: clock,
      FORCE_COLOR: '1',
    },
    ...size,
  })
  const seated = {night, operator}
  const mask = (text: string): string =>
    text
      .replace(/(\d{8}-\d{4})-[0-9a-z]{4}\b/g, '$1-k7qd')
      .replace(/\bsha256 [0-9a-f]{12}/g, 'sha256 3f1c09b7a2e4')
      .replaceAll(site.dir, '/srv/finasis')
  const draw = async (): Promise<string> => {
    passes(1)
    await operator.sees(clockTime(time))
    await operator.settled()
    return svgOf(operator.emulator, `rollcall: ${night.runbook.title}`, mask)
  }
  const play = async (step: NightStep): Promise<void> => {
    if (step.do === 'run') await run(seated, step)
    else if (step.do !== 'finish' && step.do !== 'watch') await say(seated, step)
    passes(23)
  }

  await arrive(seated)
  const steps = rollbackNight(night)
  const rollback = steps.findIndex(step => step.do === 'run' && step.item === 'rollback')
  for (const step of steps.slice(0, rollback)) await play(step)

  await goTo(seated, 'rollback', texts.keys['enter-card']())
  operator.press('enter')
  await choose(seated, '20261101_030000')
  await confirmable(seated, 'rollback')
  const card = await draw()
  operator.press('escape')
  await operator.breathes()

  site.openGate()
  await play({do: 'run', item: 'rollback'})
  await play({do: 'run', item: 'state-after'})
  for (const step of steps) {
    if (step.do === 'confirm' && ['database', 'redis'].includes(step.item)) await play(step)
  }
  await operator.breathes()
  const screen = await draw()
  operator.press('q')
  await operator.leaves
  return {screen, card}
}

const clockTime = (time: number): string =>
  new Intl.DateTimeFormat('en-GB', {timeZone: 'Europe/Istanbul', timeStyle: 'medium'}).format(time)
