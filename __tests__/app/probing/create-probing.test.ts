import {existsSync, writeFileSync} from 'node:fs'
import {createServer, type Server} from 'node:net'
import {join} from 'node:path'
import {expect, onTestFinished, test} from 'vitest'
import {createProbing, type Probing, type ProbingParts} from '#src/app/probing/create-probing.ts'
import {createStore, type Store} from '#src/app/store.ts'
import {en} from '#src/i18n/en.ts'
import type {Runbook} from '#src/runbook/types.ts'
import {findItem} from '#src/runbook/walk.ts'
import type {SessionEvent} from '#src/session/events.ts'
import {itemState} from '#src/session/item-state.ts'
import {replay} from '#src/session/reduce.ts'
import {emptySession, nothingSeen} from '#src/session/state.ts'
import type {Redacted} from '#src/text/redact.ts'
import {eventually} from '../../helpers/commands.ts'
import {scratch} from '../../helpers/scratch.ts'
import {command, manual, runbookOf, section, sensed} from '../../helpers/small-runbook.ts'
import {exited, someFacts} from '../../helpers/table.ts'
import {probesOf} from '../../helpers/vantage.ts'

const started: SessionEvent = {
  type: 'session-started',
  at: '2026-01-02T03:00:00Z',
  by: 'ayse',
  facts: someFacts,
}

const listen = async (port = 0): Promise<{server: Server; port: number; close: () => Promise<void>}> => {
  const server = createServer(socket => socket.destroy())
  await new Promise<void>(resolve => server.listen(port, '127.0.0.1', resolve))
  const address = server.address()
  const close = () =>
    new Promise<void>(resolve => (server.listening ? server.close(() => resolve()) : resolve()))
  onTestFinished(close)
  return {server, port: typeof address === 'object' ? (address?.port ?? 0) : 0, close}
}

const freePort = async (): Promise<number> => {
  const {port, close} = await listen()
  await close()
  return port
}

const begin = (runbook: Runbook, more: Partial<ProbingParts> = {}): {probing: Probing; store: Store} => {
  const store = createStore({
    runbook,
    session: replay(emptySession, [started]),
    events: [started],
    live: {host: 'app-1', ...nothingSeen, cwd: process.cwd(), valued: new Set()},
    sink: {append: () => undefined},
    redact: event => event as Redacted<SessionEvent>,
    now: () => new Date(),
    operator: 'ayse',
  })
  const probing = createProbing({
    store,
    runbook,
    texts: en,
    now: () => new Date(),
    lookup: () => undefined,
    redact: text => text,
    cwd: process.cwd(),
    env: {PATH: process.env.PATH ?? ''},
    host: 'app-1',
    ...more,
  })
  onTestFinished(() => probing.stop())
  return {probing, store}
}

const stateOf = (store: Store, id: string): string => {
  const {runbook, session} = store.state()
  const item = findItem(runbook, id)
  if (item === null) throw new Error(`no ${id}`)
  return itemState(runbook, session, item)
}
const live = (store: Store, probe: string) => store.state().live.readings.get(probe)

test('a row goes from waiting to done when its service comes up, and loses its tick when that goes', async () => {
  const port = await freePort()
  const probes = probesOf(`probes:\n  door: {type: tcp, host: 127.0.0.1, port: ${port}, every: 50ms}\n`)
  const {store} = begin(runbookOf([section('s', [sensed('door', {within: 60_000})])], {probes}))
  await eventually('it waits', () => live(store, 'door')?.summary.includes(' left: ') === true)
  expect(live(store, 'door')).toMatchObject({outcome: 'unknown'})
  expect(stateOf(store, 'door')).toBe('open')
  const {close} = await listen(port)
  await eventually('it is done', () => stateOf(store, 'door') === 'done')
  expect(live(store, 'door')).toMatchObject({outcome: 'pass'})
  await close()
  await eventually('it has failed', () => stateOf(store, 'door') === 'failed')
  expect(live(store, 'door')).toMatchObject({outcome: 'fail', reason: 'refused'})
  const outcomes = store.events().flatMap(event => (event.type === 'sensed' ? [event.reading.outcome] : []))
  expect(outcomes).toEqual(['pass', 'fail'])
})

