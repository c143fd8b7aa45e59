import {spawn} from 'node:child_process'
import {once} from 'node:events'
import {existsSync} from 'node:fs'
import {hostname} from 'node:os'
import {expect, test} from 'vitest'
import {hostFacts, parseProcessStat, processFacts} from '#src/durable/host.ts'

const linux = existsSync('/proc/self/stat')

const waitFor = async (holds: () => boolean): Promise<void> => {
  while (!holds()) await new Promise(resolve => setImmediate(resolve))
}

test.runIf(linux)('tells where we are, the same each time', () => {
  expect(hostFacts()).toEqual({
    hostname: hostname(),
    bootId: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
    networkNamespace: expect.stringMatching(/^net:\[\d+\]$/),
    pidNamespace: expect.stringMatching(/^pid:\[\d+\]$/),
    uid: process.getuid?.(),
  })
  expect(hostFacts()).toEqual(hostFacts())
})

test.runIf(linux)('tells a process from others, its state, and that it is gone', async () => {
  const child = spawn('sleep', ['1000'], {detached: true, stdio: 'ignore'})
  await once(child, 'spawn')
  const pid = child.pid ?? 0
  const facts = processFacts(pid)
  expect(facts).toMatchObject({
    startTime: expect.stringMatching(/^\d+$/),
    parent: process.pid,
    group: pid,
    session: pid,
  })
  process.kill(pid, 'SIGSTOP')
  await waitFor(() => processFacts(pid)?.state === 'T')
  expect(processFacts(pid)?.startTime).toBe(facts?.startTime)
  const exit = once(child, 'exit')
  child.kill('SIGKILL')
  await exit
  expect(processFacts(pid)).toBeNull()
})

test('what is no process id names no process', () => {
  for (const pid of [0, -1, 1.5, Number.NaN, 2 ** 40]) expect(processFacts(pid), String(pid)).toBeNull()
})

test('a name with spaces, parentheses and newlines does not move the fields', () => {
  const rest = `S 10 20 30 ${Array.from({length: 15}, () => '0').join(' ')} 987654 1 2 3`
  for (const name of ['sh', 'a b', 'a) R 1 2 3 (b', ')', '((', 'a\nb) Z 9']) {
    expect(parseProcessStat(`42 (${name}) ${rest}\n`), name).toEqual({
      startTime: '987654',
      state: 'S',
      parent: 10,
      group: 20,
      session: 30,
    })
  }
  for (const text of ['', '42', '42 (sh)', '42 (sh) S 1 2', `42 (sh) ${rest.replace('987654', 'x')}`]) {
    expect(parseProcessStat(text), text).toBeNull()
  }
})
