import {expect, test} from 'vitest'
import {senderExits, sendVariable} from '#src/runner/sender-exit.ts'
import {runToEnd} from '../helpers/commands.ts'

test('a command that is given an input gets all of it, and no command another one', async () => {
  const text = 'ş'.repeat(20_000)
  const counted = await runToEnd('wc -c', {changes: {stdin: text}})
  expect(counted.exit.tail.trim()).toBe('40000')
  const empty = await runToEnd('wc -c')
  expect(empty.exit.tail.trim()).toBe('0')
})

test('a command that reads nothing of a long input ends as it would without', async () => {
  const {exit} = await runToEnd('exit 3', {changes: {stdin: 'x'.repeat(1_000_000)}})
  expect([exit.exitCode, exit.cause]).toEqual([3, null])
})

test('a sender that gets no whole letter sends nothing and says so', async () => {
  const destination = JSON.stringify({way: 'webhook', url: 'http://127.0.0.1:9/', ca: ''})
  const {exit} = await runToEnd('webhook', {
    changes: {interpreter: 'sender', stdin: '{"id": "1", "subject": "half'},
    env: {[sendVariable]: destination},
  })
  expect(exit.exitCode).toBe(senderExits.notConfigured)
})
