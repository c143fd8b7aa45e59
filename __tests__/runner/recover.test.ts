import {type ChildProcess, spawn} from 'node:child_process'
import {once} from 'node:events'
import {existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {setTimeout as delay} from 'node:timers/promises'
import {afterAll, beforeAll, describe, expect, it, onTestFinished} from 'vitest'
import {processFacts} from '#src/durable/host.ts'
import {probeLock} from '#src/durable/lock.ts'
import {readExit} from '#src/runner/exit-record.ts'
import {followCommand} from '#src/runner/follow.ts'
import {drainOrphan, type Launched, launchCommand} from '#src/runner/launch.ts'
import {readOutput, readTail} from '#src/runner/output.ts'
import {type Recovered, recoverCommand} from '#src/runner/recover.ts'
import type {CommandSpec} from '#src/runner/spec.ts'
import {readStarted} from '#src/runner/started-record.ts'
import {stopCommand} from '#src/runner/stop.ts'
import {cannotRun} from '../helpers/cannot-run.ts'
import {eventually, plainEnv, programOf, specOf} from '../helpers/commands.ts'
import {scratch} from '../helpers/scratch.ts'
import {mountSmallDisk} from '../helpers/small-disk.ts'
import {tried, tries} from '../helpers/tries.ts'

interface Started {
  readonly cwd: string
  readonly dir: string
  readonly launched: Launched
}

const launch = async (text: string, changes: Partial<CommandSpec> = {}): Promise<Started> => {
  const cwd = scratch()
  const dir = join(cwd, 'commands', '0001')
  const launched = await launchCommand(dir, specOf(cwd, text, changes), {env: plainEnv()})
  onTestFinished(async () => void (await stopCommand(dir, 'SIGKILL')))
  return {cwd, dir, launched}
}

const waitsForGo = 'echo x >> effects; touch began; until test -e go; do sleep 0.02; done; echo done; exit 4'

const began = (cwd: string): Promise<void> =>
  eventually(
    'it has begun, and its runner has noted it',
    () => existsSync(join(cwd, 'began')) && readStarted(join(cwd, 'commands', '0001')) !== null,
  )

const effects = (cwd: string): string =>
  existsSync(join(cwd, 'effects')) ? readFileSync(join(cwd, 'effects'), 'utf8') : ''

const isAlive = (pid: number): boolean => {
  const facts = processFacts(pid)
  return facts !== null && facts.state !== 'Z'
}

const killRunner = async ({launched}: Started): Promise<void> => {
  process.kill(launched.pid, 'SIGKILL')
  await launched.exited
}

describe('on return', () => {
  it('a command that nobody came to launch is proved not started, and cannot be launched any more', async () => {
    const cwd = scratch()
    const dir = join(cwd, 'commands', '0001')
    expect(await recoverCommand(dir)).toEqual({kind: 'not-started', proof: 'revoked'})
    expect(await recoverCommand(dir)).toEqual({kind: 'not-started', proof: 'revoked'})
    await expect(launchCommand(dir, specOf(cwd, 'echo x > effects'), {env: plainEnv()})).rejects.toThrow(
      'EEXIST',
    )
    expect(effects(cwd)).toBe('')
  })

  it('a command that runs is running, and its end is exact', async () => {
    const {cwd, dir} = await launch(waitsForGo)
    await began(cwd)
    expect(await recoverCommand(dir)).toEqual({kind: 'running'})
    const following = followCommand(dir)
    writeFileSync(join(cwd, 'go'), '')
    expect(await following).toBe('ended')
    expect(await recoverCommand(dir)).toMatchObject({kind: 'ended', tail: 'done\n', exit: {exitCode: 4}})
    expect(effects(cwd)).toBe('x\n')
  })

  it('a paused runner still counts as running', async () => {
    const started = await launch(waitsForGo)
    await began(started.cwd)
    process.kill(started.launched.pid, 'SIGSTOP')
    expect(await recoverCommand(started.dir)).toEqual({kind: 'running'})
    process.kill(started.launched.pid, 'SIGCONT')
    writeFileSync(join(started.cwd, 'go'), '')
    expect(await followCommand(started.dir)).toBe('ended')
  })

  it('a runner that was stopped before its lock is revoked: it comes too late and runs nothing', async () => {
    const {cwd, dir, launched} = await launch('echo x > effects')
    process.kill(launched.pid, 'SIGSTOP')
    expect(await probeLock(dir)).toEqual({kind: 'free'})
    const both = await Promise.all([recoverCommand(dir), recoverCommand(dir)])
    expect(both).toEqual([1, 2].map(() => ({kind: 'not-started', proof: 'revoked'})))
    process.kill(launched.pid, 'SIGCONT')
    await launched.exited
    expect(effects(cwd)).toBe('')
    expect(existsSync(join(dir, 'exit.json'))).toBe(false)
    expect(readFileSync(join(dir, 'runner.log'), 'utf8')).toBe('')
  })

  it('with a dead runner the outcome is unknown, and what is still alive of the command is named', async () => {
    const started = await launch(`echo before; sleep 600 & ${waitsForGo}`)
    await began(started.cwd)
    const following = followCommand(started.dir)
    await eventually('the output came through', async () => (await readTail(started.dir, 100)) === 'before\n')
    await killRunner(started)
    expect(await following).toBe('gone')
    const recovered = await recoverCommand(started.dir)
    expect(recovered).toMatchObject({kind: 'unknown', sameBoot: true, tail: 'before\n'})
    const command = readStarted(started.dir)?.pid ?? 0
    if (recovered.kind === 'unknown') {
      expect(recovered.processes).toContain(command)
      expect(recovered.processes.length).toBeGreaterThanOrEqual(2)
    }
    expect(await stopCommand(started.dir, 'SIGKILL')).toBe('sent')
    await eventually('all of it is gone', async () => {
      const now = await recoverCommand(started.dir)
      return now.kind === 'unknown' && now.processes.length === 0
    })
    expect(await stopCommand(started.dir, 'SIGKILL')).toBe('gone')
  })

  it('processes are found by their output even where the pid was never noted', async () => {
    const started = await launch(waitsForGo)
    await began(started.cwd)
    const command = readStarted(started.dir)?.pid ?? 0
    await killRunner(started)
    rmSync(join(started.dir, 'started.json'))
    expect(await recoverCommand(started.dir)).toMatchObject({
      kind: 'unknown',
      processes: expect.arrayContaining([command]),
    })
    process.kill(-command, 'SIGKILL')
  })

  it('damaged records make it unknown, never ended and never not started', async () => {
    const {cwd, dir, launched} = await launch('echo x >> effects')
    await launched.exited
    const whole = readFileSync(join(dir, 'exit.json'))
    for (const content of ['', '{}', 'null', whole.subarray(0, whole.length / 2), Buffer.alloc(300)]) {
      writeFileSync(join(dir, 'exit.json'), content)
      expect((await recoverCommand(dir)).kind).toBe('unknown')
    }
    expect(effects(cwd)).toBe('x\n')
  })
})

describe('a command whose runner is dead', () => {
  const writer = `echo x >> effects; touch began; until test -e go; do sleep 0.02; done
    for i in $(seq 3000); do printf '%0100d\\n' $i; done; touch wrote-all`

  it('waits for a reader instead of dying, and goes on when somebody drains it', async () => {
    const started = await launch(writer)
    const {cwd, dir} = started
    await began(cwd)
    await killRunner(started)
    writeFileSync(join(cwd, 'go'), '')
    const command = readStarted(dir)?.pid ?? 0
    await eventually('it waits for room in the FIFO', () =>
      readFileSync(`/proc/${command}/wchan`, 'latin1').includes('pipe'),
    )
    expect(await recoverCommand(dir)).toMatchObject({
      kind: 'unknown',
      processes: expect.arrayContaining([command]),
    })
    expect(existsSync(join(cwd, 'wrote-all'))).toBe(false)
    const drainers = await Promise.all([drainOrphan(dir), drainOrphan(dir)])
    await Promise.all(drainers.map(drainer => drainer.exited))
    expect(existsSync(join(cwd, 'wrote-all'))).toBe(true)
    const parts = await readOutput(dir)
    const lines = parts.map(part => (part.kind === 'bytes' ? part.bytes.toString() : 'gap')).join('')
    expect(lines).toBe(Array.from({length: 3000}, (_, i) => `${String(i + 1).padStart(100, '0')}\n`).join(''))
    expect(await recoverCommand(dir)).toMatchObject({kind: 'unknown', processes: []})
    expect(effects(cwd)).toBe('x\n')
  })

  it('that writes little simply finishes', async () => {
    const started = await launch(waitsForGo)
    await began(started.cwd)
    await killRunner(started)
    const command = readStarted(started.dir)?.pid ?? 0
    writeFileSync(join(started.cwd, 'go'), '')
    await eventually('it has finished', () => !isAlive(command))
    await (await drainOrphan(started.dir)).exited
    expect(await recoverCommand(started.dir)).toMatchObject({kind: 'unknown', processes: []})
  })

  it('masks secrets when drained, too', async () => {
    const cwd = scratch()
    const dir = join(cwd, 'commands', '0001')
    const text =
      'touch began; until test -e go; do sleep 0.02; done; echo "<$TOKEN>"; until test -e end; do sleep 0.02; done'
    const secrets = [{name: 'TOKEN', value: 'hunter2-hunter2'}]
    const env = plainEnv({TOKEN: 'hunter2-hunter2'})
    const launched = await launchCommand(dir, specOf(cwd, text), {env, secrets})
    await began(cwd)
    await killRunner({cwd, dir, launched})
    const drainer = await drainOrphan(dir, secrets)
    writeFileSync(join(cwd, 'go'), '')
    await eventually('it is drained', async () => (await readTail(dir, 1000)) !== '')
    writeFileSync(join(cwd, 'end'), '')
    await drainer.exited
    const tail = await readTail(dir, 1000)
    expect(tail).toMatch(/^<.*TOKEN.*>\n$/)
    expect(tail).not.toContain('hunter2')
  })
})

describe('draining', () => {
  it('leaves a command alone whose runner lives, and one that nobody started', async () => {
    const {cwd, dir} = await launch(waitsForGo)
    await began(cwd)
    await (await drainOrphan(dir)).exited
    writeFileSync(join(cwd, 'go'), '')
    expect(await followCommand(dir)).toBe('ended')
    expect(readExit(dir)).toMatchObject({exitCode: 4, tail: 'done\n'})
    const never = join(scratch(), '0001')
    mkdirSync(never, {mode: 0o700})
    await recoverCommand(never)
    await (await drainOrphan(never)).exited
  })
})

describe('ending a command', () => {
  it('reaches all of its group, and is recorded', async () => {
    const {cwd, dir} = await launch(`sleep 600 & echo $! > child; ${waitsForGo}`)
    await began(cwd)
    expect(await stopCommand(dir, 'SIGTERM')).toBe('sent')
    expect(await followCommand(dir)).toBe('ended')
    expect(readExit(dir)).toMatchObject({exitCode: null, signal: 'SIGTERM', cause: null})
    await eventually('the child is gone', () => !isAlive(Number(readFileSync(join(cwd, 'child'), 'utf8'))))
    expect(await stopCommand(dir, 'SIGKILL')).toBe('gone')
  })

  it('works past a runner that does not answer', async () => {
    const {cwd, dir, launched} = await launch(waitsForGo)
    await began(cwd)
    process.kill(launched.pid, 'SIGSTOP')
    expect(await stopCommand(dir, 'SIGKILL')).toBe('sent')
    process.kill(launched.pid, 'SIGCONT')
    expect(await followCommand(dir)).toBe('ended')
    expect(readExit(dir)).toMatchObject({signal: 'SIGKILL'})
  })

  it('hits nobody who merely has the number now', async () => {
    const started = await launch(waitsForGo)
    await began(started.cwd)
    const command = readStarted(started.dir)?.pid ?? 0
    await killRunner(started)
    process.kill(-command, 'SIGKILL')
    await eventually('it is gone', () => !isAlive(command))
    const stranger = spawn('sleep', ['600'], {detached: true, stdio: 'ignore'})
    onTestFinished(() => void stranger.kill('SIGKILL'))
    const noted = readStarted(started.dir)
    writeFileSync(join(started.dir, 'started.json'), JSON.stringify({...noted, pid: stranger.pid}))
    expect(await stopCommand(started.dir, 'SIGKILL')).toBe('gone')
    expect(isAlive(stranger.pid ?? 0)).toBe(true)
  })

  it('is not done by asking the runner to go', async () => {
    const {cwd, dir, launched} = await launch(waitsForGo)
    await began(cwd)
    for (const signal of ['SIGTERM', 'SIGHUP', 'SIGINT'] as const) process.kill(launched.pid, signal)
    writeFileSync(join(cwd, 'go'), '')
    expect(await followCommand(dir)).toBe('ended')
    expect(readExit(dir)).toMatchObject({exitCode: 4})
  })
})

describe('a full disk', () => {
  it('costs output, which is counted, but neither the command nor its exit code', async context => {
    const base = scratch()
    const disk = mountSmallDisk(base, 'tmpfs')
    if (disk.kind === 'impossible') return cannotRun(context.skip, disk.why)
    const dir = join(disk.path, 'commands', '0001')
    const text = `head -c 2000000 /dev/zero | tr '\\0' x; touch '${base}/wrote-all'; exit 9`
    const launched = await launchCommand(dir, specOf(base, text), {env: plainEnv()})
    expect(await followCommand(dir, {runnerExited: launched.exited})).toBe('ended')
    expect(existsSync(join(base, 'wrote-all'))).toBe(true)
    const exit = readExit(dir)
    expect(exit).toMatchObject({exitCode: 9, outputBytes: 2_000_000})
    expect(exit?.droppedBytes).toBeGreaterThan(1_700_000)
    await launched.exited
  })
})

describe('the program that launched it', () => {
  let program = ''
  let programs: string | null = null
  beforeAll(async () => {
    programs = mkdtempSync(join(tmpdir(), 'rollcall-ui-program-'))
    program = await programOf(
      `import {launchCommand} from '#src/runner/launch.ts'
       const [dir, spec] = process.argv.slice(2)
       setInterval(() => {}, 1e6)
       const launched = await launchCommand(dir, JSON.parse(spec), {env: {PATH: process.env.PATH}})
       console.log(launched.pid)`,
      programs,
    )
  })
  afterAll(() => {
    if (programs !== null) rmSync(programs, {recursive: true, force: true})
  })

  const ui = (cwd: string, spec: CommandSpec): ChildProcess => {
    const args = [program, join(cwd, 'commands', '0001'), JSON.stringify(spec)]
    const child = spawn(process.execPath, args, {detached: true, stdio: ['ignore', 'pipe', 'inherit']})
    onTestFinished(() => void child.kill('SIGKILL'))
    return child
  }

  it('may be killed with all of its group: the command goes on, its code and output are there', async () => {
    const cwd = scratch()
    const dir = join(cwd, 'commands', '0001')
    const child = ui(cwd, specOf(cwd, waitsForGo))
    await began(cwd)
    process.kill(-(child.pid ?? 0), 'SIGKILL')
    await once(child, 'exit')
    expect(await recoverCommand(dir)).toEqual({kind: 'running'})
    writeFileSync(join(cwd, 'go'), '')
    expect(await followCommand(dir)).toBe('ended')
    // Its end is recorded a moment before its runner lets go of the lock.
    expect(await settle(dir)).toMatchObject({kind: 'ended', exit: {exitCode: 4}, tail: 'done\n'})
  })

  it('takes a watch command with it, however it goes', async () => {
    const cwd = scratch()
    const dir = join(cwd, 'commands', '0001')
    writeFileSync(join(cwd, 'log'), 'a line\n')
    const child = ui(cwd, specOf(cwd, 'touch began; tail -f log', {watch: true}))
    await began(cwd)
    await eventually('it shows the log', async () => (await readTail(dir, 100)) === 'a line\n')
    child.kill('SIGKILL')
    expect(await followCommand(dir)).toBe('ended')
    expect(readExit(dir)).toMatchObject({signal: 'SIGTERM'})
  })

  it('may be killed at any moment: what is said on return agrees with what happened', {
    timeout: 300_000,
  }, async () => {
    const said = new Map<string, number>()
    const rounds = tries(12, 100)
    for (let round = 0; round < rounds; round++) {
      const cwd = scratch()
      const dir = join(cwd, 'commands', '0001')
      const child = ui(cwd, specOf(cwd, 'echo x >> effects; sleep 0.05; echo end; exit 3'))
      const exit = once(child, 'exit')
      // Now somewhere on the way to the command, now when it has surely begun.
      if (round % 3 === 0) await eventually('it has begun', () => effects(cwd) !== '')
      else await delay(60 + Math.random() * 150)
      child.kill('SIGKILL')
      await exit
      const recovered = await settle(dir)
      said.set(recovered.kind, (said.get(recovered.kind) ?? 0) + 1)
      agrees(recovered, cwd)
    }
    expect(said.get('unknown')).toBeUndefined()
    expect(said.get('ended')).toBeGreaterThanOrEqual(4)
    tried(rounds)
  })
})

/** What a resumer would end up with: a running command is followed first. */
const settle = async (dir: string): Promise<Recovered> => {
  for (;;) {
    const recovered = await recoverCommand(dir)
    if (recovered.kind !== 'running') return recovered
    await followCommand(dir)
  }
}

/** Compares what is claimed with what the command itself wrote down. */
const agrees = (recovered: Recovered, cwd: string): void => {
  if (recovered.kind === 'not-started') expect(effects(cwd)).toBe('')
  else if (recovered.kind === 'ended') {
    expect(recovered).toMatchObject({exit: {exitCode: 3, cause: null}, tail: 'end\n'})
    expect(effects(cwd)).toBe('x\n')
  } else expect(effects(cwd).length).toBeLessThanOrEqual(2)
}

describe('the runner killed at a random moment', () => {
  it('leaves nothing that is told wrongly, and nothing runs twice or late', {timeout: 600_000}, async () => {
    const said = new Map<string, number>()
    const rounds = tries(40, 300)
    for (let round = 0; round < rounds; round++) {
      const cwd = scratch()
      const dir = join(cwd, 'commands', '0001')
      const text = 'echo x >> effects; sleep 0.03; echo end; exit 3'
      const launched = await launchCommand(dir, specOf(cwd, text), {env: plainEnv()})
      // Spread over the runner's whole life, and half of the kills in the middle of it, where claim and start lie.
      await delay(round % 2 === 0 ? Math.random() * 250 : 60 + Math.random() * 80)
      if (isAlive(launched.pid)) process.kill(launched.pid, round % 5 === 0 ? 'SIGSTOP' : 'SIGKILL')
      const first = await recoverCommand(dir)
      if (isAlive(launched.pid)) process.kill(launched.pid, 'SIGCONT')
      const recovered = first.kind === 'running' ? await settle(dir) : first
      await launched.exited
      if (recovered.kind === 'unknown') {
        await eventually('the orphan is gone', async () => {
          const now = await recoverCommand(dir)
          return now.kind === 'unknown' && now.processes.length === 0
        })
      }
      said.set(recovered.kind, (said.get(recovered.kind) ?? 0) + 1)
      agrees(recovered, cwd)
    }
    expect([...said.values()].reduce((sum, count) => sum + count, 0)).toBe(rounds)
    tried(rounds)
  })
})
