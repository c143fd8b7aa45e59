import {expect, onTestFinished, test} from 'vitest'
import {createDeadline, TimeIsOver, within} from '#src/net/deadline.ts'

test('what was begun when the time was over already fails unheard, and ends no program', async () => {
  const unheard: unknown[] = []
  const hear = (error: unknown): void => void unheard.push(error)
  const others = process.listeners('unhandledRejection')
  process.removeAllListeners('unhandledRejection').on('unhandledRejection', hear)
  onTestFinished(() => {
    process.removeListener('unhandledRejection', hear)
    for (const other of others) process.on('unhandledRejection', other)
  })
  const deadline = createDeadline(1)
  await expect(within(deadline, new Promise(() => undefined))).rejects.toBeInstanceOf(TimeIsOver)
  await expect(within(deadline, Promise.reject(new Error('the client is destroyed')))).rejects.toBeInstanceOf(
    TimeIsOver,
  )
  // Node tells of what nobody heard when a turn of the loop is over.
  await new Promise(resolve => setImmediate(resolve))
  expect(unheard).toEqual([])
})
