import {expect, test} from 'vitest'
import {type KnownDrivers, look} from '#src/app/probing/look.ts'
import type {Vantage} from '#src/app/probing/vantage.ts'
import {type Driver, notPassed, pass} from '#src/probes/driver.ts'
import {safe} from '#src/text/safe.ts'
import {probesOf, vantageOf} from '../../helpers/vantage.ts'

const lookWith = async (driver: Driver, text: string, more: Partial<Vantage> = {}, effects = false) => {
  const probes = probesOf(
    `probes:\n  it: ${text}\n  db: {type: postgres, host: '\${DB_HOST}', user: u, database: d}\n`,
  )
  const {it: spec} = probes
  if (spec === undefined) throw new Error('no probe')
  const known: KnownDrivers = {[spec.type]: async () => driver}
  return look(spec, vantageOf(probes, more), {purpose: 'look', effects}, known)
}

const tcp = "{type: tcp, host: '${HOST:-localhost}', port: '${PORT:-7}', timeout: 50ms}"

test('a missing variable is named, and nothing is looked at', async () => {
  const {reading} = await lookWith(
    () => Promise.reject(new Error('looked')),
    "{type: tcp, host: '${HOST}', port: '${PORT}'}",
  )
  expect(reading).toMatchObject({outcome: 'unknown', reason: 'not-configured'})
  expect(reading.summary).toBe('not configured: set HOST, PORT')
})

test('a variable that only the borrowed probe misses is named too', async () => {
  const {reading} = await lookWith(async given => {
    given.borrowed('db')
    return pass(safe('looked'))
  }, tcp)
  expect(reading).toMatchObject({reason: 'not-configured', summary: 'not configured: set DB_HOST'})
})

test('a driver that throws is an error of its own, and one that never ends is over soon after its time', async () => {
  const thrown = await lookWith(() => Promise.reject(new TypeError('x is undefined')), tcp)
  expect(thrown.reading).toMatchObject({outcome: 'unknown', reason: 'error'})
  expect(thrown.reading.summary).toContain('x is undefined')
  const endless = await lookWith(() => new Promise(() => undefined), tcp, {hasAnswered: () => true})
  expect(endless.reading).toMatchObject({
    outcome: 'fail',
    reason: 'timeout',
    summary: 'no answer within 50 ms',
  })
})

const refused: Driver = async () => notPassed('refused', safe('connection refused'))

test('silence at a default address that never answered is not configured, afterwards it is a failure', async () => {
  const silent = await lookWith(refused, tcp)
  expect(silent.reading).toMatchObject({outcome: 'unknown', reason: 'not-configured'})
  expect(silent.reading.summary).toBe('nothing at localhost:7 from app-1; set HOST (connection refused)')
  const known = await lookWith(refused, tcp, {hasAnswered: () => true})
  expect(known.reading).toMatchObject({outcome: 'fail', reason: 'refused'})
  const said = await lookWith(refused, tcp, {lookup: name => (name === 'HOST' ? 'localhost' : undefined)})
  expect(said.reading).toMatchObject({outcome: 'fail', reason: 'refused'})
})

test('a wrong answer from a default address is a failure: something is there', async () => {
  const {reading} = await lookWith(async () => notPassed('mismatch', safe('2 of 3')), tcp)
  expect(reading).toMatchObject({outcome: 'fail', reason: 'mismatch'})
})

test('no secret comes through, whichever way a driver wrote it', async () => {
  const driver: Driver = async () =>
    pass(safe('says hunter2'), {
      warning: safe('hunter2!'),
      values: {a: 'hunter2', b: 1},
      evidence: [safe('got hunter2')],
    })
  const sight = await lookWith(driver, tcp, {redact: text => text.replaceAll('hunter2', '[PW]')})
  expect(JSON.stringify(sight)).not.toContain('hunter2')
  expect(sight.reading.values).toEqual({a: '[PW]', b: 1})
})

test('effects need the confirmation and, where named, the variable', async () => {
  const seen: boolean[] = []
  const driver: Driver = async given => {
    seen.push(given.effects)
    return pass(safe('ok'))
  }
  const mail = "{type: smtp, host: h, effects: {with: TO}, deliver: {to: '${TO:-}'}}"
  const withTo = {lookup: (name: string) => (name === 'TO' ? 'me@x' : undefined)}
  await lookWith(driver, mail, {}, true)
  await lookWith(driver, mail, withTo, false)
  await lookWith(driver, mail, withTo, true)
  expect(seen).toEqual([false, false, true])
})

test('`since` is a moment: a time ago, an item’s end, a command’s start', async () => {
  const seen: (string | undefined)[] = []
  const driver: Driver = async given => {
    seen.push(given.since?.toISOString())
    return pass(safe('ok'))
  }
  const more: Partial<Vantage> = {
    now: () => new Date('2026-01-02T03:00:00Z'),
    moment: what =>
      what.kind === 'item-end'
        ? new Date('2026-01-02T02:00:00Z')
        : what.kind === 'item-start'
          ? new Date('2026-01-02T01:00:00Z')
          : null,
  }
  await lookWith(driver, '{type: log, path: l, level: E, since: 10m}', more)
  await lookWith(driver, '{type: log, path: l, level: E, since: {item: a}}', more)
  await lookWith(driver, '{type: log, path: l, level: E}', more)
  await lookWith(driver, "{type: files, newest: {match: '*', since: {item: a}}}", more)
  expect(seen).toEqual([
    '2026-01-02T02:50:00.000Z',
    '2026-01-02T02:00:00.000Z',
    undefined,
    '2026-01-02T01:00:00.000Z',
  ])
})
