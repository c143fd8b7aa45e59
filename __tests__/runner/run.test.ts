import {execFileSync} from 'node:child_process'
import {createHash} from 'node:crypto'
import {existsSync, readdirSync, readFileSync, realpathSync, statSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, it} from 'vitest'
import {targetDigest} from '#src/durable/target-name.ts'
import {readExit} from '#src/runner/exit-record.ts'
import {followCommand} from '#src/runner/follow.ts'
import {launchCommand} from '#src/runner/launch.ts'
import {readOutput, readTail} from '#src/runner/output.ts'
import {hashScript} from '#src/runner/script-hash.ts'
import {eventually, plainEnv, runToEnd, specOf} from '../helpers/commands.ts'
import {scratch} from '../helpers/scratch.ts'
import {tried, tries} from '../helpers/tries.ts'

const kept = async (dir: string): Promise<string> => {
  const parts = await readOutput(dir)
  return parts
    .map(part => (part.kind === 'bytes' ? part.bytes.toString('utf8') : `<gap ${part.length}>`))
    .join('')
}

describe('a command', () => {
  it('is recorded with its exit code, its output of both kinds in order, and the digest of it', async () => {
    const {dir, exit} = await runToEnd('echo one; echo two >&2; printf three; exit 7')
    expect(exit).toMatchObject({exitCode: 7, signal: null, cause: null, droppedBytes: 0, leftBehind: false})
    expect(await kept(dir)).toBe('one\ntwo\nthree')
    expect(exit.tail).toBe('one\ntwo\nthree')
    expect(exit.outputBytes).toBe(13)
    expect(exit.outputSha256).toBe(createHash('sha256').update('one\ntwo\nthree').digest('hex'))
    expect(readFileSync(join(dir, 'command.txt'), 'utf8')).toBe(
      'echo one; echo two >&2; printf three; exit 7',
    )
  })

  it('may say nothing at all', async () => {
    const {exit} = await runToEnd('true')
    expect(exit).toMatchObject({exitCode: 0, outputBytes: 0, tail: ''})
    expect(exit.outputSha256).toBe(createHash('sha256').digest('hex'))
  })

  it('tells a signal from an exit code', async () => {
    const {exit} = await runToEnd('kill -SEGV $$')
    expect(exit).toMatchObject({exitCode: null, signal: 'SIGSEGV'})
  })

  it('stops at the first failure, also inside a pipe, as bash -e -o pipefail does', async () => {
    expect((await runToEnd('false | true; echo went on')).exit).toMatchObject({exitCode: 1, tail: ''})
    const sh = await runToEnd('false; echo went on', {changes: {interpreter: 'sh'}})
    expect(sh.exit).toMatchObject({exitCode: 1, tail: ''})
  })

  it('has a session of its own, no terminal, an empty stdin and its working directory', async () => {
    const {cwd, exit} = await runToEnd('test "$(ps -o sid= -p $$ | tr -d " ")" = $$; cat; tty || true; pwd')
    expect(exit.tail).toBe(`not a tty\n${realpathSync(cwd)}\n`)
  })

  it('gets exactly the environment it was given, byte for byte, and runs nothing that stands in a value', async () => {
    const hostile = `$(touch owned)\`touch owned\`"; touch owned; '\n\t\\ ü 🚨 \u202e end `
    const env = {
      INPUT_BACKUP: hostile,
      EMPTY: '',
      'odd.name': '1',
      NODE_ENV: 'staging',
      FORCE_COLOR: '3',
      NODE_OPTIONS: '--no-such-flag',
      ROLLCALL_HELD_NODE_X: 'y',
    }
    const {cwd, exit} = await runToEnd('env -0; printf %s "$INPUT_BACKUP" > value', {env})
    expect(readFileSync(join(cwd, 'value'), 'utf8')).toBe(hostile)
    expect(existsSync(join(cwd, 'owned'))).toBe(false)
    const seen = exit.tail.split('\0').filter(line => line !== '' && !/^(PWD|SHLVL|_|OLDPWD)=/.test(line))
    expect(seen.sort()).toEqual(
      Object.entries(plainEnv(env))
        .map(([name, value]) => `${name}=${value}`)
        .sort(),
    )
  })

  it('keeps the umask of whoever launched it, while all of our files are closed to others', async () => {
    const {dir, cwd} = await runToEnd('echo x; touch made')
    const mask = process.umask()
    expect(statSync(join(cwd, 'made')).mode & 0o777).toBe(0o666 & ~mask)
    for (const name of readdirSync(dir))
      expect([name, statSync(join(dir, name)).mode & 0o077]).toEqual([name, 0])
    expect(statSync(dir).mode & 0o777).toBe(0o700)
  })

  it('is not started twice in one directory', async () => {
    const {dir, cwd} = await runToEnd('echo x >> effects')
    await expect(launchCommand(dir, specOf(cwd, 'echo x >> effects'), {env: plainEnv()})).rejects.toThrow(
      'EEXIST',
    )
    expect(readFileSync(join(cwd, 'effects'), 'utf8')).toBe('x\n')
  })

  it('that cannot be started says so', async () => {
    const gone = await runToEnd('true', {changes: {cwd: '/nonexistent/for/sure'}})
    expect(gone.exit).toMatchObject({exitCode: 126, cause: 'cannot-start'})
    const noShell = await runToEnd('true', {env: {PATH: '/nonexistent'}})
    expect(noShell.exit).toMatchObject({exitCode: 126, cause: 'cannot-start'})
    const tooLong = await runToEnd(`: ${'x'.repeat(200_000)}`)
    expect(tooLong.exit).toMatchObject({exitCode: 126, cause: 'cannot-start'})
    const nul = await runToEnd('echo a\0b')
    expect(nul.exit).toMatchObject({exitCode: 126, cause: 'cannot-start'})
  })

  it('that takes too long is ended, with all that belongs to it', async () => {
    const {cwd, exit} = await runToEnd('sleep 600 & echo $! > child; wait', {changes: {timeout: 300}})
    expect(exit).toMatchObject({exitCode: null, signal: 'SIGTERM', cause: 'timeout'})
    const child = Number(readFileSync(join(cwd, 'child'), 'utf8'))
    await eventually(
      'the child is gone',
      () =>
        !existsSync(`/proc/${child}/status`) ||
        /State:\s+Z/.test(readFileSync(`/proc/${child}/status`, 'latin1')),
    )
  })

  it('with the longest timeout is not ended at once', async () => {
    const {exit} = await runToEnd('sleep 0.3; echo through', {changes: {timeout: 2 ** 40}})
    expect(exit).toMatchObject({exitCode: 0, cause: null, tail: 'through\n'})
  })

  it('is over when its own process is, whatever service it leaves behind, and that is not held up', async () => {
    const {dir, cwd, exit} = await runToEnd(
      '(trap "" PIPE; until test -e go; do sleep 0.02; done; for i in $(seq 2000); do printf "%0100d\\n" $i; done; echo $BASHPID > survived; exec sleep 600) & echo started',
    )
    expect(exit).toMatchObject({exitCode: 0, leftBehind: true})
    writeFileSync(join(cwd, 'go'), '')
    // It writes 200 kB, more than the FIFO holds: it comes through only where somebody goes on reading.
    await eventually('the service is not blocked', () => existsSync(join(cwd, 'survived')))
    const service = Number(readFileSync(join(cwd, 'survived'), 'utf8'))
    process.kill(service, 'SIGKILL')
    await eventually('what it wrote is kept apart', () => existsSync(join(dir, 'late', 'output.log')))
    expect(exit.outputBytes).toBe(Buffer.byteLength(await kept(dir)))
    await eventually(
      'its runner has gone',
      () => execFileSync('ps', ['-eo', 'args']).toString().includes(dir) === false,
    )
  })

  it('does not mind that its output is closed before its end', async () => {
    const {exit} = await runToEnd('echo before; exec >/dev/null 2>&1; sleep 0.2; exit 3')
    expect(exit).toMatchObject({exitCode: 3, tail: 'before\n'})
  })
})

