import {execFileSync, spawn, spawnSync} from 'node:child_process'
import {once} from 'node:events'
import {existsSync, mkdirSync, readFileSync, rmSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {openJournal} from '#src/durable/journal.ts'
import {bundle} from '../helpers/bundled.ts'
import {cannotRun} from '../helpers/cannot-run.ts'
import {scratch} from '../helpers/scratch.ts'
import {createChance} from '../helpers/soak-chance.ts'
import {tried, tries} from '../helpers/tries.ts'

const event = (number: string): string =>
  `{type: 'note-added', at: '2026-01-02T03:04:05.678Z', by: 'x', item: null, mark: null, text: String(${number})}`

test('the kernel sees it too: each file synced before its name, the directory after, each turn before its acknowledgement', async ({
  skip,
}) => {
  if (spawnSync('strace', ['-V']).error !== undefined) return cannotRun(skip, 'strace is not installed')
  const directory = scratch()
  const program = await bundle(
    `import {createJournal} from '#src/durable/journal.ts'
     import {createFileExclusive, replaceFile} from '#src/durable/replace.ts'
     const [directory] = process.argv.slice(2)
     const journal = createJournal(directory + '/journal.jsonl', [${event('1')}])
     journal.append([${event('2')}, ${event('3')}])
     process.stdout.write('acknowledged')
     journal.close()
     createFileExclusive(directory + '/claim', 'claim')
     replaceFile(directory + '/exit.json', 'exit')`,
    directory,
  )
  const session = join(directory, 'session')
  const log = join(directory, 'strace')
  mkdirSync(session)
  const calls = 'openat,write,writev,pwrite64,fsync,fdatasync,rename,renameat,renameat2,link,linkat'
  try {
    execFileSync('strace', [
      '-f',
      '-y',
      '-o',
      log,
      '-e',
      `trace=${calls}`,
      process.execPath,
      program,
      session,
    ])
  } catch (error) {
    return cannotRun(skip, `strace cannot trace here: ${String(error)}`)
  }
  const steps = readFileSync(log, 'utf8')
    .split('\n')
    .filter(line => line.includes(session) || line.includes('"acknowledged"'))
    .map(line => {
      const name = line.replace(/^\d+ +/, '').replace(/\(.*/, '')
      if (line.includes('"acknowledged"')) return 'acknowledged'
      const temporary = /\.rollcall-[0-9a-f]+\.tmp/.test(line)
      const target = /(?:rename|link)\w*\(.*\/([a-z.]+)"/.exec(line)?.[1]
      if (target !== undefined) return `${name.replace(/at2?$/, '')} ${target}`
      const file = temporary ? 'temporary' : (/session\/([a-z.]+)/.exec(line)?.[1] ?? 'directory')
      return `${name} ${file}`
    })
    .filter(step => !step.startsWith('openat'))
  expect(steps).toEqual([
    'write journal.jsonl',
    'fsync journal.jsonl',
    'write ballast',
    'fsync ballast',
    'fsync directory',
    'write journal.jsonl',
    'fdatasync journal.jsonl',
    'acknowledged',
    'write temporary',
    'fsync temporary',
    'link claim',
    'fsync directory',
    'write temporary',
    'fsync temporary',
    'rename exit.json',
    'fsync directory',
  ])
})

test('kill -9 at a random moment, over and over in one session: acknowledged is a part of recovered', {
  timeout: 900_000,
}, async () => {
  const directory = scratch()
  const path = join(directory, 'journal.jsonl')
  const program = await bundle(
    `import {existsSync, writeSync} from 'node:fs'
     import {createJournal, openJournal} from '#src/durable/journal.ts'
     const [path] = process.argv.slice(2)
     const opened = existsSync(path) ? openJournal(path) : {kind: 'new'}
     let count = opened.kind === 'open' ? opened.events.length : 0
     if (opened.kind === 'corrupt' || opened.kind === 'unstarted') process.exit(7)
     const journal = opened.kind === 'open' ? opened.journal : createJournal(path, [${event('count++')}])
     writeSync(1, count + '\\n')
     for (;;) {
       journal.append([${event('count++')}, ${event('count++')}])
       writeSync(1, count + '\\n')
     }`,
    directory,
  )
  let acknowledged = 0
  const seed = Math.floor(Math.random() * 1_000_000)
  console.info(`seed ${seed}`)
  const chance = createChance(seed)
  const rounds = tries(30, 200)
  for (let round = 0; round < rounds; round += 1) {
    const child = spawn(process.execPath, [program, path], {stdio: ['ignore', 'pipe', 'inherit']})
    let output = ''
    // By the count of what it has said, so that the kill falls into its work on a fast machine and on a slow one.
    const enough = Math.floor(chance.below(200))
    child.stdout.on('data', chunk => {
      output += String(chunk)
      if (output.length > enough) child.kill('SIGKILL')
    })
    await once(child, 'close')
    expect(child.signalCode).toBe('SIGKILL')
    acknowledged = Math.max(acknowledged, ...output.split('\n').slice(0, -1).map(Number))
  }
  const recovered = openJournal(path)
  if (recovered.kind !== 'open') return expect.fail(recovered.kind)
  recovered.journal.close()
  expect(recovered.events.length).toBeGreaterThanOrEqual(acknowledged)
  expect(recovered.events.map(value => (value as {text: string}).text)).toEqual(
    recovered.events.map((_, index) => String(index)),
  )
  expect(acknowledged).toBeGreaterThan(60)
  tried(rounds)
})

test('of a kill during creation nothing remains that could not be started again', async () => {
  const directory = scratch()
  const program = await bundle(
    `import {createJournal} from '#src/durable/journal.ts'
     import {realDisk} from '#src/durable/disk.ts'
     const [path, calls] = process.argv.slice(2)
     let left = Number(calls)
     const disk = Object.fromEntries(Object.entries(realDisk).map(([name, run]) => [name, (...args) => {
       if (left-- === 0) process.kill(process.pid, 'SIGKILL')
       return run(...args)
     }]))
     createJournal(path, [${event('0')}], {disk})
     console.log('created')`,
    directory,
  )
  const path = join(directory, 'journal.jsonl')
  for (let calls = 0; ; calls += 1) {
    rmSync(path, {force: true})
    rmSync(join(directory, 'ballast'), {force: true})
    const {stdout, signal} = spawnSync(process.execPath, [program, path, String(calls)], {encoding: 'utf8'})
    const opened = existsSync(path) ? openJournal(path) : null
    if (opened?.kind === 'open') opened.journal.close()
    expect(opened?.kind ?? 'none', `killed at call ${calls}`).toMatch(
      stdout === '' ? /^(none|unstarted|open)$/ : /^open$/,
    )
    tried(1)
    if (signal === null) break
  }
})
