import {existsSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {eventually} from '../helpers/commands.ts'
import {runnersOf} from '../helpers/soak-processes.ts'
import {headHash, setUpPlace} from '../helpers/story.ts'
import {tried} from '../helpers/tries.ts'
import {hour, wrongClock} from '../helpers/wrong-clock.ts'

const night = `# A night

- [ ] first thing <!-- {id: first} -->

\`\`\`bash
./act.sh
./stuck.sh
\`\`\`
<!-- {steps: [{id: act, safe: true, timeout: 10m}, {id: stuck, safe: true, timeout: 1500ms}]} -->

- [ ] Log: there <!-- {id: there, probe: there} -->
- [ ] last thing <!-- {id: last} -->
`

test('a clock that is set by hours at any moment reorders nothing, ends nothing early and lets no limit pass', async () => {
  const place = setUpPlace(night, 'probes:\n  there: {type: command, run: [test, -e, finished], every: 1s}\n')
  place.script('act.sh', `${place.waitsForGate}\ntouch '${place.dir}/finished'`)
  place.script('stuck.sh', `while [ -d '${place.dir}' ]; do sleep 0.05; done`)
  const clock = wrongClock(place.dir)
  const env = clock.env
  const {operator, id} = await place.start([], {env})

  clock.set(-hour)
  await operator.says('done before')
  await operator.says('goto act')
  operator.types('run')
  await eventually('it has begun', () => place.runs().length === 1)
  // Ten minutes of limit are not over because an hour and two were skipped.
  clock.set(2 * hour)
  await operator.sees('failed: test ended with 1')
  clock.set(-2 * hour)
  place.write('gate', '')
  await operator.sees('exit code 0')
  // A look that began before it, by this clock, was begun after it all the same.
  await eventually('a look has ticked', () =>
    place.happened(id, 'sensed').some(({reading}) => reading.outcome === 'pass'),
  )
  operator.types('quit')
  expect(await operator.leaves).toBe(130)
  const head = headHash(operator.printed())

  clock.set(-5 * hour)
  const second = place.sit(['resume', id], {env})
  expect(await second.sees('rollcall> ')).not.toContain('fault')
  await second.says('goto stuck')
  second.types('run')
  await eventually('it has begun', () => place.runs().length === 2)
  // Stopped for longer than its limit, as a machine that slept: the limit holds as soon as it goes on.
  const [runner] = runnersOf(place.home)
  if (runner === undefined) throw new Error('no runner')
  process.kill(runner.pid, 'SIGSTOP')
  clock.set(-9 * hour)
  const over = performance.now() + 1600
  await eventually('its time is over', () => performance.now() > over)
  process.kill(runner.pid, 'SIGCONT')
  await second.sees('rollcall> ')
  expect(place.happened(id, 'command-ended').at(-1)?.exit).toMatchObject({cause: 'timeout'})
  await second.says('goto last')
  await second.says('done after')
  second.types('abort that will do')
  expect(await second.leaves).toBe(1)

  // The order is the order in which it happened, although the times go back and forth.
  const events = place.events(id)
  const times = events.map(event => Date.parse(event.at))
  expect(times.some((time, index) => time < (times[index - 1] ?? 0))).toBe(true)
  expect(place.happened(id, 'item-done').map(event => event.item)).toEqual(['first', 'last'])
  expect((await place.once(['verify', id, '--against', head])).printed).toContain('whole')
  const exported = await place.once(['export', id, '--format', 'json'])
  const {timeline} = JSON.parse(exported.printed) as {readonly timeline: readonly {readonly at: string}[]}
  expect(timeline.map(({at}) => at)).toEqual(
    events.map(({at}) => at).filter(at => timeline.some(entry => entry.at === at)),
  )
  expect(existsSync(join(place.dir, 'finished'))).toBe(true)
  tried(6)
})
