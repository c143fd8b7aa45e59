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

test('an expired certificate: the rollback goes well and heals nothing', async () => {
  const criteria = {
    security: 'unknown',
    performance: 'raised',
    'login-broken': 'raised',
    'einvoice-broken': 'unknown',
    'database-lost': 'clear',
    certificate: 'raised',
  }
  const seat = await sitDownAt('expired-certificate', criteria)
  const {operator} = seat
  await decide(seat, 'rollback', 'the site is refused by every browser')
  expect(await prepare(seat)).toBe(0)
  const [, last = ''] = backupsOf(seat)
  expect(await rollBack(seat, last)).toBe(0)

  await lookAround(seat)
  // What goes over TLS is as it was; everything else is well.
  const {api: _api, login: _login, ...others} = healthy
  await sensedAs(seat, {...others, einvoice: 'fail', pdf: 'unknown', uploads: 'fail'})
  expect(seat.rows('criterion')).toEqual(criteria)
  for (const item of ['api', 'login', 'einvoice', 'uploads']) {
    await operator.says(`goto ${item}`)
    await operator.says('override the certificate is renewed in the morning')
  }
  for (const item of ['pdf']) {
    await operator.says(`goto ${item}`)
    await operator.says('skip cannot be looked at behind this certificate')
  }
  await operator.says('goto user-data')
  await operator.says('ack')
  await communicate(seat, {monitored: true})
  await signOff(seat)
  expect(Object.entries(seat.rows('sensed')).filter(([, state]) => state !== 'done')).toEqual([
    ['api', 'overridden'],
    ['login', 'overridden'],
    ['einvoice', 'overridden'],
    ['pdf', 'skipped'],
    ['uploads', 'overridden'],
  ])
  expect(operator.printed().slice(-3000)).toContain('healthy again: it is not (')
}, 400_000)