describe('the script that was confirmed', () => {
  it('is the one that runs, or none, however often it is swapped after it was confirmed', {
    timeout: 240_000,
  }, async () => {
    // Each is the same, so fewer do for every day.
    const rounds = tries(40, 200)
    const swapped = async (round: number): Promise<readonly unknown[]> => {
      const cwd = scratch()
      writeFileSync(join(cwd, 'job.sh'), 'echo good >> effects\n')
      const sha256 = (await hashScript('job.sh', cwd)) ?? ''
      const script = {path: 'job.sh', sha256}
      writeFileSync(join(cwd, 'job.sh'), `echo evil >> effects #${round}\n`)
      const dir = join(cwd, 'commands', '0001')
      const launched = await launchCommand(dir, specOf(cwd, 'bash job.sh', {script}), {env: plainEnv()})
      const end = await followCommand(dir, {runnerExited: launched.exited})
      const exit = readExit(dir)
      return [end, exit?.exitCode, exit?.cause, existsSync(join(cwd, 'effects'))]
    }
    for (let round = 0; round < rounds; round += 8) {
      const batch = Array.from({length: 8}, (_, index) => swapped(round + index))
      for (const seen of await Promise.all(batch)) {
        expect(seen).toEqual(['ended', 126, 'script-changed', false])
      }
    }
    tried(rounds)
  })

  it('runs when it is unchanged, and not when it has gone', async () => {
    const cwd = scratch()
    writeFileSync(join(cwd, 'job.sh'), 'echo good\n')
    const script = {path: join(cwd, 'job.sh'), sha256: (await hashScript('job.sh', cwd)) ?? ''}
    const text = `bash ${script.path}`
    expect((await runToEnd(text, {changes: {script}})).exit).toMatchObject({exitCode: 0, tail: 'good\n'})
    const missing = {...script, path: join(cwd, 'gone.sh')}
    expect((await runToEnd(text, {changes: {script: missing}})).exit).toMatchObject({cause: 'script-changed'})
  })
})

