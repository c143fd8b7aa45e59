import {expect, test} from 'vitest'
import {
  backupsOf,
  communicate,
  decide,
  healthy,
  lookAround,
  prepare,
  rollBack,
  systemIsUp,
} from '../helpers/drill-script.ts'
import {criteriaAnswered, sensedAs, sitAtDrill} from '../helpers/drill-seat.ts'

test('a bad release: slow, nobody can log in; the rollback heals it, the workers come back last', async () => {
  const seat = sitAtDrill(['--scenario', 'bad-release'])
  const {operator} = seat
  await systemIsUp(seat)
  await criteriaAnswered(seat, {
    security: 'unknown',
    performance: 'raised',
    'login-broken': 'raised',
    'einvoice-broken': 'unknown',
    'database-lost': 'clear',
    certificate: 'clear',
  })
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
  operator.types('finish Ayşe')
  expect(await operator.leaves, operator.printed().slice(-3000)).toBe(0)
  const end = operator.printed().slice(-3000)
  expect(end).toContain('Debrief · DRILL bad-release #7')
  expect(end).toContain('nothing was skipped, overridden or left unlooked at')
}, 400_000)
