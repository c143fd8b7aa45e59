import {expect, test} from 'vitest'
import {communicate, decide, signOff, sitDownAt} from '../helpers/drill-script.ts'

test('a quiet night: nothing is red, a certificate ends soon, and nothing is rolled back', async () => {
  const seat = await sitDownAt('quiet-night', {
    security: 'unknown',
    performance: 'clear',
    'login-broken': 'clear',
    'einvoice-broken': 'clear',
    'database-lost': 'clear',
    certificate: 'clear',
  })
  const {operator} = seat
  const warned = seat.happened('sensed').filter(event => event.reading.warning !== null)
  expect(warned.map(event => event.item)).toEqual(['certificate'])
  await operator.says('clear asked the security team')
  await decide(seat, 'no', 'everything answers; a false alarm')
  await communicate(seat, {monitored: false})
  const end = await signOff(seat)
  expect(seat.happened('command-confirmed')).toEqual([])
  const {reason, actions, lessons, improvements, ...checks} = seat.rows('sensed')
  expect([reason, actions, lessons, improvements]).toEqual(['done', 'done', 'done', 'done'])
  expect(Object.entries(checks).filter(([, state]) => state !== 'not-applicable')).toEqual([])
  expect(end).toContain('to the start of the rollback: none was started')
  expect(end).toContain('nothing was skipped, overridden or left unlooked at')
}, 400_000)
