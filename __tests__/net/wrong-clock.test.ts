import {afterEach, beforeEach, expect, test, vi} from 'vitest'
import {createDeadline, pause, TimeIsOver, within} from '#src/net/deadline.ts'
import {tcp} from '#src/probes/tcp.ts'
import {lookWith} from '../helpers/net-look.ts'
import {startTarpit} from '../helpers/tarpit.ts'
import {tried} from '../helpers/tries.ts'
import {hour} from '../helpers/wrong-clock.ts'

beforeEach(() => void vi.useFakeTimers({toFake: ['Date']}))
afterEach(() => void vi.useRealTimers())

const jumps = [-24 * hour, -hour, hour, 24 * hour]

/** The wall clock is set while something is waited for. */
const setClock = (by: number): void => void vi.setSystemTime(Date.now() + by)

test('a clock that is set while a look is under way ends it neither early nor late', async () => {
  for (const jump of jumps) {
    // What answers in good time is heard out, whatever the clock says by then.
    const deadline = createDeadline(10_000)
    const answer = within(
      deadline,
      pause(createDeadline(10_000), 50).then(() => 'answered'),
    )
    setClock(jump)
    expect(deadline.remaining(), String(jump)).toBeGreaterThan(5_000)
    expect(deadline.remaining(), String(jump)).toBeLessThanOrEqual(10_000)
    expect(await answer).toBe('answered')
    deadline.end()
    // What does not answer is given up.
    const short = createDeadline(100)
    const never = within(short, new Promise(() => undefined))
    setClock(jump)
    await expect(never).rejects.toBeInstanceOf(TimeIsOver)
    expect(short.remaining()).toBe(0)
    tried(2)
  }
})

test('a driver keeps its deadline, and hears a slow answer out, while the clock is set', async () => {
  for (const jump of jumps) {
    for (const [opening, outcome] of [
      ['220 mail ready\r\n', 'pass'],
      ['another banner, ', 'fail'],
    ] as const) {
      const pit = await startTarpit('drip', opening)
      const entry = {type: 'tcp', host: '127.0.0.1', port: pit.port, banner: '220 mail ready'}
      const look = lookWith(tcp, entry, {limit: outcome === 'pass' ? 10_000 : 400})
      setClock(jump)
      expect((await look).outcome, `${jump}, ${opening}`).toBe(outcome)
      await pit.close()
      tried(1)
    }
  }
})
