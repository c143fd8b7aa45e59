import {chmodSync, existsSync, readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {command} from '#src/probes/command.ts'
import {eventually} from '../helpers/commands.ts'
import {lookWith} from '../helpers/look-with.ts'
import {scratch} from '../helpers/scratch.ts'

const shell = (text: string, more = ''): string =>
  `{type: command, run: [bash, -c, ${JSON.stringify(text)}]${more}}`

const isAlive = (pid: number): boolean => {
  try {
    // A zombie answers signals too.
    return !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return false
  }
}

test('a program that ends as expected passes, by its exit code and by what it says', async () => {
  expect(await lookWith(command, shell('exit 0'))).toMatchObject({outcome: 'pass', values: {code: 0}})
  expect(await lookWith(command, shell('exit 3', ', expect: {code: [1, 3]}'))).toMatchObject({
    outcome: 'pass',
  })
  const said = await lookWith(
    command,
    shell('echo up; echo note >&2', ', expect: {output: up, errors: {lacks: fatal}}'),
  )
  expect(said).toMatchObject({outcome: 'pass'})
  expect(said.evidence).toContain('note')
})

test('another exit code is a mismatch that tells the last line of what was said', async () => {
  const finding = await lookWith(command, shell('echo working; echo "disk is full" >&2; exit 7'))
  expect(finding).toMatchObject({outcome: 'fail', reason: 'mismatch', values: {code: 7}})
  expect(finding.summary).toBe('bash ended with 7, not 0: disk is full')
})

test('the wrong words are a mismatch, also with exit code 0', async () => {
  const finding = await lookWith(command, shell('echo down', ', expect: {output: up}'))
  expect(finding).toMatchObject({outcome: 'fail', reason: 'mismatch'})
  expect(finding.summary).toContain('up')
  expect(finding.evidence).toContain('down')
})

test('a program that is not there or not allowed is no failure of the system', async () => {
  const missing = await lookWith(
    command,
    '{type: command, run: no-such-program-here}'.replace('no-such', '[no-such').replace('here', 'here]'),
  )
  expect(missing).toMatchObject({outcome: 'unknown', reason: 'not-configured'})
  expect(missing.summary).toContain('no-such-program-here')
  const file = join(scratch(), 'script')
  writeFileSync(file, 'text')
  chmodSync(file, 0o644)
  expect(await lookWith(command, `{type: command, run: ['${file}']}`)).toMatchObject({reason: 'permission'})
})

test('it gets its own variables, nothing on its input, and the session’s directory', async () => {
  const cwd = scratch()
  const text = shell('cat; echo "$A-$PWD"', ', env: {A: seven}, expect: {output: {matches: "^seven-/"}}')
  const finding = await lookWith(command, text, {cwd})
  expect(finding).toMatchObject({outcome: 'pass'})
  expect(finding.evidence).toContain(`seven-${cwd}`)
})

test('what was killed is told so', async () => {
  const finding = await lookWith(command, shell('kill -SEGV $$'))
  expect(finding).toMatchObject({outcome: 'fail', reason: 'mismatch'})
  expect(finding.summary).toContain('SIGSEGV')
})

test('a program that does not end is over with its time, and so is all that it started, stopped ones too', async () => {
  const cwd = scratch()
  const text =
    'sleep 600 & echo $! > pids; kill -STOP $!; trap "" TERM; echo so far; sleep 600 & echo $! >> pids; wait'
  const finding = await lookWith(command, shell(text), {cwd, limit: 700})
  expect(finding).toMatchObject({
    outcome: 'fail',
    reason: 'timeout',
    summary: 'bash did not end within 700 ms',
  })
  expect(finding.evidence).toContain('so far')
  const pids = readFileSync(join(cwd, 'pids'), 'utf8').trim().split('\n').map(Number)
  expect(pids).toHaveLength(2)
  await eventually('both are gone', () => !pids.some(isAlive))
})

test('what a program leaves behind it is ended, and its open pipe does not hold up the look', async () => {
  const cwd = scratch()
  const finding = await lookWith(command, shell('sleep 600 & echo $! > pid; echo done'), {cwd})
  expect(finding).toMatchObject({outcome: 'pass'})
  const pid = Number(readFileSync(join(cwd, 'pid'), 'utf8'))
  await eventually('it is gone', () => !isAlive(pid))
})

test('who left the group keeps the pipe, and the look ends all the same', async () => {
  const cwd = scratch()
  const finding = await lookWith(
    command,
    shell(
      'setsid bash -c "echo \\$\\$ > pid; exec sleep 600" & until [ -s pid ]; do sleep 0.01; done; echo done',
    ),
    {cwd},
  )
  expect(finding).toMatchObject({outcome: 'pass'})
  expect(existsSync(join(cwd, 'pid'))).toBe(true)
  process.kill(Number(readFileSync(join(cwd, 'pid'), 'utf8')), 'SIGKILL')
})

test('200 MB of output are read to their end and not kept', async () => {
  const before = process.memoryUsage().rss
  const finding = await lookWith(command, shell('head -c 200000000 /dev/zero; exit 4'), {limit: 40_000})
  expect(finding).toMatchObject({reason: 'mismatch', values: {code: 4}})
  expect(process.memoryUsage().rss - before).toBeLessThan(100 * 1024 * 1024)
})

test("a shell reads no startup file of the account's: behind its input is nobody", async () => {
  const home = scratch()
  writeFileSync(join(home, '.bashrc'), 'echo from bashrc\n')
  const probe = `{type: command, run: [bash, -c, 'readlink /proc/self/fd/0'], env: {HOME: ${home}, SHLVL: '0'}, expect: {output: {lacks: bashrc, matches: '^/dev/null'}}}`
  expect(await lookWith(command, probe)).toMatchObject({outcome: 'pass'})
})
