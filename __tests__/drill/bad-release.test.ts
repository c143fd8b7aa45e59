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

test('a bad release: slow, nobody can log in; the rollback heals it, the workers come back last', async () => {
  const seat = await sitDownAt('bad-release', {
    security: 'unknown',
    performance: 'raised',
    'login-broken': 'raised',
    'einvoice-broken': 'unknown',
    'database-lost': 'clear',
    certificate: 'clear',
  })
  const {operator} = seat
  await operator.says('goto security')
  await operator.says('clear asked the security team')
  await decide(seat, 'rollback', 'nobody can log in since the release')
  expect(await prepare(seat)).toBe(0)
  const [, sound = ''] = backupsOf(seat)
  expect(await rollBack(seat, sound)).toBe(0)
  expect(operator.printed()).toContain('4/6 going back to release 4.1.3')

  await lookAround(seat)
  expect(operator.printed()).toMatch(/finasis-worker-1 .*starting/)
  await sensedAs(seat, healthy)
  await operator.says('goto user-data')
  await operator.says('ack')
  await communicate(seat, {monitored: true})
  expect(new Set(Object.values(seat.rows('sensed')))).toEqual(new Set(['done']))
  const end = await signOff(seat)
  expect(end).toContain('Debrief · DRILL bad-release #7')
  expect(end).toContain('nothing was skipped, overridden or left unlooked at')
}, 400_000)
