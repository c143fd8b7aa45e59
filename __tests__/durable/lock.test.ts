import {type ChildProcess, spawn} from 'node:child_process'
import {once} from 'node:events'
import {existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs'
import {connect} from 'node:net'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {setTimeout as delay} from 'node:timers/promises'
import {afterAll, beforeAll, describe, expect, it, onTestFinished} from 'vitest'
import {type Holder, holderPath, readHolder} from '#src/durable/holder.ts'
import {acquireLock, type Lock, probeLock} from '#src/durable/lock.ts'
import {lockAddress} from '#src/durable/lock-address.ts'
import {connectToHolder, type LockRequest} from '#src/durable/lock-socket.ts'
import {takeOver} from '#src/durable/take-over.ts'
import {bundle} from '../helpers/bundled.ts'
import {scratch} from '../helpers/scratch.ts'
import {tried, tries} from '../helpers/tries.ts'

const taken = async (dir: string, options: Parameters<typeof acquireLock>[1] = {}): Promise<Lock> => {
  const result = await acquireLock(dir, options)
  if (result.kind !== 'lock') throw new Error(result.kind)
  onTestFinished(() => result.release())
  return result
}

let program = ''
let programs: string | null = null
beforeAll(async () => {
  programs = mkdtempSync(join(tmpdir(), 'rollcall-lock-program-'))
  program = await bundle(
    `import {acquireLock} from '#src/durable/lock.ts'
     const [dir, kind, manners] = process.argv.slice(2)
     setInterval(() => {}, 1e6)
     const onRequest = () => {
       if (manners === 'polite') setTimeout(() => lock.release().then(() => process.exit(0)), 50)
       return manners !== 'rude'
     }
     const lock = await acquireLock(dir, {operator: 'mehmet', session: 's-1', kind, onRequest})
     console.log(lock.kind)`,
    programs,
  )
})

afterAll(() => {
  if (programs !== null) rmSync(programs, {recursive: true, force: true})
})

/** Another process that holds the lock. */
const holderProcess = async (
  dir: string,
  {
    kind = 'abstract',
    manners = 'polite',
  }: {kind?: 'abstract' | 'file'; manners?: 'polite' | 'deaf' | 'rude'} = {},
): Promise<ChildProcess & {pid: number}> => {
  const child = spawn(process.execPath, [program, dir, kind, manners], {stdio: ['ignore', 'pipe', 'inherit']})
  onTestFinished(() => void child.kill('SIGKILL'))
  const [said] = (await once(child.stdout, 'data')) as [Buffer]
  expect(said.toString()).toBe('lock\n')
  return child as typeof child & {pid: number}
}

describe.each(['abstract', 'file'] as const)('a lock (%s socket)', kind => {
  it('is held by one, who is named, until it lets go', async () => {
    const dir = scratch()
    expect(await probeLock(dir, kind)).toEqual({kind: 'free'})
    const lock = await taken(dir, {operator: 'ayse', session: 's-1', kind})
    expect(await acquireLock(dir, {kind})).toMatchObject({
      kind: 'held',
      holder: {operator: 'ayse', pid: process.pid},
    })
    expect(await probeLock(dir, kind)).toMatchObject({kind: 'held', holder: {session: 's-1'}})
    await lock.release()
    expect(await probeLock(dir, kind)).toEqual({kind: 'free'})
    await taken(dir, {kind})
  })

  it('is free the moment its holder is killed', async () => {
    const dir = scratch()
    const child = await holderProcess(dir, {kind})
    expect(await acquireLock(dir, {kind})).toMatchObject({kind: 'held', holder: {pid: child.pid}})
    child.kill('SIGKILL')
    await once(child, 'exit')
    await taken(dir, {kind})
    expect(readHolder(dir)?.pid).toBe(process.pid)
  })

  it('is not lost by a holder that is paused', {timeout: 180_000}, async () => {
    const dir = scratch()
    const child = await holderProcess(dir, {kind})
    child.kill('SIGSTOP')
    // However long: in the full form a minute.
    const over = performance.now() + tries(0, 60_000)
    do {
      expect(await probeLock(dir, kind)).toMatchObject({kind: 'held', holder: {pid: child.pid}})
      expect(await acquireLock(dir, {kind})).toMatchObject({kind: 'held', holder: {pid: child.pid}})
      tried(2)
      if (performance.now() < over) await delay(500)
    } while (performance.now() < over)
    child.kill('SIGCONT')
    expect(await probeLock(dir, kind)).toMatchObject({kind: 'held', holder: {operator: 'mehmet'}})
  })
})

describe('the abstract socket', () => {
  it('has a name of all 108 bytes, which tells nothing of the token that requests need', async () => {
    const {path, token} = lockAddress(scratch())
    expect(Buffer.byteLength(path)).toBe(108)
    expect(path.startsWith('\0rollcall-')).toBe(true)
    expect(path).not.toContain(token)
    expect(token).toMatch(/^[0-9a-f]{64}$/)
  })

  it('is shown by the kernel under exactly that name', async () => {
    const dir = scratch()
    await taken(dir)
    expect(readFileSync('/proc/net/unix', 'latin1')).toContain(`@${lockAddress(dir).path.slice(1)}\n`)
  })

  it('answers only those who know the token', async () => {
    const dir = scratch()
    const asked: LockRequest[] = []
    await taken(dir, {
      onRequest: request => {
        asked.push(request)
        return true
      },
      details: () => ({lastKey: '03:12'}),
    })
    const {path, token} = lockAddress(dir)
    const say = async (text: string | Buffer): Promise<string> => {
      const socket = connect(path)
      let heard = ''
      socket.on('data', bytes => {
        heard += bytes.toString()
        if (heard.endsWith('\n')) socket.destroy()
      })
      socket.on('error', () => undefined)
      socket.write(text)
      await new Promise(resolve => socket.on('close', resolve))
      return heard
    }
    expect(await say('suspend\n')).toBe('denied\n')
    expect(await say(`${'0'.repeat(64)} kill\n`)).toBe('denied\n')
    expect(await say('\n')).toBe('denied\n')
    expect(await say(Buffer.alloc(100_000, 'x'))).toBe('')
    expect(await say(Buffer.concat([Buffer.alloc(64, 0xff), Buffer.from(' kill\n')]))).toBe('denied\n')
    expect(asked).toEqual([])
    expect(await say(`${token} dance\n`)).toBe('refused\n')
    expect(await say(`${token} suspend\n`)).toBe('accepted\n')
    expect(asked).toEqual(['suspend'])
    expect(JSON.parse(await say(`${token} who\n`))).toMatchObject({
      pid: process.pid,
      details: {lastKey: '03:12'},
    })
  })

  it('tells those who wait when it is free', async () => {
    const dir = scratch()
    const lock = await taken(dir)
    const connected = await connectToHolder(lockAddress(dir))
    if (connected.kind !== 'open') throw new Error(connected.kind)
    await lock.release()
    await connected.line.released
    expect(await connected.line.ask('who', 1000)).toBeNull()
  })
})

describe('a holder elsewhere', () => {
  const holderWith = (changes: Partial<Holder>, dir: string): void => {
    const holder = readHolder(dir)
    writeFileSync(holderPath(dir), JSON.stringify({...holder, ...changes}))
  }

  it.each([
    ['host', {host: 'app-2'}],
    ['boot', {bootId: 'another'}],
    ['network', {networkNamespace: 'net:[1]'}],
  ] as const)(
    '(%s) makes the lock prove nothing, and is overruled only explicitly',
    async (apart, changes) => {
      const dir = scratch()
      const child = await holderProcess(dir)
      child.kill('SIGKILL')
      await once(child, 'exit')
      holderWith(changes, dir)
      expect(await probeLock(dir)).toMatchObject({kind: 'elsewhere', apart: [apart]})
      expect(await acquireLock(dir)).toMatchObject({
        kind: 'elsewhere',
        apart: [apart],
        holder: {operator: 'mehmet'},
      })
      expect(await acquireLock(dir)).toMatchObject({kind: 'elsewhere'})
      const lock = await takeOver(dir)
      expect(lock.kind).toBe('lock')
      if (lock.kind === 'lock') await lock.release()
      expect(await probeLock(dir)).toEqual({kind: 'free'})
    },
  )

  it('is not invented from a damaged file', async () => {
    for (const content of ['', '{', '{"host": 1}', 'null', '\0\0']) {
      const dir = scratch()
      writeFileSync(holderPath(dir), content)
      await taken(dir)
    }
  })
})

describe('taking over', () => {
  it('asks, waits for the release, and hurts nobody', async () => {
    const dir = scratch()
    const child = await holderProcess(dir)
    const exit = once(child, 'exit')
    const lock = await takeOver(dir, {operator: 'ayse'})
    expect(lock).toMatchObject({kind: 'lock', holder: {operator: 'ayse'}})
    expect(await exit).toEqual([0, null])
    if (lock.kind === 'lock') await lock.release()
  })

  it.each([
    ['is stopped', 'polite', true],
    ['refuses', 'rude', false],
    ['agrees and does nothing', 'deaf', false],
  ] as const)(
    'ends a holder that %s, once it is proved to be that process',
    async (_, manners, isStopped) => {
      const dir = scratch()
      const child = await holderProcess(dir, {manners})
      if (isStopped) child.kill('SIGSTOP')
      const exit = once(child, 'exit')
      const lock = await takeOver(dir, {answerLimit: 200, releaseLimit: 200})
      expect(lock.kind).toBe('lock')
      expect(await exit).toEqual([null, 'SIGKILL'])
      if (lock.kind === 'lock') await lock.release()
    },
  )

  it.each([
    ['start time', {startTime: '1'}],
    ['boot', {bootId: 'another'}],
    ['process namespace', {pidNamespace: 'pid:[1]'}],
  ])('ends nobody whose %s is not the one written down', async (_, changes) => {
    const dir = scratch()
    const child = await holderProcess(dir)
    child.kill('SIGSTOP')
    writeFileSync(holderPath(dir), JSON.stringify({...readHolder(dir), ...changes}))
    expect(await takeOver(dir, {answerLimit: 100})).toMatchObject({kind: 'not-taken', why: 'unproven'})
    expect(existsSync(`/proc/${child.pid}`)).toBe(true)
    child.kill('SIGCONT')
    // It goes on as if nobody had asked.
    await expect.poll(() => readFileSync(`/proc/${child.pid}/stat`, 'utf8')).not.toMatch(/\) T /)
    expect(child.exitCode).toBeNull()
  })
})

it('its files are closed to others', async () => {
  const dir = scratch()
  await taken(dir)
  for (const name of ['lock-token', 'holder.json']) expect(statSync(join(dir, name)).mode & 0o777).toBe(0o600)
})