describe('the target', () => {
  it('takes one dangerous command at a time, from whatever session', async () => {
    const cwd = scratch()
    const targetLock = {digest: targetDigest('prod', cwd), directory: join(cwd, 'targets'), beside: false}
    const first = join(cwd, 'a', '0001')
    const text = 'touch began; until test -e go; do sleep 0.02; done'
    const launched = await launchCommand(first, specOf(cwd, text, {targetLock}), {env: plainEnv()})
    await eventually('the first runs', () => existsSync(join(cwd, 'began')))
    const second = await runToEnd('echo x > effects', {changes: {targetLock}})
    expect(second.exit).toMatchObject({
      exitCode: 126,
      cause: 'target-held',
      heldBy: {operator: 'ayse', account: 'ayse', session: '20260101-0300-test', pid: launched.pid},
    })
    expect(existsSync(join(second.cwd, 'effects'))).toBe(false)
    // Who confirmed it knowing that somebody is at work there is not held up by them
    const beside = await runToEnd('echo beside', {changes: {targetLock: {...targetLock, beside: true}}})
    expect(beside.exit).toMatchObject({exitCode: 0, tail: 'beside\n'})
    writeFileSync(join(cwd, 'go'), '')
    expect(await followCommand(first, {runnerExited: launched.exited})).toBe('ended')
    expect((await runToEnd('echo free', {changes: {targetLock}})).exit).toMatchObject({
      exitCode: 0,
      tail: 'free\n',
    })
  })
})

