import {existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {layoutOf} from '#src/drill/layout.ts'
import {directoryPrefix} from '#src/drill/place.ts'
import {processesOfDrill} from '#src/drill/processes.ts'
import {askControl, type Status} from '#src/drill/stack/control.ts'
import {processFacts} from '#src/durable/host.ts'
import {communicate, decide, run, systemIsUp} from '../helpers/drill-script.ts'
import {drillPlace, drillSeat, inTime, sitAtDrill} from '../helpers/drill-seat.ts'
import {runOnce, sitDown} from '../helpers/operator.ts'

const drillsIn = (place: string): readonly string[] =>
  readdirSync(place).filter(name => name.startsWith(directoryPrefix))

/** One that has ended and waits for its parent to notice is not alive. */
const isAlive = (pid: number): boolean => (processFacts(pid)?.state ?? 'Z') !== 'Z'

/** Empty of a process that has ended meanwhile: a probe's program lives for a moment only. */
const environmentOf = (pid: number): string => {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'latin1')
  } catch {
    return ''
  }
}

const outside = {
  SECRET_OF_CALLER: 'must-not-get-in',
  DATABASE_URL: 'postgres://real@production.invalid/finasis',
  NODE_OPTIONS: '--no-warnings',
  ROLLCALL_DRILL: '/nowhere',
}

test('nothing of a drill inherits a variable of the caller, and all of it is gone when it has ended', async () => {
  const seat = sitAtDrill(['--scenario', 'quiet-night'], {env: outside})
  const {operator} = seat
  await systemIsUp(seat)
  const root = seat.root()
  const scripts = join(root, 'site', 'scripts')
  writeFileSync(
    join(scripts, 'backup.sh'),
    `#!/bin/bash\nenv -0 > '${root}/seen'\ntouch backups/backup_20261101_030000.sql\n`,
  )
  await decide(seat, 'rollback', 'to see what a command gets')
  expect(await run(seat, 'backup', {word: 'run'})).toBe(0)
  const seen = readFileSync(join(root, 'seen'), 'utf8').split('\0')
  const names = seen.map(pair => pair.split('=')[0]).filter(name => name !== '')
  // What bash itself sets comes along with what the drill gives.
  const ofBash = ['_', 'PWD', 'OLDPWD', 'SHLVL']
  expect(names.filter(name => !ofBash.includes(name ?? '')).sort()).toEqual(
    ['HOME', 'LANG', 'PATH', 'ROLLCALL_DRILL', 'SHELL', 'TERM', 'TZ'].sort(),
  )
  expect(seen).toContain(`ROLLCALL_DRILL=${root}`)
  const processes = processesOfDrill(root)
  expect(processes.length).toBeGreaterThan(6)
  const environments = processes.map(environmentOf)
  for (const value of [outside.SECRET_OF_CALLER, outside.DATABASE_URL, outside.NODE_OPTIONS])
    expect(environments.filter(environment => environment.includes(value))).toEqual([])

  await operator.says('skip seen enough')
  operator.types('abort seen enough')
  expect(await operator.leaves).toBe(1)
  expect(drillsIn(seat.place)).toEqual([])
  expect(processes.filter(isAlive)).toEqual([])
}, 200_000)

test('a drill is one in its journal, in every export and at every prompt', async () => {
  const seat = sitAtDrill(['--scenario', 'quiet-night'])
  const {operator, home, place} = seat
  await systemIsUp(seat)
  expect(operator.printed()).toContain('DRILL rollcall> ')
  await decide(seat, 'no', 'nothing is wrong')
  await communicate(seat, {monitored: false})
  operator.types('finish Ayşe')
  expect(await operator.leaves).toBe(0)
  expect(seat.events()[0]).toMatchObject({facts: {drill: {scenario: 'quiet-night', seed: 7}}})
  const exported = async (format: string): Promise<string> => {
    const {code, printed} = await runOnce(['export', seat.id(), '--format', format, '--output', '-'], {
      cwd: place,
      home,
    })
    expect(code).toBe(0)
    return printed
  }
  const sentence = 'DRILL, not a real night: scenario quiet-night, seed 7.'
  expect(await exported('md')).toContain(sentence)
  expect(await exported('html')).toContain(sentence)
  expect(JSON.parse(await exported('json'))).toMatchObject({
    session: {drill: {scenario: 'quiet-night', seed: 7}},
  })
}, 200_000)

test('what a killed drill leaves behind is ended and removed at the next start, and nothing else is', async () => {
  const place = drillPlace()
  const first = sitAtDrill(['--scenario', 'quiet-night'], {place, home: join(place, 'one')})
  await systemIsUp(first)
  const root = first.root()
  const processes = processesOfDrill(root)
  first.operator.kill('SIGKILL')
  await first.operator.leaves
  const {control} = layoutOf(root)
  await inTime(
    () => 'nobody sits at it',
    async () => ((await askControl(control, '/status')) as Status).held === false,
  )
  // A directory that only has such a name is not ours to remove.
  const strange = join(place, `${directoryPrefix}strange`)
  mkdirSync(strange)

  const second = sitAtDrill(['--scenario', 'quiet-night'], {place, home: join(place, 'two')})
  await systemIsUp(second)
  expect(second.operator.printed()).toContain(root)
  await inTime(
    () => `gone: ${root}`,
    () => !existsSync(root),
  )
  expect(processes.filter(isAlive)).toEqual([])
  expect(processesOfDrill(second.root()).length).toBeGreaterThan(6)
  expect(existsSync(strange)).toBe(true)

  // One at which somebody sits is left alone by a third.
  const third = sitAtDrill(['--scenario', 'quiet-night'], {place, home: join(place, 'three')})
  await systemIsUp(third)
  expect(third.operator.printed()).not.toContain(second.root())
  expect(processesOfDrill(second.root()).length).toBeGreaterThan(6)
}, 300_000)

test('a suspended drill goes on where it was, as a drill', async () => {
  const seat = sitAtDrill(['--scenario', 'quiet-night'], {env: outside})
  const {operator, home, place} = seat
  await systemIsUp(seat)
  await decide(seat, 'no', 'nothing is wrong')
  operator.types('quit')
  expect(await operator.leaves).toBe(130)
  const again = sitDown(['resume', '--plain', '--lang', 'en'], {
    cwd: place,
    home,
    env: {...outside, TMPDIR: place},
    patience: 60_000,
  })
  const resumed = drillSeat(again, {place, home})
  await again.sees('DRILL rollcall> ')
  await again.says('recheck')
  again.types('abort that is enough')
  expect(await again.leaves).toBe(1)
  expect(again.printed()).toContain('Debrief')
  expect(drillsIn(place)).toEqual([])
  expect(resumed.events().filter(event => event.type === 'session-resumed')).toHaveLength(1)
}, 200_000)

test.each([
  [['--scenario', 'flood'], 'there is no scenario "flood"'],
  [['--seed', '0'], 'a seed is a whole number'],
  [['--env-file', '/etc/hosts'], 'a drill takes no --env-file'],
  [['--set', 'A=b'], 'a drill takes no --set'],
])('drill %j is refused before anything is started', async (args, sentence) => {
  const place = drillPlace()
  const {code, printed} = await runOnce(['drill', '--plain', '--lang', 'en', ...args], {
    cwd: place,
    home: join(place, 'home'),
    env: {TMPDIR: place},
  })
  expect(code).toBe(2)
  expect(printed).toContain(sentence)
  expect(readdirSync(place)).toEqual([])
})
