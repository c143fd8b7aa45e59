import {randomBytes} from 'node:crypto'
import {createServer, type Socket} from 'node:net'
import {join} from 'node:path'
import {expect, it, onTestFinished} from 'vitest'
import {announcePresence, findPresent} from '#src/durable/presence.ts'
import {acquireTarget, probeTarget} from '#src/durable/target-lock.ts'
import {lockName, presenceName, type TargetPlace, targetDigest} from '#src/durable/target-name.ts'
import {scratch} from '../helpers/scratch.ts'

const place = (name = 'shop-prod'): TargetPlace => {
  const dir = scratch()
  return {digest: targetDigest(name, dir), directory: join(dir, 'targets', 'x')}
}

const ayse = {operator: 'Ayşe', account: 'ayse', session: '20260101-0300-aaaa'}
const berk = {operator: 'Berk', account: 'berk', session: '20260101-0301-bbbb'}

/** A stranger who listens at a name and does this with whoever comes. */
const stranger = async (path: string, behave: (socket: Socket) => void): Promise<void> => {
  const sockets: Socket[] = []
  const server = createServer(socket => {
    sockets.push(socket)
    socket.on('error', () => undefined)
    behave(socket)
  })
  await new Promise<void>(resolve => server.listen(path, resolve))
  onTestFinished(() => {
    server.close()
    for (const socket of sockets) socket.destroy()
  })
}

it('is one name for every account and home, however the name is written, and another for each rehearsal', () => {
  expect(targetDigest('FinAsis  Prod ', '')).toBe(targetDigest('finasis prod', ''))
  expect(targetDigest('finasis-prod', '')).not.toBe(targetDigest('finasis-test', ''))
  expect(targetDigest('shop', 'one')).not.toBe(targetDigest('shop', 'two'))
})

for (const kind of ['abstract', 'file'] as const) {
  it(`lets one at a time have the target and says who it is (${kind})`, async () => {
    const target = place()
    const first = await acquireTarget(target, ayse, kind)
    expect(first.kind).toBe('lock')
    const account = kind === 'abstract' ? 'ayse' : '?'
    const holder = {operator: 'Ayşe', account, session: ayse.session, pid: process.pid}
    expect(await acquireTarget(target, berk, kind)).toMatchObject({kind: 'held', holder})
    expect(await probeTarget(target, kind)).toMatchObject({kind: 'held', holder})
    if (first.kind === 'lock') await first.release()
    expect(await probeTarget(target, kind)).toEqual({kind: 'free'})
    const second = await acquireTarget(target, berk, kind)
    expect(second.kind).toBe('lock')
    if (second.kind === 'lock') await second.release()
  })
}

it('is not held up by a holder that is mute, floods, lies or hangs up, and takes nothing from it but a holder', async () => {
  const good = {...ayse, since: '2026-01-01T03:00:00.000Z', pid: 7}
  const lies: readonly object[] = [
    {...good, operator: 'x'.repeat(101)},
    {...good, account: 7},
    {...good, session: '../../etc'},
    {...good, since: '\u001b[2Jnow'},
    {...good, pid: -1},
  ]
  const behaviours: readonly ((socket: Socket) => void)[] = [
    () => undefined,
    socket => socket.destroy(),
    socket => {
      const flood = (): void => {
        while (!socket.destroyed && socket.write('x'.repeat(65_536)));
      }
      socket.on('drain', flood)
      flood()
    },
    ...lies.map(lie => (socket: Socket) => void socket.write(`${JSON.stringify(lie)}\n`)),
  ]
  const found = await Promise.all(
    behaviours.map(async behave => {
      const target = place()
      await stranger(lockName(target), behave)
      return acquireTarget(target, berk)
    }),
  )
  expect(found).toEqual(behaviours.map(() => ({kind: 'held', holder: null})))
})

it('finds every session that is open on the target, and none that is gone or does not say whose it is', async () => {
  const target = place()
  const [one, two] = [await announcePresence(target, ayse), await announcePresence(target, berk)]
  await stranger(presenceName(target, randomBytes(8).toString('hex')), () => undefined)
  const other = await announcePresence(place('shop-test'), berk)
  const names = async () => (await findPresent(target)).map(({operator}) => operator).toSorted()
  expect(await names()).toEqual(['Ayşe', 'Berk'])
  await one?.release()
  expect(await names()).toEqual(['Berk'])
  for (const presence of [two, other]) await presence?.release()
})
