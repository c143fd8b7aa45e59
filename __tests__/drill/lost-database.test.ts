import {expect, test} from 'vitest'
import {
  backupsOf,
  communicate,
  decide,
  healthy,
  lookAround,
  rollBack,
  run,
  signOff,
  sitDownAt,
} from '../helpers/drill-script.ts'
import {sensedAs} from '../helpers/drill-seat.ts'

test('a lost database: it cannot be backed up, the rollback opens to words and brings it back', async () => {
  const seat = await sitDownAt('lost-database', {
    security: 'unknown',
    performance: 'clear',
    'login-broken': 'unknown',
    'einvoice-broken': 'unknown',
    'database-lost': 'raised',
    certificate: 'clear',
  })
  const {operator} = seat
  await decide(seat, 'rollback', 'the database is gone')
  expect(await run(seat, 'backup', {word: 'run'})).toBe(1)
  await run(seat, 'state-before')
  expect(operator.printed()).not.toMatch(/finasis-db-1/)
  await run(seat, 'logs-before')
  const [newest = '', cut = ''] = backupsOf(seat)
  // One that is cut off is told from a whole one before anything is touched.
  expect(await rollBack(seat, cut, {reason: 'a dead database cannot be backed up'})).toBe(2)
  expect(operator.printed()).toContain('is cut off, nothing was touched')
  expect(await rollBack(seat, newest, {reason: 'a dead database cannot be backed up'})).toBe(0)

  await lookAround(seat)
  // There are no numbers of a dead database to compare with.
  await sensedAs(seat, {...healthy, 'user-data': 'unknown'})
  await operator.says('goto user-data')
  await operator.says('done compared with the report of yesterday')
  await operator.says('ack')
  await operator.says('goto backup')
  await operator.says('skip a dead database cannot be backed up')
  await communicate(seat, {monitored: true})
  await signOff(seat)
  expect(Object.entries(seat.rows('sensed')).filter(([, state]) => state !== 'done')).toEqual([
    ['user-data', 'confirmed'],
  ])
}, 400_000)
