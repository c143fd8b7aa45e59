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

test('data missing after the restore: e-invoices work again, and a tenth of the rows is gone', async () => {
  const seat = await sitDownAt('data-missing', {
    security: 'unknown',
    performance: 'clear',
    'login-broken': 'clear',
    'einvoice-broken': 'raised',
    'database-lost': 'clear',
    certificate: 'clear',
  })
  const {operator} = seat
  await decide(seat, 'rollback', 'no e-invoice goes out')
  expect(await prepare(seat)).toBe(0)
  const [, last = ''] = backupsOf(seat)
  expect(await rollBack(seat, last)).toBe(0)

  await lookAround(seat)
  await sensedAs(seat, {...healthy, 'user-data': 'fail'})
  const [reading] = seat
    .happened('sensed', 'user-data')
    .map(event => event.reading)
    .slice(-1)
  expect(reading?.reason).toBe('mismatch')
  await operator.says('goto user-data')
  await operator.says('override the rows are put back from the backup of tonight')
  await communicate(seat, {monitored: true})
  expect(Object.entries(seat.rows('sensed')).filter(([, state]) => state !== 'done')).toEqual([
    ['user-data', 'overridden'],
  ])
  const end = await signOff(seat)
  expect(end).toContain('healthy again: it is not (User data: preserved)')
  expect(end).toContain('overridden: User data: preserved')
}, 400_000)