describe('a secret', () => {
  const secret = 'hunter2-Çok$gizli/==+'

  it('is masked in what is kept, however the writes cut it, and reaches no file and no argument', async () => {
    const env = {DB_PASSWORD: secret}
    const text = [
      'printf "%s\\n" "$DB_PASSWORD"',
      'printf %s "$DB_PASSWORD" | sed "s/./&\\n/g" | while IFS= read -r c; do printf %s "$c"; sleep 0.005; done; echo',
      'printf %s "$DB_PASSWORD" | base64',
      'tr "\\0" "\\n" < /proc/$PPID/cmdline; tr "\\0" "\\n" < /proc/$$/cmdline',
      'echo end',
    ].join('\n')
    const {dir, exit} = await runToEnd(text, {env, secrets: [{name: 'DB_PASSWORD', value: secret}]})
    expect(exit.exitCode).toBe(0)
    expect(await kept(dir)).toContain('end\n')
    const needles = [secret, secret.slice(0, 12), Buffer.from(secret).toString('base64')]
    for (const name of readdirSync(dir)) {
      if (statSync(join(dir, name)).isFIFO()) continue
      const content = readFileSync(join(dir, name), 'utf8')
      for (const needle of needles) expect([name, content.includes(needle)]).toEqual([name, false])
    }
  })

  it('is masked also where it is in no variable of the command, and the command never sees what we send along', async () => {
    const {dir} = await runToEnd('echo hunter2-hunter2; env', {
      secrets: [{name: 'IN_A_FILE', value: 'hunter2-hunter2'}],
    })
    const output = await kept(dir)
    expect(output).toContain('[IN_A_FILE]')
    expect(output).not.toContain('hunter2')
    expect(output).not.toContain('ROLLCALL')
  })

  it('does not stand in the command line of the runner or the shell', async () => {
    const cwd = scratch()
    const dir = join(cwd, 'commands', '0001')
    const text = 'touch began; until test -e go; do sleep 0.02; done; : "$DB_PASSWORD"'
    const launched = await launchCommand(dir, specOf(cwd, text), {
      env: plainEnv({DB_PASSWORD: secret}),
      secrets: [{name: 'DB_PASSWORD', value: secret}],
    })
    await eventually('it runs', () => existsSync(join(cwd, 'began')))
    const lines = execFileSync('ps', ['-eo', 'args', '-ww']).toString()
    expect(lines).toContain(dir)
    expect(lines).toContain('until test -e go')
    expect(lines).not.toContain(secret)
    writeFileSync(join(cwd, 'go'), '')
    expect(await followCommand(dir, {runnerExited: launched.exited})).toBe('ended')
  })
})

describe('following', () => {
  it('brings the output while it runs and all of it by the end', async () => {
    const cwd = scratch()
    const dir = join(cwd, 'commands', '0001')
    const text = 'echo early; until test -e go; do sleep 0.02; done; seq 1 5000'
    const launched = await launchCommand(dir, specOf(cwd, text), {env: plainEnv()})
    let seen = ''
    const end = await followCommand(dir, {
      runnerExited: launched.exited,
      onOutput: ({gap, bytes}) => {
        expect(gap).toBe(0)
        seen += bytes.toString('utf8')
        if (seen.startsWith('early\n')) writeFileSync(join(cwd, 'go'), '')
      },
    })
    expect(end).toBe('ended')
    expect(seen).toBe(await kept(dir))
    expect(seen.endsWith('4999\n5000\n')).toBe(true)
    expect(await readTail(dir, 10)).toBe('4999\n5000\n')
  })

  it('can be left and taken up again without the command noticing', async () => {
    const cwd = scratch()
    const dir = join(cwd, 'commands', '0001')
    const text = 'touch began; until test -e go; do sleep 0.02; done; exit 5'
    await launchCommand(dir, specOf(cwd, text), {env: plainEnv()})
    await eventually('it runs', () => existsSync(join(cwd, 'began')))
    const leaving = new AbortController()
    const left = followCommand(dir, {signal: leaving.signal})
    leaving.abort()
    expect(await left).toBe('left')
    const again = followCommand(dir)
    writeFileSync(join(cwd, 'go'), '')
    expect(await again).toBe('ended')
    expect(readExit(dir)?.exitCode).toBe(5)
  })
})