test('a row of looks that has begun is gone on with at once, however seldom the probe looks', async () => {
  const {port} = await listen()
  const probes = probesOf(
    `probes:\n  door: {type: tcp, host: 127.0.0.1, port: ${port}, passes: 2, every: 1h}\n`,
  )
  const {store} = begin(runbookOf([section('s', [sensed('door')])], {probes}))
  await eventually('one of two', () => live(store, 'door')?.summary.includes('1') === true)
  expect(stateOf(store, 'door')).toBe('open')
  await eventually('it is done', () => stateOf(store, 'door') === 'done')
})

test('what was seen before the need was finished is a preview; the look after it ticks', async () => {
  const {port} = await listen()
  const probes = probesOf(`probes:\n  door: {type: tcp, host: 127.0.0.1, port: ${port}, every: 1h}\n`)
  const runbook = runbookOf(
    [section('first', [manual('go')]), section('then', [sensed('door')], {needs: ['go']})],
    {probes},
  )
  const {store} = begin(runbook)
  await eventually('it is seen', () => live(store, 'door')?.outcome === 'pass')
  expect(stateOf(store, 'door')).toBe('open')
  await store.dispatch({type: 'done', item: 'go', answers: {}, remark: ''})
  await eventually('it is done', () => stateOf(store, 'door') === 'done')
})

test('only what is on the screen is looked with, and what has no interval only when asked', async () => {
  const {port} = await listen()
  const tcp = `type: tcp, host: 127.0.0.1, port: ${port}`
  const probes = probesOf(
    `probes:\n  a: {${tcp}, every: 1h}\n  b: {${tcp}, every: 1h}\n  c: {${tcp}, every: never}\n`,
  )
  const runbook = runbookOf([section('one', [sensed('a'), sensed('c')]), section('two', [sensed('b')])], {
    probes,
  })
  const {probing, store} = begin(runbook)
  probing.show(['one'])
  await eventually('a is done', () => stateOf(store, 'a') === 'done')
  expect(live(store, 'c')).toBeUndefined()
  probing.recheck(['c'])
  await eventually('c is done', () => stateOf(store, 'c') === 'done')
  probing.show(['two'])
  await eventually('b is done', () => stateOf(store, 'b') === 'done')
})

test('what changes something runs once, when it was confirmed', async () => {
  const probes = probesOf(`probes:\n  draft: {type: command, run: [bash, -c, 'echo made'], effects: true}\n`)
  const {probing, store} = begin(runbookOf([section('s', [sensed('draft')])], {probes}))
  probing.recheck()
  probing.recheck(['draft'])
  expect(live(store, 'draft')).toBeUndefined()
  expect((await store.dispatch({type: 'look', item: 'draft'})).ok).toBe(true)
  // Whoever comes back to this journal is told that something may have been made, not that nothing was looked at.
  expect(stateOf(store, 'draft')).toBe('unknown')
  await probing.lookOnce('draft')
  await eventually('it is done', () => stateOf(store, 'draft') === 'done')
  expect(live(store, 'draft')).toMatchObject({outcome: 'pass'})
  expect(probing.evidence('draft')).toContain('made')
})

test('after it was stopped nothing is looked with any more, programs included', async () => {
  const probes = probesOf(`probes:\n  long: {type: command, run: [sleep, '600'], every: 10s, timeout: 10m}\n`)
  const {probing, store} = begin(runbookOf([section('s', [sensed('long')])], {probes}))
  await probing.stop()
  expect(live(store, 'long')).toBeUndefined()
  expect(store.events()).toEqual([started])
})

test('what is out of view when its need is finished is looked at anew as soon as it is seen', async () => {
  const {port} = await listen()
  const probes = probesOf(`probes:\n  other: {type: tcp, host: 127.0.0.1, port: ${port}, every: 1h}\n`)
  const runbook = runbookOf(
    [section('first', [manual('go')]), section('then', [sensed('other')], {needs: ['go']})],
    {probes},
  )
  const {probing, store} = begin(runbook)
  await eventually('it is seen', () => live(store, 'other')?.outcome === 'pass')
  probing.show(['first'])
  await store.dispatch({type: 'done', item: 'go', answers: {}, remark: ''})
  expect(stateOf(store, 'other')).toBe('open')
  probing.show(['then'])
  await eventually('it is done', () => stateOf(store, 'other') === 'done')
})

