import {spawnSync} from 'node:child_process'
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import {join} from 'node:path'
import {expect, onTestFinished, test} from 'vitest'
import {program} from '../helpers/operator.ts'
import {scratch} from '../helpers/scratch.ts'
import {filesBelow, setUpPlace} from '../helpers/story.ts'

const shell = (line: string, options: {readonly cwd?: string} = {}) => {
  const run = spawnSync('bash', ['-o', 'pipefail', '-c', line, 'bash', process.execPath, program], {
    encoding: 'utf8',
    env: {PATH: process.env.PATH ?? '', HOME: scratch(), LC_ALL: 'C.UTF-8'},
    ...options,
  })
  return {code: run.status, printed: run.stdout, told: run.stderr}
}

test('a reader that has seen enough is no fault', () => {
  const {code, printed, told} = shell('"$1" "$2" schema | head -n 1')
  expect({printed, told}).toEqual({printed: '{\n', told: ''})
  expect(code).toBe(0)
})

test.runIf(existsSync('/dev/full'))('what could not be written does not pass for whole', () => {
  for (const verb of ['print', '--help', '--version']) {
    const {code, told} = shell(`"$1" "$2" ${verb} > /dev/full`)
    expect(told).toBe('rollcall: stdout: ENOSPC\n')
    expect(code).toBe(1)
  }
})

test('in a directory that is gone it says where to go', () => {
  const dir = join(scratch(), 'gone')
  mkdirSync(dir)
  const {code, told} = shell('rmdir "$PWD"; "$1" "$2" --plain < /dev/null', {cwd: dir})
  expect(told).toContain('the directory you are in is not there any more')
  expect(code).toBe(2)
  rmSync(dir, {recursive: true, force: true})
})

test('a value that no command takes is refused before there is a session', async () => {
  const place = setUpPlace('# N\n\n- [ ] one\n')
  const {code, printed} = await place.once([place.runbook, '--plain', '--set', 'nobody=1'])
  expect(code).toBe(2)
  expect(printed).toContain('nothing in this runbook asks for "nobody"')
  expect(readdirSync(join(place.home, 'sessions'))).toEqual([])
})

test('a secret stays one when another value takes its place', async () => {
  const place = setUpPlace('# N\n\n```sh\necho "$TOKEN" "$OLD"\n```\n', 'secrets: [TOKEN]\n', {
    TOKEN: 'first-of-three',
    OLD: 'first-of-three',
  })
  const {operator} = await place.start()
  await operator.says('set TOKEN second-of-three')
  await operator.says('set TOKEN third-of-three')
  await operator.says('note of first-of-three, second-of-three and third-of-three')
  operator.types('run')
  await operator.sees('type run')
  operator.types('run')
  await operator.sees('exit code 0')
  operator.types('quit')
  await operator.leaves
  const kept = filesBelow(place.home).map(({bytes}) => bytes.toString('utf8'))
  for (const text of [...kept, operator.printed()]) expect(text).not.toContain('-of-three')
})

test('an old damaged file is told to be so in words', async () => {
  const place = setUpPlace('\uFEFF# N\n\n- [ ] one\n')
  const {greeting} = await place.start()
  expect(greeting).toContain('was damaged (byte order mark removed)')
  expect((await place.once(['lint', place.runbook, '--fix', '--lang', 'tr'])).printed).toContain(
    'bayt sırası imi (BOM) çıkarıldı',
  )
})

test('preferences that cannot be read stop no session', async () => {
  const place = setUpPlace('# N\n\n- [ ] one\n')
  mkdirSync(join(place.home, 'config.json'), {recursive: true})
  chmodSync(place.home, 0o700)
  const {greeting} = await place.start(['--operator', 'Ayşe'])
  expect(greeting).toContain('operator Ayşe')
})

test.runIf(existsSync('/dev/shm'))('a home that a reboot empties is told of at the start', async () => {
  const home = mkdtempSync('/dev/shm/rollcall-')
  onTestFinished(() => rmSync(home, {recursive: true, force: true}))
  const {greeting} = await setUpPlace('# N\n\n- [ ] one\n').start([], {home})
  expect(greeting).toContain(`${home} is kept in memory only`)
})

test('lint --fix mends the file behind a link, and leaves it as readable as it was', async () => {
  const place = setUpPlace('# N\n')
  const path = place.write('real.md', '\uFEFF# N\n\n- [ ] one\n')
  chmodSync(path, 0o640)
  symlinkSync('real.md', join(place.dir, 'link.md'))
  const {code} = await place.once(['lint', 'link.md', '--fix'])
  expect(code).toBe(0)
  expect(readFileSync(path, 'utf8')).toBe('# N\n\n- [ ] one\n')
  expect(statSync(path).mode & 0o777).toBe(0o640)
  expect(lstatSync(join(place.dir, 'link.md')).isSymbolicLink()).toBe(true)
})
