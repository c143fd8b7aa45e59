import {chmodSync, readFileSync, utimesSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {type ScreenOperator, sitAtScreen} from '../helpers/screen-operator.ts'
import {type Place, sessionId, setUpPlace} from '../helpers/story.ts'

const runbook = `# Night

## 1. Karar <!-- {mode: decision} -->

- [ ] Ölçüt: çok yavaş <!-- {id: slow} -->

## 2. Rollback

\`\`\`bash
# roll back
./rollback.sh YYYYMMDD
\`\`\`
<!-- {id: rollback, danger: true, silent: 1s, inputs: {YYYYMMDD: backup}} -->

- [ ] look again <!-- {id: last} -->
`

const probes = `target: {name: shop-prod}
inputs:
  backup: {ask: which backup, choices: {files: 'backups/*.sql', capture: '(\\d{8})\\.sql'}}
`

const dump = (end: string): string => `--\n-- PostgreSQL database dump\n--\n\nselect 1;\n${end}`
const whole = dump('--\n-- PostgreSQL database dump complete\n--\n')

/** A night with a whole backup of yesterday; one that was cut off, one that is empty, and tonight's come with the night. */
const setUp = (script: string): Place => {
  const place = setUpPlace(runbook, probes)
  const yesterday = place.write('backups/20261123.sql', whole)
  utimesSync(yesterday, 1_700_000_000, 1_700_000_000)
  place.script('rollback.sh', script)
  return place
}

const sit = (place: Place, env: Readonly<Record<string, string>> = {}): ScreenOperator =>
  sitAtScreen([place.runbook, '--lang', 'en'], {cwd: place.dir, home: place.home, rows: 40, env})

const atList = async (operator: ScreenOperator): Promise<void> => {
  await operator.sees(/Enter: [\s\S]*\? keys/)
  await operator.breathes()
}

/** At the list again, on a command that failed; what stood there before has keys of its own. */
const atFailure = async (operator: ScreenOperator): Promise<void> => {
  await operator.sees('Enter: choose what to do about the failure')
  await operator.breathes()
}

/** From the list to the card of the rollback, with yesterday's backup chosen. */
const toCard = async (operator: ScreenOperator): Promise<void> => {
  await atList(operator)
  operator.press('down', 'down')
  await operator.sees('› { } roll back')
  await operator.breathes()
  operator.press('enter')
  await operator.sees('which backup')
  await operator.sees('armed')
  operator.press('end')
  await operator.sees(/› +20261123/)
  operator.press('enter')
  await operator.sees('type shop-prod')
  await operator.sees('armed')
}

const confirm = async (operator: ScreenOperator): Promise<void> => {
  await operator.types('shop-prod')
  operator.press('enter')
}

test('a rollback that fails half-way: its output, a new attempt, back to tonight’s backup, each with one key and on record', async () => {
  const place = setUp(`echo "at table 3 of $1"; [ "$1" = 20261124 ] || { echo 'ERROR: disk full'; exit 3; }`)
  const operator = sit(place)
  const id = sessionId((await operator.sees(/\d{8}-\d{4}-\w{4}/)).join('\n'))
  // Made after the session began: it holds the broken state.
  place.write('backups/20261124.sql', whole)
  await toCard(operator)
  await confirm(operator)
  await operator.sees('exit code 3')
  await operator.sees('1 error record')
  operator.press('escape')
  await atFailure(operator)
  operator.press('enter')
  await operator.sees('it failed; what now?')
  await operator.sees('armed')
  operator.press('1')
  await operator.sees('at table 3 of 20261123')
  operator.press('escape')
  await atFailure(operator)
  operator.press('enter')
  await operator.sees('it failed; what now?')
  await operator.sees('armed')
  operator.press('2')
  await operator.sees('type shop-prod')
  operator.press('escape')
  await atFailure(operator)
  operator.press('enter')
  await operator.sees('it failed; what now?')
  await operator.sees('armed')
  operator.press('3')
  await operator.sees('which backup')
  await operator.sees('armed')
  operator.press('down')
  await operator.sees('MADE IN THIS SESSION')
  operator.press('enter')
  await operator.sees('why this one')
  await operator.types('the old one is worse')
  operator.press('enter')
  await operator.sees('type shop-prod')
  await operator.sees('armed')
  await confirm(operator)
  await operator.sees(/exit code 0, after/)
  expect(place.happened(id, 'failure-answered').map(event => event.choice)).toEqual([
    'output',
    'again',
    'other-input',
  ])
  expect(place.runs()).toEqual(['rollback.sh [1] 20261123', 'rollback.sh [1] 20261124'])
  expect(place.happened(id, 'command-confirmed').map(event => event.attempt)).toEqual([1, 2])
})

test('out of a failed rollback: escalate and abort are one key each, and on record', async () => {
  const place = setUp('exit 3')
  const operator = sit(place)
  const id = sessionId((await operator.sees(/\d{8}-\d{4}-\w{4}/)).join('\n'))
  await toCard(operator)
  await confirm(operator)
  await operator.sees('exit code 3')
  operator.press('escape')
  await atFailure(operator)
  operator.press('enter')
  await operator.sees('5 escalate')
  await operator.sees('armed')
  operator.press('5')
  await operator.sees('why, in one sentence')
  await operator.types('we need the vendor')
  operator.press('enter')
  await operator.sees('Whom to call')
  operator.press('escape')
  await atFailure(operator)
  operator.press('enter')
  await operator.sees('6 abort')
  await operator.sees('armed')
  operator.press('6')
  await operator.sees('abort the session: why')
  await operator.types('it is worse now')
  operator.press('enter')
  expect(await operator.leaves).toBe(1)
  expect(place.happened(id, 'failure-answered').map(event => event.choice)).toEqual(['escalate', 'abort'])
  expect(place.happened(id, 'decision-made').map(event => event.choice)).toEqual(['escalate'])
})

test('a rollback that hangs is told to be silent, is asked to end, and is killed only after it was asked again', async () => {
  const place = setUp(`trap 'echo not yet' TERM; echo begun; while [ -d "$PWD" ]; do sleep 0.1; done`)
  const operator = sit(place)
  const id = sessionId((await operator.sees(/\d{8}-\d{4}-\w{4}/)).join('\n'))
  await toCard(operator)
  await confirm(operator)
  await operator.sees('begun')
  await operator.sees('SILENT for')
  operator.press('s')
  await operator.sees('SIGTERM to it and all that it started')
  await operator.sees('armed')
  await operator.types('stop')
  operator.press('enter')
  await operator.sees('not yet')
  await operator.sees(/SIGTERM sent \d\d:/)
  expect(place.happened(id, 'command-ended')).toEqual([])
  await operator.breathes()
  operator.press('s')
  await operator.sees('SIGKILL')
  await operator.sees('armed')
  await operator.types('kill')
  operator.press('enter')
  await operator.sees('ended by SIGKILL')
  expect(place.happened(id, 'command-stopping').map(event => event.signal)).toEqual(['SIGTERM', 'SIGKILL'])
  expect(place.happened(id, 'command-ended')[0]?.exit.signal).toBe('SIGKILL')
})

test('a rollback that floods leaves the keys alive, and what it wrote can be read to its end', async () => {
  const place = setUp(`yes 'ERROR: a line of a flood' | head -n 300000; echo the very last line; exit 4`)
  const operator = sit(place)
  await toCard(operator)
  await confirm(operator)
  await operator.sees(/^ERROR: a line of a flood/m)
  operator.press('escape')
  await operator.gone('following')
  operator.press('?')
  await operator.sees('Keys')
  operator.press('escape')
  await atList(operator)
  await operator.sees('exit code 4')
  operator.press('enter')
  await operator.sees('it failed; what now?')
  await operator.sees('armed')
  operator.press('1')
  await operator.sees('the very last line')
})

test('a rollback that wants a password fails at once and says what to do; run elsewhere, it is another fact than a run', async () => {
  const place = setUp('sudo -S true')
  place.write('bin/sudo', '#!/bin/sh\necho "sudo: a password is required" >&2\nexit 1\n')
  chmodSync(join(place.dir, 'bin', 'sudo'), 0o755)
  const {operator, id} = await place.start()
  await operator.says('goto rollback')
  await operator.says('set backup 20261123')
  operator.types('run')
  await operator.sees('type shop-prod')
  const failed = await operator.says('shop-prod')
  expect(failed).toContain('it wanted a password')
  operator.types('copy')
  const copied = await operator.sees('rollcall> ')
  expect(copied).toContain('export INPUT_BACKUP=20261123')
  expect(copied).toContain('./rollback.sh "$INPUT_BACKUP"')
  operator.types('elsewhere root on the bastion')
  await operator.sees('how did it end there')
  operator.types('worked')
  await operator.sees('how was it checked')
  expect(await operator.says('the row counts are those of yesterday')).toContain('asserted, not observed')
  operator.types('quit')
  await operator.leaves
  expect(place.happened(id, 'command-elsewhere')).toMatchObject([
    {item: 'rollback', where: 'root on the bastion', outcome: 'worked'},
  ])
  expect(place.happened(id, 'command-confirmed')).toHaveLength(1)
  for (const format of ['md', 'html', 'json']) {
    const {printed} = await place.once(['export', id, '--format', format])
    expect(printed).toContain('root on the bastion')
    expect(printed).toContain('the row counts are those of yesterday')
  }
})

test('what calls sudo where it wants a password says so on its card, before anything starts', async () => {
  const place = setUpPlace('# N\n\n```bash\nsudo -u app ./x.sh\n```\n<!-- {id: act} -->\n')
  place.write('bin/sudo', '#!/bin/sh\n[ "$1" = -n ] && exit 1\nexit 0\n')
  chmodSync(join(place.dir, 'bin', 'sudo'), 0o755)
  const operator = sit(place, {PATH: `${join(place.dir, 'bin')}:${process.env.PATH ?? ''}`})
  await atList(operator)
  operator.press('enter')
  await operator.sees('SUDO WANTS A PASSWORD')
})

test('a rollback that is swapped after its confirmation does not run; the operator looks and confirms what is there', async () => {
  const place = setUp('echo approved')
  const operator = sit(place)
  const id = sessionId((await operator.sees(/\d{8}-\d{4}-\w{4}/)).join('\n'))
  await toCard(operator)
  await operator.types('shop-prod')
  writeFileSync(
    join(place.dir, 'rollback.sh'),
    `${readFileSync(join(place.dir, 'rollback.sh'), 'utf8')}echo swapped\n`,
  )
  operator.press('enter')
  await operator.sees('the script is not the one that was shown')
  expect(place.runs()).toEqual([])
  expect(place.happened(id, 'command-confirmed')).toEqual([])
  await operator.sees('type shop-prod')
  await operator.sees('armed')
  await confirm(operator)
  await operator.sees(/exit code 0, after/)
  expect(place.runs()).toHaveLength(1)
})

test('a backup that was cut off, an empty one and tonight’s are marked before they are chosen', async () => {
  const place = setUp('true')
  place.write('backups/20261120.sql', dump(''))
  place.write('backups/20261121.sql', '')
  const {operator} = await place.start()
  place.write('backups/20261124.sql', whole)
  const card = await operator.says('goto rollback')
  expect(card).toMatch(/20261120 .*TRUNCATED/)
  expect(card).toMatch(/20261121 .*EMPTY FILE/)
  expect(card).toMatch(/20261124 .*MADE IN THIS SESSION/)
  expect(card).not.toMatch(/20261123 .*(TRUNCATED|EMPTY|MADE)/)
})
