import {expect, test} from 'vitest'
import {
  backupsOf,
  communicate,
  decide,
  healthy,
  lookAround,
  prepare,
  rollBack,
  signOff,
  sitDownAt,
} from '../helpers/drill-script.ts'
import {sensedAs} from '../helpers/drill-seat.ts'

test('a rollback script that fails half-way: the application stays down until it is run again', async () => {
  const seat = await sitDownAt('failing-rollback', {
    security: 'unknown',
    performance: 'clear',
    'login-broken': 'raised',
    'einvoice-broken': 'unknown',
    'database-lost': 'clear',
    certificate: 'clear',
  })
  const {operator} = seat
  await decide(seat, 'rollback', 'nobody can log in')
  expect(await prepare(seat)).toBe(0)
  const [, sound = ''] = backupsOf(seat)
  expect(await rollBack(seat, sound)).toBe(3)
  expect(operator.printed()).toContain('No space left on device')
  expect(operator.printed()).not.toContain('4/6 going back')
  expect(await rollBack(seat, sound)).toBe(0)
  expect(seat.happened('command-confirmed', 'rollback')).toHaveLength(2)

  await lookAround(seat)
  await sensedAs(seat, healthy)
  await operator.says('goto user-data')
  await operator.says('ack')
  await communicate(seat, {monitored: true})
  expect(new Set(Object.values(seat.rows('sensed')))).toEqual(new Set(['done']))
  await signOff(seat)
}, 400_000)
