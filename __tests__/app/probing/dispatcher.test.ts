import {expect, test} from 'vitest'
import {dispatch, withNeeds} from '#src/app/probing/dispatcher.ts'
import {sightOf} from '#src/app/probing/look.ts'
import {type Finding, notPassed, pass} from '#src/probes/driver.ts'
import type {ProbeSpec} from '#src/runbook/types.ts'
import {safe} from '#src/text/safe.ts'
import {probesOf, vantageOf} from '../../helpers/vantage.ts'

const tcp = 'type: tcp, host: h, port: 1'
const vantage = vantageOf()

const run = async (text: string, finding: (name: string) => Finding | Promise<Finding>) => {
  const looked: string[] = []
  const sights = await dispatch({
    probes: Object.values(probesOf(text)),
    vantage,
    look: async (spec: ProbeSpec) => {
      looked.push(`+${spec.name}`)
      const found = await finding(spec.name)
      looked.push(`-${spec.name}`)
      return sightOf(spec, found, {vantage, beganAt: new Date(), durationMs: 1})
    },
  })
  return {looked, readings: Object.fromEntries([...sights].map(([name, sight]) => [name, sight.reading]))}
}

const ok = pass(safe('fine'))

test('what is needed is looked at first, however the file orders it', async () => {
  const {looked} = await run(
    `probes:\n  c: {${tcp}, needs: b}\n  b: {${tcp}, needs: a}\n  a: {${tcp}}\n`,
    () => ok,
  )
  expect(looked).toEqual(['+a', '-a', '+b', '-b', '+c', '-c'])
})

test('one dead thing is one failure: what stands on it is blocked by it, through any number of steps', async () => {
  const {looked, readings} = await run(
    `probes:\n  a: {${tcp}}\n  b: {${tcp}, needs: a}\n  c: {${tcp}, needs: b}\n  d: {${tcp}}\n`,
    name => (name === 'a' ? notPassed('refused', safe('connection refused')) : ok),
  )
  expect(looked).not.toContain('+b')
  expect(readings.b).toMatchObject({outcome: 'unknown', reason: 'blocked', blockedBy: 'a', durationMs: null})
  expect(readings.c).toMatchObject({
    reason: 'blocked',
    blockedBy: 'a',
    summary: 'blocked by a: connection refused',
  })
  expect(readings.d).toMatchObject({outcome: 'pass'})
})

test('latency is measured when nothing else is under way', async () => {
  const {looked} = await run(
    `probes:\n  slow: {type: http, url: 'http://h', samples: 20, latency: {under: 1s}}\n  a: {${tcp}}\n  after: {${tcp}, needs: slow}\n  b: {${tcp}, needs: a}\n`,
    () => ok,
  )
  expect(looked).toEqual(['+a', '-a', '+b', '-b', '+slow', '-slow', '+after', '-after'])
})

test('many are started, none of them in one turn with more than seven others', async () => {
  const names = Array.from({length: 30}, (_, index) => `p${index}`)
  let turn = 0
  const perTurn = new Map<number, number>()
  const release: (() => void)[] = []
  let ticking = true
  const tick = (): void => {
    turn++
    if (ticking) setImmediate(tick)
  }
  tick()
  const {readings} = await run(
    `probes:\n${names.map(name => `  ${name}: {${tcp}}`).join('\n')}\n`,
    async () => {
      perTurn.set(turn, (perTurn.get(turn) ?? 0) + 1)
      await new Promise<void>(resolve => {
        release.push(resolve)
        // None ends before all have begun: nothing caps how many are under way.
        if (release.length === names.length) for (const each of release) each()
      })
      return ok
    },
  )
  ticking = false
  expect(Object.keys(readings)).toHaveLength(30)
  expect(Math.max(...perTurn.values())).toBe(8)
})

test('a needed probe that is not among them is asked for, and blocks where nothing is known', async () => {
  const [, b] = Object.values(probesOf(`probes:\n  a: {${tcp}}\n  b: {${tcp}, needs: a}\n`))
  if (b === undefined) throw new Error('no b')
  const look = async () => sightOf(b, ok, {vantage, beganAt: new Date(), durationMs: 1})
  const alone = await dispatch({probes: [b], vantage, look})
  expect(alone.get('b')?.reading).toMatchObject({reason: 'blocked', blockedBy: 'a'})
  const known = (await look()).reading
  const together = await dispatch({probes: [b], vantage, look, known: () => known})
  expect(together.get('b')?.reading).toMatchObject({outcome: 'pass'})
})

test('with its needs a probe brings those of its needs', () => {
  const probes = probesOf(
    `probes:\n  a: {${tcp}}\n  b: {${tcp}, needs: a}\n  c: {${tcp}, needs: [b, a]}\n  d: {${tcp}}\n`,
  )
  const names = withNeeds(['c'], name => probes[name] ?? null).map(spec => spec.name)
  expect(names.sort()).toEqual(['a', 'b', 'c'])
})

test('nothing to look at is over at once', async () => {
  expect((await dispatch({probes: [], vantage, look: () => Promise.reject(new Error('looked'))})).size).toBe(
    0,
  )
})