const confirmed = async (store: Store, item: string): Promise<void> => {
  const intent = {type: 'run', item, text: `./${item}.sh`, cwd: '/', values: [], script: null} as const
  expect((await store.dispatch({...intent, typed: '', reason: ''})).ok).toBe(true)
}

test('numbers stand in the journal before their command starts, and later looks compare with them', async () => {
  const probes = probesOf(`probes:\n  door: {type: tcp, host: 127.0.0.1, port: ${(await listen()).port}}\n`)
  const backup = command('backup', {baseline: ['door']})
  const {probing, store} = begin(runbookOf([section('s', [backup])], {probes}))
  await confirmed(store, 'backup')
  await probing.around.before(backup)
  const [taken] = store.events().filter(event => event.type === 'baseline-taken')
  expect(taken).toMatchObject({item: 'backup', readings: [{probe: 'door', outcome: 'pass'}]})
  expect(store.state().session.baseline.get('door')?.reading.outcome).toBe('pass')
})

test('a command is over when its probe has looked at what it did', async () => {
  const probes = probesOf(`probes:\n  file: {type: command, run: [bash, -c, 'echo 9 bytes'], every: never}\n`)
  const backup = command('backup', {verify: 'file'})
  const {probing, store} = begin(runbookOf([section('s', [backup])], {probes}))
  await confirmed(store, 'backup')
  await store.dispatch({type: 'ended', attempt: 1, exit: exited(0), tail: '', seen: 'live'})
  expect(stateOf(store, 'backup')).toBe('unknown')
  await probing.around.after(backup)
  expect(stateOf(store, 'backup')).toBe('done')
})

test('what needs a command is looked at anew when the command’s own probe has said that it worked', async () => {
  const {port} = await listen()
  const probes = probesOf(
    `probes:\n  door: {type: tcp, host: 127.0.0.1, port: ${port}, every: 1h}\n  file: {type: command, run: [bash, -c, 'exit 0'], every: never}\n`,
  )
  const deploy = command('deploy', {verify: 'file'})
  const sections = [section('s', [deploy]), section('then', [sensed('door')], {needs: ['deploy']})]
  const {probing, store} = begin(runbookOf(sections, {probes}))
  await confirmed(store, 'deploy')
  await store.dispatch({type: 'ended', attempt: 1, exit: exited(0), tail: '', seen: 'live'})
  // The door is looked at again because the command ended, before anybody knows that it worked.
  await eventually('it is a preview', () => live(store, 'door')?.outcome === 'pass')
  expect(stateOf(store, 'door')).toBe('open')
  await probing.around.after(deploy)
  await eventually('it is done', () => stateOf(store, 'door') === 'done')
})

test('a look that was under way when the command ended is not the one that is waited for', async () => {
  const directory = scratch()
  const probes = probesOf(
    `probes:\n  file: {type: command, run: [bash, -c, 'echo >> ${directory}/begun; while [ ! -e ${directory}/gate ]; do sleep 0.02; done'], every: 1h}\n`,
  )
  const backup = command('backup', {verify: 'file'})
  const {probing, store} = begin(runbookOf([section('s', [backup])], {probes}))
  await eventually('it looks', () => existsSync(join(directory, 'begun')))
  await confirmed(store, 'backup')
  await store.dispatch({type: 'ended', attempt: 1, exit: exited(0), tail: '', seen: 'live'})
  const over = probing.around.after(backup)
  writeFileSync(join(directory, 'gate'), '')
  await over
  expect(stateOf(store, 'backup')).toBe('done')
})

test('nobody waits for a look that does not come by itself', async () => {
  const probes = probesOf(`probes:\n  draft: {type: command, run: [bash, -c, 'echo made'], effects: true}\n`)
  const backup = command('backup', {verify: 'draft'})
  const {probing} = begin(runbookOf([section('s', [backup])], {probes}))
  await expect(probing.around.after(backup)).resolves.toBeUndefined()
})
